import { useCallback, useEffect, useState } from 'react';
import { send } from '../api';
import type { TablePage } from '../types';
import { useWords } from '../words';
import type { Filters } from './use-address';

/** The reader's zone: days of filters are meant in it. */
export const ZONE = Intl.DateTimeFormat().resolvedOptions().timeZone;

export interface Pages<Row> {
  rows: Row[] | null;
  /** Of all that the filters leave; 10,001 stands for more than 10,000. */
  total: number | null;
  error: Error | null;
  loading: boolean;
  /** Beginning with 1. */
  number: number;
  /** Null at the first page, or the last. */
  back: (() => void) | null;
  on: (() => void) | null;
  reload(): void;
}

interface Wanted {
  name: string;
  where: Filters;
  sort: string;
  limit: number;
  news: number;
}

/** Reads a table page by page. Other filters begin at the first page; the old rows stay until the new ones come. */
export function usePages<Row>({ name, where, sort, limit, news }: Wanted): Pages<Row> {
  const { language } = useWords();
  const asked = JSON.stringify({ where, sort, limit });
  // Where each page until this one begins; the first begins at the beginning.
  const [{ of, places }, setPlaces] = useState<{ of: string; places: string[] }>({ of: asked, places: [] });
  const [page, setPage] = useState<TablePage | null>(null);
  const [total, setTotal] = useState<number | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const [loading, setLoading] = useState(true);
  const [again, setAgain] = useState(0);
  const here = of === asked ? places : [];
  const after = here.at(-1) ?? null;
  const ask = () =>
    send<TablePage>(`/api/tables/${name}`, { ...JSON.parse(asked), zone: ZONE, ...(after && { after }) });
  // Asked before the page is drawn for the first time: the answer comes while its filters are.
  const [ahead] = useState(() => {
    const answer = ask();
    answer.catch(() => {});
    return { answer: answer as Promise<TablePage> | null };
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the request names the language; news have it read again
  useEffect(() => {
    let over = false;
    setLoading(true);
    const answer = ahead.answer ?? ask();
    ahead.answer = null;
    answer.then(
      (read) => {
        if (over) return;
        setPage(read);
        if (read.total !== null) setTotal(read.total);
        setError(null);
        setLoading(false);
      },
      (refused: Error) => {
        if (over) return;
        setError(refused);
        setLoading(false);
      },
    );
    return () => {
      over = true;
    };
  }, [name, asked, after, again, news, language]);
  const reload = useCallback(() => setAgain((before) => before + 1), []);
  const next = page?.next ?? null;
  return {
    rows: (page?.rows as Row[] | undefined) ?? null,
    total,
    error,
    loading,
    number: here.length + 1,
    back: here.length > 0 ? () => setPlaces({ of: asked, places: here.slice(0, -1) }) : null,
    on: next !== null ? () => setPlaces({ of: asked, places: [...here, next] }) : null,
    reload,
  };
}
