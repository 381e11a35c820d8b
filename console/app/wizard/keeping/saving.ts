import { useCallback, useEffect, useRef, useState } from 'react';
import type { Definition } from '../../../../domain/campaign/definition/definition';
import { Refusal, send } from '../../api';
import type { DraftInFull, DraftKept } from '../../types';

/** `elsewhere`: another window has changed the draft, and nothing is saved until the user decides. */
export type Saved = 'saved' | 'saving' | 'failed' | 'elsewhere';

export interface Saving {
  state: Saved;
  /** Saves what is not saved yet. @param rehearsed the campaign in which it has just been rehearsed */
  flush(rehearsed?: string): Promise<void>;
}

/** Savings that are on their way, also of a page that was left. */
const underWay = new Set<Promise<unknown>>();

/** Waits until what was typed before is kept: whoever reads drafts reads it too. */
export const draftsKept = async (): Promise<void> => void (await Promise.allSettled(underWay));

/** Pause after the last input before the draft is saved. */
const PAUSE_MS = 600;
const AGAIN_MS = 5000;

/** Saves a draft by itself, one saving at a time, and at once when the page is left. */
export function useSaving({ id, version: read, definition: kept }: DraftInFull, definition: Definition): Saving {
  const [state, setState] = useState<Saved>('saved');
  const version = useRef(read);
  const saved = useRef<Definition>(kept);
  const latest = useRef<Definition>(definition);
  const running = useRef<Promise<void> | null>(null);
  const stopped = useRef(false);
  latest.current = definition;

  const put = useCallback(
    async (rehearsed?: string) => {
      const wanted = latest.current;
      const body = { definition: wanted, version: version.current, ...(rehearsed !== undefined && { rehearsed }) };
      version.current = (await send<DraftKept>(`/api/drafts/${id}`, body, 'PUT')).version;
      saved.current = wanted;
    },
    [id],
  );
  const inTurn = useCallback(
    async (rehearsed?: string): Promise<void> => {
      await running.current;
      const save = async () => {
        try {
          if (rehearsed !== undefined) await put(rehearsed);
          while (latest.current !== saved.current) await put();
          setState('saved');
        } catch (error) {
          const isElsewhere = error instanceof Refusal && error.code === 'draft-changed-elsewhere';
          stopped.current = isElsewhere;
          setState(isElsewhere ? 'elsewhere' : 'failed');
        }
      };
      if (stopped.current) return;
      const saves = save();
      running.current = saves;
      await saves;
      running.current = null;
    },
    [put],
  );
  // On its way from this moment, not only when its turn has come: the next page asks at once what is.
  const flush = useCallback(
    (rehearsed?: string): Promise<void> => {
      const saves = inTurn(rehearsed).finally(() => underWay.delete(saves));
      underWay.add(saves);
      return saves;
    },
    [inTurn],
  );

  useEffect(() => {
    if (definition === saved.current || stopped.current) return;
    setState('saving');
    const timer = setTimeout(() => void flush(), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [definition, flush]);
  useEffect(() => {
    if (state !== 'failed') return;
    const timer = setTimeout(() => void flush(), AGAIN_MS);
    return () => clearTimeout(timer);
  }, [state, flush]);
  useEffect(() => {
    const isUnsaved = () => latest.current !== saved.current;
    const leave = () => {
      if (isUnsaved()) void flush();
    };
    const ask = (event: BeforeUnloadEvent) => {
      if (!isUnsaved()) return;
      leave();
      event.preventDefault();
    };
    window.addEventListener('pagehide', leave);
    window.addEventListener('beforeunload', ask);
    document.addEventListener('visibilitychange', leave);
    return () => {
      window.removeEventListener('pagehide', leave);
      window.removeEventListener('beforeunload', ask);
      document.removeEventListener('visibilitychange', leave);
      leave();
    };
  }, [flush]);
  return { state, flush };
}
