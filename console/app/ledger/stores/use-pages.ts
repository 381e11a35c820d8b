import { useCallback, useEffect, useRef, useState } from 'react';

/** What tells of changes: counters that grow with what others have booked, and with what this page has. */
export interface Live {
  news: number;
  booked: number;
}

/**
 * Reads a list page by page. What this page books is read at once, from the beginning; what others book as well, as
 * long as only the first page is shown: nobody loses the place that they have come to.
 * @param look reads the page behind a place, the first one behind null; the same function as long as the list is the
 * same
 */
export function usePages<One, Next>(
  look: (after: Next | null) => Promise<{ found: One[]; next: Next | null }>,
  { news, booked }: Live,
) {
  const [found, setFound] = useState<One[] | null>(null);
  const [next, setNext] = useState<Next | null>(null);
  const [error, setError] = useState<Error | null>(null);
  const turn = useRef({ nth: 0, isFirst: true });
  const read = useCallback(
    async (before: One[], after: Next | null) => {
      const nth = turn.current.nth + 1;
      turn.current = { nth, isFirst: before.length === 0 };
      setError(null);
      try {
        const page = await look(after);
        if (turn.current.nth !== nth) return;
        setFound([...before, ...page.found]);
        setNext(page.next);
      } catch (failed) {
        if (turn.current.nth === nth) setError(failed as Error);
      }
    },
    [look],
  );
  // biome-ignore lint/correctness/useExhaustiveDependencies: read again from the beginning after an act of this page
  useEffect(() => void read([], null), [read, booked]);
  useEffect(() => {
    if (news > 0 && turn.current.isFirst) void read([], null);
  }, [read, news]);
  return { found, next, error, read };
}
