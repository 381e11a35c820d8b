import type { Logger } from 'pino';
import { every, type Loop, type Work } from '../../config/loops/loop';
import { sparing } from '../../config/loops/sparing-log';
import type { Sql } from '../../store/db/db';
import { type Listener, type NewsChannel, startListener } from '../../store/db/listen';
import { isRehearsing } from '../../store/rehearsal/rehearsals';

/** What a stepped clock waits for at every step is looked for so often. */
const STEPPED_MS = 200;
/** Finds what comes due by the wall clock, whose campaigns count minutes, and news that were lost. */
const LOOK_MS = 5000;

/** How the loops of a process come to know of work: Postgres tells them, and they look every few seconds. */
export interface Pace {
  /** Does something at once when there is news on one of the channels, and whenever it is time to look. */
  every(loop: { name: string; log: Logger; hears: readonly NewsChannel[]; firstAfterMs?: number }, work: Work): Loop;
  hear: Listener['hear'];
  /** Ends the listening; the loops are ended by those who began them. */
  stop(): Promise<void>;
}

/** Shared by all roles of a process: one connection listens, one loop looks whether any clock is stepped. */
export function startPace({ sql, url, log }: { sql: Sql; url: string; log: Logger }): Pace {
  const tell = sparing(log);
  const listener = startListener(url, (err) => tell.warn('Postgres does not tell its news; it is looked at', { err }));
  const loops = new Set<Loop>();
  // A process that has just started may have come into the middle of a rehearsal.
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
