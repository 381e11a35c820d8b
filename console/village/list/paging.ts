import { type RowSought, rowSought } from '../../../domain/list/row-sought';

/** Name of the field in which somebody types whom they look for. */
export const FIND = 'find';

/** Which of many rows a page shows. */
export interface Paging {
  /** The id of the last row of the page before. */
  after?: string | undefined;
  /** What was typed to find a row: never in an address, which stays in histories and logs. */
  find?: string | undefined;
}

/** @returns the rows that the store is asked for */
export const wantedRows = ({ after, find }: Paging): { after?: string; sought?: RowSought } => {
  const sought = find === undefined ? null : rowSought(find);
  return { ...(after !== undefined && { after }), ...(sought && { sought }) };
};

/** The search and the ways to other pages, where there are more rows than one page shows. */
export const pagingView = ({ after, find }: Paging, { next, many }: { next: string | null; many: boolean }) => ({
  find: find ?? '',
  findUnclear: find !== undefined && rowSought(find) === null,
  finding: find !== undefined,
  nextRows: find === undefined ? next : null,
  // Of what was found, the first ones are shown.
  moreFound: find !== undefined && next !== null,
  isLater: after !== undefined,
  hasPages: many || after !== undefined || find !== undefined,
});
