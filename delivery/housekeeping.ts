import type { Logger } from 'pino';
import { askForCorrections } from '../register/corrections';
import type { Sql } from '../register/db';
import { fallBack } from '../register/fallback';
import { dropUnnamedPhotos } from '../register/photos';
import { checkAccounts } from '../register/self-check';
import { every } from './sweeper';

/** A rehearsal waits for these at every step of its clock. */
const LOOK_EVERY_MS = 200;

const CHECK_EVERY_MS = 60_000;

/**
 * What follows from messages that did not arrive (the next way is taken, and superiors are asked to correct numbers),
 * the daily proof that every message is accounted for, and the end of photos that no report has come to name.
 * @returns stops it and waits for what is being done
 */
export function startHousekeeping({ sql, log }: { sql: Sql; log: Logger }): { stop(): Promise<void> } {
  const loops = [
    every(LOOK_EVERY_MS, () => followUp(sql), log),
    every(CHECK_EVERY_MS, () => proveAccounts(sql, log), log),
    every(CHECK_EVERY_MS, () => letPhotosGo(sql, log), log),
  ];
  return { stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))) };
}

async function followUp(sql: Sql): Promise<void> {
  await fallBack(sql);
  await askForCorrections(sql);
}

async function proveAccounts(sql: Sql, log: Logger): Promise<void> {
  for (const check of await checkAccounts(sql))
    if (check.due !== check.accounted) log.error(check, 'messages are due that nobody accounts for');
}

async function letPhotosGo(sql: Sql, log: Logger): Promise<void> {
  const photos = await dropUnnamedPhotos(sql);
  if (photos > 0) log.info({ photos }, 'photos that no report names were let go');
}
