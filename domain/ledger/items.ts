import type { Definition, Standard, Text } from '../campaign/definition/definition';

/** Money is an item like rice: its unit is the fen. */
export const MONEY = 'cny';

/** An item of the ledger: money or goods. */
export interface LedgerItem {
  id: string;
  name: Text;
  unit: Text;
  /** Of one unit; null where it is not known. A fen is worth a fen. */
  priceFen: number | null;
}

export const MONEY_ITEM: LedgerItem = {
  id: MONEY,
  name: { 'zh-CN': '资金', en: 'money' },
  unit: { 'zh-CN': '分', en: 'fen' },
  priceFen: 1,
};

/** @returns what the ledger of a campaign can hold, money first */
export const itemsOf = ({ items = {} }: Partial<Pick<Definition, 'items'>>): LedgerItem[] => [
  MONEY_ITEM,
  ...Object.entries(items).map(([name, { name: words, unit, price }]) => ({
    id: name,
    name: words,
    unit,
    priceFen: price === undefined ? null : Math.round(price * 100),
  })),
];

/** @returns the definition in which goods that name an item have its name, unit and value */
export const withItems = (definition: Definition): Definition => ({
  ...definition,
  standards: definition.standards.map((standard) => ({
    ...standard,
    goods: standard.goods.map((goods) => withItem(goods, definition.items)),
  })),
});

type Goods = Standard['goods'][number];

function withItem(goods: Goods, items: Definition['items']): Goods {
  const known = goods.item === undefined ? undefined : items[goods.item];
  if (!known) return goods;
  const value = goods.value ?? (known.price === undefined ? undefined : inFen(known.price * goods.quantity));
  return { ...goods, name: known.name, unit: known.unit, ...(value !== undefined && { value }) };
}

const inFen = (yuan: number): number => Math.round(yuan * 100) / 100;

/** @returns the purse that pays for goods of a standard; undefined where the campaign keeps no accounts of them */
export const purseOf = (standard: Pick<Standard, 'purse'>, goods: Pick<Goods, 'purse'>): string | undefined =>
  goods.purse ?? standard.purse;

/** Something that is given, sent or lost: whole units, fen for money. */
export interface Thing {
  item: string;
  quantity: number;
  /** What came in is worth, in fen; by the catalogue when left out. */
  valueFen?: number | undefined;
}

/** @returns what a thing is worth in fen; undefined where neither the giver nor the catalogue says */
export function worthOf(items: readonly LedgerItem[], { item, quantity, valueFen }: Thing): number | undefined {
  if (valueFen !== undefined) return valueFen;
  const price = items.find(({ id }) => id === item)?.priceFen ?? null;
  return price === null ? undefined : price * quantity;
}
