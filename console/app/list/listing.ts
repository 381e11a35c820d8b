import type { Language } from '../../../domain/campaign/definition/definition';
import type { List } from '../types';
import { textOf } from '../words';

/** A list of a campaign, as its pages get it. */
export interface Listing {
  campaign: string;
  list: List;
  zone: string;
  /** Reads the counts again after a decision. */
  reload(): void;
}

/** @returns the category's name; the id itself when the list has no such category any more */
export const categoryName = (
  { categories }: Pick<List, 'categories'>,
  category: string,
  language: Language,
): string => {
  const name = categories.find(({ id }) => id === category)?.name;
  return name ? textOf(name, language) : category;
};

/** @returns the address of a list in the API. */
export const pathOf = (campaign: string, list: string): string =>
  `/api/campaigns/${encodeURIComponent(campaign)}/lists/${encodeURIComponent(list)}`;

/** @returns the address of a row's page. */
export const rowPage = (campaign: string, list: string, row: number): string =>
  `/campaigns/${encodeURIComponent(campaign)}/lists/${encodeURIComponent(list)}/rows/${row}`;
