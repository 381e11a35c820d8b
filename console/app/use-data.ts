import { useCallback, useEffect, useRef, useState } from 'react';
import { get } from './api';

export interface Data<Body> {
  data: Body | null;
  error: Error | null;
  /** Nothing to show yet. */
  loading: boolean;
  reload(): void;
}

interface Read<Body> {
  path: string | null;
  data: Body | null;
  error: Error | null;
}

/**
 * Reads what the server has at a path; anew when the path changes or `reload` is called, and then what was there
 * stays on screen until the new comes. One request at a time: asked to reload meanwhile, it reads once more afterwards.
 * @param path null to read nothing
 */
export function useData<Body>(path: string | null): Data<Body> {
  const [state, setState] = useState<Read<Body>>({ path: null, data: null, error: null });
  const again = useRef<(() => void) | null>(null);
  useEffect(() => {
    if (path === null) return;
    const broken = new AbortController();
    let reading = false;
    let wanted = false;
    const read = async () => {
      if (reading) {
        wanted = true;
        return;
      }
      reading = true;
      try {
        const data = await get<Body>(path, broken.signal);
        setState({ path, data, error: null });
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
  }, [path]);
  const reload = useCallback(() => again.current?.(), []);
  const isOurs = state.path === path;
  return {
    data: isOurs ? state.data : null,
    error: isOurs ? state.error : null,
    loading: path !== null && !isOurs,
    reload,
  };
}

/** Calls again and again while the page is looked at. */
export function useEvery(ms: number, call: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && call(), ms);
    return () => clearInterval(timer);
  }, [ms, call]);
}

/** News may come faster than anybody can read. */
const NEWS_EVERY_MS = 1000;

/**
 * @returns a number that moves when the server's stream tells of something new; the browser reconnects by itself
 */
export function useNews(path: string): number {
  const [news, setNews] = useState(0);
  useEffect(() => {
    const stream = new EventSource(path);
    let waiting: ReturnType<typeof setTimeout> | null = null;
    let unseen = false;
    const tell = () => {
      // Nothing is read for a page that nobody looks at; it is when somebody comes back to it.
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

/** As {@link useData}, and anew whenever `news` moves. */
export function useLiveData<Body>(path: string | null, news: number): Data<Body> {
  const data = useData<Body>(path);
  const { reload } = data;
  useEffect(() => {
    if (news > 0) reload();
  }, [news, reload]);
  return data;
}
