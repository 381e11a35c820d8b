import type { Shape } from './shape';

/** Names in an address that are no filters. */
export const SORT = 'sort';
export const COLUMNS = 'columns';

/** @returns a table's part of an address, without what may name a person and what the table does not know */
export function withoutPersons({ columns }: Pick<Shape, 'columns'>, query: string): string {
  const kept = new URLSearchParams();
  const known = new Set(columns.filter(({ personal, filter }) => filter && !personal).map(({ key }) => key));
  for (const [name, value] of new URLSearchParams(query))
    if (known.has(name) || name === SORT || name === COLUMNS) kept.set(name, value);
  return kept.toString();
}
