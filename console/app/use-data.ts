import { useCallback, useEffect, useRef, useState } from 'react';
import { get } from './api';

export interface Data<Body> {
  data: Body | null;
  error: Error | null;
  /** Nothing to show yet. */
  loading: boolean;
  reload(): void;
}

/**
 * Reads what the server has at a path; anew when the path changes or `reload` is called, and then what was there
 * stays on screen until the new comes.
 * @param path null to read nothing
 */
export function useData<Body>(path: string | null): Data<Body> {
  const [state, setState] = useState<{ path: string | null; data: Body | null; error: Error | null }>({
    path: null,
    data: null,
    error: null,
  });
  const turn = useRef<AbortController>(null);
  const read = useCallback(() => {
    if (path === null) return;
    turn.current?.abort();
    const broken = new AbortController();
    turn.current = broken;
    get<Body>(path, broken.signal).then(
      (data) => setState({ path, data, error: null }),
      (error: Error) => {
        if (!broken.signal.aborted)
          setState((before) => ({ path, data: before.path === path ? before.data : null, error }));
      },
    );
  }, [path]);
  useEffect(() => {
    read();
    return () => turn.current?.abort();
  }, [read]);
  const isOurs = state.path === path;
  return {
    data: isOurs ? state.data : null,
    error: isOurs ? state.error : null,
    loading: path !== null && !isOurs,
    reload: read,
  };
}

/** Calls again and again while the page is looked at. */
export function useEvery(ms: number, call: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => document.visibilityState === 'visible' && call(), ms);
    return () => clearInterval(timer);
  }, [ms, call]);
}

/** Calls back at every event of a stream of the server; the browser connects again by itself. */
export function useEvents(
  path: string | null,
  names: readonly string[],
  onEvent: (name: string, data: unknown) => void,
): void {
  const latest = useRef(onEvent);
  latest.current = onEvent;
  const listened = names.join(' ');
  useEffect(() => {
    if (path === null) return;
    const stream = new EventSource(path);
    for (const name of listened.split(' '))
      stream.addEventListener(name, (event) => latest.current(name, JSON.parse((event as MessageEvent<string>).data)));
    return () => stream.close();
  }, [path, listened]);
}
