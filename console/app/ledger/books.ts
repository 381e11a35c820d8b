import { MONEY } from '../../../domain/ledger/items';
import { unitAfter } from '../../../domain/text/counted';
import type { Books } from '../types';
import { textOf, useWords } from '../words';

/** The ledger of a campaign, as its pages get it. */
export interface InBooks {
  campaign: string;
  books: Books;
}

const FEN_OF_YUAN = 100;

/** @returns the address of a campaign's ledger in the API. */
export const ledgerPath = (campaign: string): string => `/api/campaigns/${encodeURIComponent(campaign)}/ledger`;

/** @returns the rows of a region and below, where an officer says why something was not handed over */
export const rowsIn = (campaign: string, region: string): string =>
  `/lists?${new URLSearchParams({ campaign, units: region })}`;

/** @returns a tab of the page of goods and money */
export const ledgerTab = (campaign: string, tab: string): string => `/ledger?${new URLSearchParams({ campaign, tab })}`;

/** Words for what the ledger holds: whole units of goods with their unit, money in yuan. */
export function useThings({ items, purses }: Books) {
  const { language, say } = useWords();
  const digits = new Intl.NumberFormat(language);
  const cents = new Intl.NumberFormat(language, { minimumFractionDigits: 2 });
  const yuan = (fen: number) => {
    const format = fen % FEN_OF_YUAN === 0 ? digits : cents;
    return say(`${format.format(fen / FEN_OF_YUAN)} 元`, `${format.format(fen / FEN_OF_YUAN)} yuan`);
  };
  const itemOf = (id: string) => items.find((one) => one.id === id);
  const itemName = (id: string) => textOf(itemOf(id)?.name ?? { 'zh-CN': id }, language);
  const purseName = (id: string) => textOf(purses.find((one) => one.id === id)?.name ?? { 'zh-CN': id }, language);
  return {
    yuan,
    purseName,
    /** `大米 · 慈善会` */
    thing: ({ item, purse }: { item: string; purse: string }) => `${itemName(item)} · ${purseName(purse)}`,
    amount(item: string, quantity: number): string {
      if (item === MONEY) return yuan(quantity);
      const unit = itemOf(item)?.unit;
      return [digits.format(quantity), unit && unitAfter(quantity, unit, language)].filter(Boolean).join(' ');
    },
  };
}
