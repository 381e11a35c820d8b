import type { Logger } from 'pino';
import { every, type Loop, type Work } from '../../config/loops/loop';
import { sparing } from '../../config/loops/sparing-log';
import type { Sql } from '../../store/db/db';
import { type Listener, type NewsChannel, startListener } from '../../store/db/listen';
import { isRehearsing } from '../../store/rehearsal/rehearsals';

/** Interval of the look while a clock is stepped, because a rehearsal waits for it at every step. */
const STEPPED_MS = 1000;
/**
 * Interval of the look otherwise. It finds messages that come due by the wall clock, where minutes matter, and lost
 * notifications.
 */
const LOOK_MS = 5000;

/** Wakes the loops of a process: Postgres notifies them, and they look every few seconds. */
export interface Pace {
  /** Runs work at once after a notification on one of the channels, and at each regular look. */
  every(loop: { name: string; log: Logger; hears: readonly NewsChannel[]; firstAfterMs?: number }, work: Work): Loop;
  hear: Listener['hear'];
  /** Ends the listening; the callers end their own loops. */
  stop(): Promise<void>;
}

/** All roles of a process share it: one connection listens, and one loop checks whether any clock is stepped. */
export function startPace({ sql, url, log }: { sql: Sql; url: string; log: Logger }): Pace {
  const tell = sparing(log);
  const listener = startListener(url, (err) => tell.warn('Postgres does not tell its news; it is looked at', { err }));
  const loops = new Set<Loop>();
  // A new process may start in the middle of a rehearsal.
  let stepped = true;
  const look = every({ name: 'pace', ms: LOOK_MS, log, firstAfterMs: 0 }, async () => {
    const before = stepped;
    stepped = await isRehearsing(sql);
    if (stepped && !before) for (const loop of loops) loop.now();
  });
  listener.hear('campaigns', look.now);
  return {
    every({ hears, ...how }, work) {
      const loop = every({ ...how, ms: () => (stepped ? STEPPED_MS : LOOK_MS) }, work);
      loops.add(loop);
      for (const channel of hears) listener.hear(channel, loop.now);
      return {
        now: loop.now,
        async stop() {
          loops.delete(loop);
          await loop.stop();
        },
      };
    },
    hear: listener.hear,
    async stop() {
      await look.stop();
      await listener.close();
    },
  };
}
