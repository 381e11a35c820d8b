import { DateTime } from 'luxon';
import type { Logger } from 'pino';
import type { Outbox } from '../delivery/outbox';
import type { Instant } from '../domain/instant';
import type { Sql } from '../register/db';
import { queuedMessages } from '../register/rungs';

export interface QueueDependencies {
  sql: Sql;
  outbox: Outbox;
  log: Logger;
}

/**
 * Hands a rung's messages to the queue. The rows are safe in Postgres: when Redis is away they are left to the
 * sweeper, since a rung that waited for Redis would hold up the rungs after it.
 */
export async function enqueueQueued(
  { sql, outbox, log }: QueueDependencies,
  round: string,
  rung: string,
): Promise<void> {
  const rows = await queuedMessages(sql, round, rung);
  await outbox
    .enqueue([...rows])
    .catch((error: Error) =>
      log.warn({ round, rung, rows: rows.length, error: error.message }, 'queue unreachable; left to the sweeper'),
    );
}

/** @returns the calendar day of an instant in a zone, against which leave dates are held. */
export const dayIn = (zone: string, at: Instant): string =>
  DateTime.fromISO(at, { zone }).toISODate() ?? at.slice(0, 10);
