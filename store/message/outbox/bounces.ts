import { stateAfter, statesBefore } from '../../../domain/message/message-states';
import type { Queries, Sql } from '../../db/db';
import { markBadAddresses } from './bad-addresses';

/** One process reads the mailbox at a time. */
const READING_LOCK = 20261101;

/**
 * The lock belongs to a connection and not to a transaction: the work is with a mail server, which takes its time, and
 * an open transaction would keep rows from being cleaned up meanwhile.
 * @returns whether it was done; false when another process is doing it
 */
export async function whileAlone(sql: Sql, work: () => Promise<void>): Promise<boolean> {
  const connection = await sql.reserve();
  try {
    const [lock] = await connection<{ taken: boolean }[]>`select pg_try_advisory_lock(${READING_LOCK}) as taken`;
    if (!lock?.taken) return false;
    try {
      await work();
    } finally {
      await connection`select pg_advisory_unlock(${READING_LOCK})`;
    }
    return true;
  } finally {
    connection.release();
  }
}

/** @returns the number of the last handled mail of a mailbox; 0 when the mailbox is new, or numbered anew. */
export async function lastLookedAt(sql: Queries, mailbox: string, uidValidity: number): Promise<number> {
  const [row] = await sql<{ uid: number }[]>`
    select last_uid as uid from bounce_mailboxes where mailbox = ${mailbox} and uid_validity = ${uidValidity}`;
  return row?.uid ?? 0;
}

/** Notes that a mail has been handled. */
export async function lookedAt(
  sql: Queries,
  { mailbox, uidValidity, uid }: { mailbox: string; uidValidity: number; uid: number },
): Promise<void> {
  await sql`
    insert into bounce_mailboxes (mailbox, uid_validity, last_uid) values (${mailbox}, ${uidValidity}, ${uid})
    on conflict (mailbox) do update set uid_validity = excluded.uid_validity, last_uid = excluded.last_uid`;
}

/** @returns the address of an e-mail of a live campaign; null when no e-mail with this number was tried. */
export async function addressOfSent(sql: Queries, message: number): Promise<string | null> {
  const [row] = await sql<{ email: string | null }[]>`
    select k.email from messages m join contacts k on k.id = m.contact_id join campaigns c on c.id = m.campaign_id
    where m.id = ${message} and m.channel = 'email' and m.attempts > 0 and c.mode = 'live'`;
  return row?.email ?? null;
}

/** An e-mail that came back. */
export interface Bounce {
  /** Number of the message. */
  message: number;
  code: string;
  /** The address, if it is bad for good: it is marked, and not tried again. */
  badAddress: string | null;
}

/** Fails the message, so that the next way is taken. @returns false when the bounce was known, or comes too late */
export const bounce = (sql: Sql, { message, code, badAddress }: Bounce): Promise<boolean> =>
  sql.begin(async (tx) => {
    const moved = await tx`
      update messages set state = ${stateAfter('receipt-failed')}, reason = 'bounced', provider_code = ${code}, release_at = null,
             settled_at = campaign_now(campaign_id), touched_at = clock_timestamp()
      where id = ${message} and state = any(${statesBefore('receipt-failed')}) returning 1`;
    if (moved.length > 0 && badAddress !== null) {
      await markBadAddresses(tx, [{ id: message, address: badAddress, code }]);
    }
    return moved.length > 0;
  }) as Promise<boolean>;
