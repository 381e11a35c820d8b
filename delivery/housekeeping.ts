import type { Logger } from 'pino';
import { askForCorrections } from '../register/corrections';
import type { Sql } from '../register/db';
import { fallBack } from '../register/fallback';
import { every } from './sweeper';

/** A rehearsal waits for these at every step of its clock. */
const LOOK_EVERY_MS = 200;

/**
 * What follows from messages that did not arrive: the next way is taken, and superiors are asked to correct numbers.
 * @returns stops it and waits for what is being done
 */
export function startHousekeeping({ sql, log }: { sql: Sql; log: Logger }): { stop(): Promise<void> } {
  return every(
    LOOK_EVERY_MS,
    async () => {
      await fallBack(sql);
      await askForCorrections(sql);
    },
    log,
  );
}
