import type { Logger } from 'pino';
import { forgetWhatIsOver } from '../../actions/people/archive';
import { every } from '../../config/loops/loop';
import { anchorOf, sealAuditLog } from '../../store/account/audit-chain';
import type { Sql } from '../../store/db/db';
import { countMoved } from '../../store/ledger/kept/fresh';
import { askForCorrections } from '../../store/message/corrections';
import { FALL_BACK_AT_ONCE, fallBack } from '../../store/message/fallback';
import { forgetStops } from '../../store/message/stops';
import { retireRehearsals } from '../../store/rehearsal/retired-rehearsals';
import { dropUnnamedPhotos } from '../../store/report/photos';
import { checkRungs } from '../../store/round/rung-proof';
import { checkAccounts } from '../../store/round/self-check';
import type { Outbox } from './outbox';
import type { Pace } from './pace';
import { watchPaused } from './paused';

const CHECK_EVERY_MS = 60_000;
/** Longest wait of an audit line for its seal. */
const SEAL_WITHIN_MS = 1000;
const LOOK_FOR_LINES_MS = 5000;
const FORGET_EVERY_MS = 3_600_000;
const ANCHOR_EVERY_MS = 86_400_000;

interface Housekeeping {
  sql: Sql;
  outbox: Pick<Outbox, 'queues'>;
  /** How many days after a campaign's end its personal data is kept. */
  keepDays: number;
  log: Logger;
  pace: Pace;
}

/**
 * Runs the regular work of delivery. After failed messages it takes the next way, and asks superiors to correct
 * numbers. It counts accounts that have moved, for whoever looks at them. It checks that every rung has happened and
 * every message is accounted for, seals the audit log, and deletes unneeded data: photos that no report names, stops of
 * numbers that no contact has.
 * @returns a function that stops it after running work
 */
export function startHousekeeping({ sql, outbox, keepDays, log, pace }: Housekeeping): { stop(): Promise<void> } {
  const seals = every(
    { name: 'seals', ms: LOOK_FOR_LINES_MS, restMs: SEAL_WITHIN_MS, log },
    async () => void (await sealAuditLog(sql)),
  );
  pace.hear('audit', seals.now);
  const loops = [
    // A rehearsal waits for these loops at every step of its clock.
    pace.every({ name: 'fallback', hears: ['undelivered'], log }, async () =>
      (await fallBack(sql)) === FALL_BACK_AT_ONCE ? 0 : undefined,
    ),
    pace.every(
      // A rehearsal lets them go by its campaign.
      { name: 'corrections', hears: ['corrections', 'campaigns'], log },
      async () => void (await askForCorrections(sql)),
    ),
    every({ name: 'self-check', ms: CHECK_EVERY_MS, log }, () => proveAccounts(sql, log)),
    every({ name: 'rungs', ms: CHECK_EVERY_MS, log }, () => proveRungs(sql, log)),
    every({ name: 'paused queues', ms: CHECK_EVERY_MS, log }, () => watchPaused(sql, outbox.queues())),
    every({ name: 'photos', ms: CHECK_EVERY_MS, log }, () => letPhotosGo(sql, log)),
    every({ name: 'stops', ms: CHECK_EVERY_MS, log }, async () => void (await forgetStops(sql))),
    every({ name: 'ledger sums', ms: CHECK_EVERY_MS, log }, () => countMoved(sql)),
    every({ name: 'rehearsals', ms: CHECK_EVERY_MS, log }, () => letRehearsalsGo(sql, log)),
    every({ name: 'forgetting', ms: FORGET_EVERY_MS, log, firstAfterMs: CHECK_EVERY_MS }, () =>
      forget(sql, keepDays, log),
    ),
    seals,
    every({ name: 'anchor', ms: ANCHOR_EVERY_MS, log, firstAfterMs: CHECK_EVERY_MS }, () => tellAnchor(sql, log)),
  ];
  return { stop: async () => void (await Promise.all(loops.map((loop) => loop.stop()))) };
}

async function proveRungs(sql: Sql, log: Logger): Promise<void> {
  for (const { campaign, due, missing } of await checkRungs(sql))
    if (missing.length > 0) log.error({ campaign, due, missing: missing.length }, 'rungs were due and did not happen');
}

async function proveAccounts(sql: Sql, log: Logger): Promise<void> {
  for (const check of await checkAccounts(sql))
    if (check.due !== check.accounted) log.error(check, 'messages are due that nobody accounts for');
}

async function letRehearsalsGo(sql: Sql, log: Logger): Promise<void> {
  const rehearsals = await retireRehearsals(sql);
  if (rehearsals > 0) log.info({ rehearsals }, 'rehearsals that ended long ago were removed');
}

async function letPhotosGo(sql: Sql, log: Logger): Promise<void> {
  const photos = await dropUnnamedPhotos(sql);
  if (photos > 0) log.info({ photos }, 'photos that no report names were let go');
}

/**
 * Writes the end of the chain into the log. Logs leave the machine, so a later change in the database does not change
 * them.
 */
async function tellAnchor(sql: Sql, log: Logger): Promise<void> {
  const anchor = await anchorOf(sql);
  if (anchor) log.info({ anchor: `${anchor.position}:${anchor.hash}` }, 'audit log: the chain as it stands today');
}

async function forget(sql: Sql, keepDays: number, log: Logger): Promise<void> {
  const archived = await forgetWhatIsOver(sql, keepDays);
  if (archived.length > 0) log.info({ archived }, 'campaigns were archived: what tells of people was let go');
}
