import type { Logger } from 'pino';
import { every, type Loop } from '../../../config/loops/loop';
import type { Pace } from '../../../delivery/engine/pace';
import { type Pulse, pulsesOf } from '../../../store/campaign/pulse';
import type { Sql } from '../../../store/db/db';

/**
 * Interval of the look at watched campaigns, for any number of watchers: thousands of reports a second raise no event.
 */
const LOOK_EVERY_MS = 2000;
/** News, and a new watcher, cause an immediate look; looks are at least this far apart. */
const REST_MS = 500;
/** No cheap query shows that messages have moved, so the watchers of a running campaign are told this often anyway. */
const TICK_MS = 5000;
/**
 * At news each page reads its parts again, so that the watchers are told one after another, some at a time: pages that
 * read all at once would keep villages waiting that report meanwhile. Two hundred are told within four seconds.
 */
const REST_PER_WATCHER_MS = 20;
const TOLD_AT_ONCE = 5;
/**
 * The same for so long after the last change: the figures that were read first may be slightly older than the change.
 */
const AFTERMATH_MS = 45_000;

export type Watcher = (pulse: Pulse) => void;

/** Tells watchers that a campaign may have changed; reads nothing without watchers. */
export interface Live {
  /** @returns a function that ends the watch. */
  watch(campaign: string, watcher: Watcher): () => void;
  close(): Promise<void>;
}

interface Watched {
  watchers: Set<Watcher>;
  last: string;
  /** In ms since 1970. */
  told: number;
  changed: number;
  /** Of the next who are told. */
  telling?: NodeJS.Timeout;
}

/** @param hear notifications of Postgres; null leaves only the regular look */
export function createLive({ sql, log, hear }: { sql: Sql; log: Logger; hear: Pace['hear'] | null }): Live {
  const watched = new Map<string, Watched>();
  let loop: Loop | null = null;
  for (const channel of ['campaigns', 'outbox'] as const) hear?.(channel, () => loop?.now());

  async function look(): Promise<void> {
    for (const [campaign, pulse] of await pulsesOf(sql, [...watched.keys()])) {
      const found = watched.get(campaign);
      if (found) tellOf(found, pulse);
    }
  }

  return {
    watch(campaign, watcher) {
      const found = watched.get(campaign) ?? { watchers: new Set(), last: '', told: 0, changed: 0 };
      watched.set(campaign, found);
      found.watchers.add(watcher);
      loop ??= every({ name: 'live', ms: LOOK_EVERY_MS, restMs: REST_MS, log, firstAfterMs: REST_MS }, look);
      loop.now();
      return () => {
        found.watchers.delete(watcher);
        if (found.watchers.size > 0) return;
        clearTimeout(found.telling);
        watched.delete(campaign);
        if (watched.size > 0) return;
        void loop?.stop();
        loop = null;
      };
    },
    async close() {
      for (const { telling } of watched.values()) clearTimeout(telling);
      watched.clear();
      await loop?.stop();
    },
  };
}

function tellOf(found: Watched, pulse: Pulse): void {
  const sign = JSON.stringify(pulse);
  const now = Date.now();
  if (sign !== found.last) found.changed = now;
  const { last, told, changed, watchers } = found;
  const running = pulse.state === 'running';
  if (
    !isTold({ differs: sign !== last, watchers: watchers.size, toldMs: now - told, changedMs: now - changed, running })
  )
    return;
  found.last = sign;
  found.told = now;
  clearTimeout(found.telling);
  tellInTurn(found, pulse, [...watchers]);
}

/** All are told before there can be more news for them ({@link isTold}). */
function tellInTurn(found: Watched, pulse: Pulse, waiting: readonly Watcher[]): void {
  for (const watcher of waiting.slice(0, TOLD_AT_ONCE)) if (found.watchers.has(watcher)) watcher(pulse);
  const rest = waiting.slice(TOLD_AT_ONCE);
  if (rest.length > 0)
    found.telling = setTimeout(() => tellInTurn(found, pulse, rest), TOLD_AT_ONCE * REST_PER_WATCHER_MS);
}

/**
 * @param toldMs since the last news @param changedMs since the last change @returns whether the watchers are told now;
 *   what they are not told of, the next look finds again
 */
export function isTold({
  differs,
  watchers,
  toldMs,
  changedMs,
  running,
}: {
  differs: boolean;
  watchers: number;
  toldMs: number;
  changedMs: number;
  running: boolean;
}): boolean {
  if (toldMs < watchers * REST_PER_WATCHER_MS) return false;
  return differs || (toldMs >= TICK_MS && (running || changedMs < AFTERMATH_MS));
}
