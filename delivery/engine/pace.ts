import type { Logger } from 'pino';
import type { Sql } from '../../store/db/db';
import { isRehearsing } from '../../store/rehearsal/rehearsals';
import { every } from './loop';

/** What a stepped clock waits for at every step is looked for so often. */
const STEPPED_MS = 200;
/** What comes due by the wall clock; what is written, and what is urgent, is told at once by Postgres. */
const IDLE_MS = 1000;

/** How often the loops of a process look for what no notification tells of. */
export interface Pace {
  /** From one look to the next. */
  ms(): number;
  stop(): Promise<void>;
}

/**
 * Asks Postgres once a second whether the clock of any campaign is stepped; the loops of a process share the answer.
 */
export function startPace({ sql, log }: { sql: Sql; log: Logger }): Pace {
  // A process that has just started may have come into the middle of a rehearsal.
  let stepped = true;
  const loop = every({ name: 'pace', ms: IDLE_MS, log, firstAfterMs: 0 }, async () => {
    stepped = await isRehearsing(sql);
  });
  return { ms: () => (stepped ? STEPPED_MS : IDLE_MS), stop: loop.stop };
}
