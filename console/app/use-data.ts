import { useCallback, useEffect, useRef, useState } from 'react';
import { getTagged, type Tagged } from './api';
import { useWords } from './words';

export interface Data<Body> {
  data: Body | null;
  error: Error | null;
  /** Whether there are no data yet. */
  loading: boolean;
  reload(): void;
}

interface Read<Body> {
  path: string | null;
  data: Body | null;
  error: Error | null;
}

/**
 * Reads data at a path of the server. It reads again when the path or the reader's language changes, for some answers
 * are in words, or when `reload` is called; and keeps the old data on screen until the new data comes. One request
 * runs at a time: a reload meanwhile causes one more request afterwards.
 * @param path of the data; null reads nothing
 */
export function useData<Body>(path: string | null): Data<Body> {
  const [state, setState] = useState<Read<Body>>({ path: null, data: null, error: null });
  const again = useRef<(() => void) | null>(null);
  const { language } = useWords();
  // biome-ignore lint/correctness/useExhaustiveDependencies: the request names the language of the page
  useEffect(() => {
    if (path === null) return;
    const broken = new AbortController();
    let reading = false;
    let wanted = false;
    let had: Tagged<Body> | null = null;
    const read = async () => {
      if (reading) {
        wanted = true;
        return;
      }
      reading = true;
      try {
        had = await getTagged<Body>(path, { signal: broken.signal, had });
        const data = had.body;
        // Nothing is drawn again when the server has nothing new.
        setState((before) =>
          before.path === path && before.data === data && before.error === null ? before : { path, data, error: null },
        );
      } catch (error) {
        if (!broken.signal.aborted)
          setState((before) => ({
            path,
            data: before.path === path ? before.data : null,
            error: error as Error,
          }));
      }
      reading = false;
      if (wanted && !broken.signal.aborted) {
        wanted = false;
        await read();
      }
    };
    again.current = () => void read();
    void read();
    return () => broken.abort();
  }, [path, language]);
  const reload = useCallback(() => again.current?.(), []);
  const isOurs = state.path === path;
  return {
    data: isOurs ? state.data : null,
    error: isOurs ? state.error : null,
    loading: path !== null && !isOurs,
    reload,
  };
}

/** Calls repeatedly while the page is visible; `hidden`: also while it is not. */
export function useEvery(ms: number, call: () => void, { hidden = false } = {}): void {
  useEffect(() => {
    const timer = setInterval(() => (hidden || document.visibilityState === 'visible') && call(), ms);
    return () => clearInterval(timer);
  }, [ms, call, hidden]);
}

/** News may come faster than a person can read. */
const NEWS_EVERY_MS = 1000;

/** @returns a number that changes with every event of the server's stream; the browser reconnects by itself */
export function useNews(path: string): number {
  const [news, setNews] = useState(0);
  useEffect(() => {
    const stream = new EventSource(path);
    let waiting: ReturnType<typeof setTimeout> | null = null;
    let unseen = false;
    const tell = () => {
      // A hidden page reads nothing until it is visible again.
      unseen = document.visibilityState !== 'visible';
      if (unseen) return;
      waiting ??= setTimeout(() => {
        waiting = null;
        setNews((before) => before + 1);
      }, NEWS_EVERY_MS);
    };
    const comeBack = () => unseen && tell();
    stream.addEventListener('changed', tell);
    document.addEventListener('visibilitychange', comeBack);
    return () => {
      stream.close();
      document.removeEventListener('visibilitychange', comeBack);
      if (waiting) clearTimeout(waiting);
    };
  }, [path]);
  return news;
}

/** Like {@link useData}, and reads again whenever `news` changes. */
export function useLiveData<Body>(path: string | null, news: number): Data<Body> {
  const data = useData<Body>(path);
  const { reload } = data;
  useEffect(() => {
    if (news > 0) reload();
  }, [news, reload]);
  return data;
}
