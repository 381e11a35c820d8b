import { type Pulse, pulseOf } from '../../../store/campaign/pulse';
import type { Sql } from '../../../store/db/db';

/** A watched campaign is looked at this often, whoever and however many watch it. */
const LOOK_EVERY_MS = 500;
/** No cheap query tells that messages have moved. So watchers of a running campaign look again this often anyway. */
const TICK_MS = 5000;
/** For so long after the last change as well: what was read first may have been counted shortly before it. */
const AFTERMATH_MS = 45_000;

export type Watcher = (pulse: Pulse) => void;

/** Tells watchers that something about a campaign may have changed; reads nothing while nobody watches. */
export interface Live {
  /** @returns how to stop watching. */
  watch(campaign: string, watcher: Watcher): () => void;
  close(): void;
}

export function createLive(sql: Sql): Live {
  const watched = new Map<string, { watchers: Set<Watcher>; timer: NodeJS.Timeout }>();

  function start(campaign: string): { watchers: Set<Watcher>; timer: NodeJS.Timeout } {
    const watchers = new Set<Watcher>();
    let last = '';
    let told = 0;
    let changed = 0;
    let looking = false;
    const look = async () => {
      if (looking) return;
      looking = true;
      // A database that is away is away for the page too; the next look may find it again.
      const pulse = await pulseOf(sql, campaign).catch(() => null);
      looking = false;
      if (!pulse) return;
      const sign = JSON.stringify(pulse);
      const now = Date.now();
      if (sign !== last) changed = now;
      const isDue = now - told >= TICK_MS && (pulse.state === 'running' || now - changed < AFTERMATH_MS);
      if (sign === last && !isDue) return;
      last = sign;
      told = now;
      for (const watcher of watchers) watcher(pulse);
    };
    const timer = setInterval(look, LOOK_EVERY_MS);
    return { watchers, timer };
  }

  return {
    watch(campaign, watcher) {
      const found = watched.get(campaign) ?? start(campaign);
      watched.set(campaign, found);
      found.watchers.add(watcher);
      return () => {
        found.watchers.delete(watcher);
        if (found.watchers.size > 0) return;
        clearInterval(found.timer);
        watched.delete(campaign);
      };
    },
    close() {
      for (const { timer } of watched.values()) clearInterval(timer);
      watched.clear();
    },
  };
}
