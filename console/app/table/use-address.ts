import { useCallback, useMemo, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Column, Shape } from '../../../domain/table/shape';
import { COLUMNS, SORT, withoutPersons } from '../../../domain/table/view-query';

export type Filters = Readonly<Record<string, string>>;

export interface TableAddress {
  filters: Filters;
  sort: string;
  /** Keys of the columns that were chosen; null: as at first. */
  chosen: readonly string[] | null;
  /** The table's part of the address: what a view keeps. */
  query: string;
  setFilter(column: Pick<Column, 'key' | 'words' | 'personal'>, value: string | null): void;
  clear(): void;
  setSort(sort: string | null): void;
  setChosen(keys: readonly string[] | null): void;
  /** Shows the table as a view has it. */
  show(query: string): void;
}

/**
 * How a table is shown: its filters, sort and columns stand in the address, so that they can be linked to and kept.
 * What may name a person stays on the page.
 * @param fixed keys of the columns that the page itself filters by: they belong to the page's address
 */
export function useTableAddress(shape: Shape, fixed: readonly string[] = []): TableAddress {
  const [address, setAddress] = useSearchParams();
  const [personal, setPersonal] = useState<Filters>({});
  const put = useCallback(
    (name: string, value: string | null) =>
      setAddress(
        (before) => {
          const after = new URLSearchParams(before);
          if (value) after.set(name, value);
          else after.delete(name);
          return after;
        },
        { replace: true },
      ),
    [setAddress],
  );
  const own = shape.columns.filter(({ key }) => !fixed.includes(key));
  const query = withoutPersons({ columns: own }, address.toString());
  const filters = useMemo(() => {
    const { [SORT]: _, [COLUMNS]: __, ...rest } = Object.fromEntries(new URLSearchParams(query));
    return { ...shape.first, ...rest, ...personal };
  }, [shape, query, personal]);
  const columns = address.get(COLUMNS);
  return {
    filters,
    sort: address.get(SORT) ?? shape.sort,
    chosen: useMemo(() => columns?.split(',') ?? null, [columns]),
    query,
    setFilter: ({ key, words, personal: isPersonal }, value) => {
      const all = shape.first?.[key] && Object.keys(words ?? {}).join(',');
      if (!isPersonal) return put(key, value ?? (all || null));
      setPersonal(({ [key]: _, ...others }) => (value ? { ...others, [key]: value } : others));
    },
    clear: () => {
      setPersonal({});
      setAddress(
        (before) => {
          const after = new URLSearchParams(before);
          for (const { key } of own) after.delete(key);
          return after;
        },
        { replace: true },
      );
    },
    setSort: (sort) => put(SORT, sort === shape.sort ? null : sort),
    setChosen: (keys) => put(COLUMNS, keys?.join(',') ?? null),
    show: (wanted) =>
      setAddress(
        (before) => {
          const after = new URLSearchParams(before);
          for (const { key } of own) after.delete(key);
          for (const name of [SORT, COLUMNS]) after.delete(name);
          for (const [name, value] of new URLSearchParams(wanted)) after.set(name, value);
          return after;
        },
        { replace: true },
      ),
  };
}
