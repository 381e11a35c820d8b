import type { Instant } from '../domain/instant';
import { type MessageState, nextState, type Reason, statesBefore } from '../domain/message-states';
import type { Channel } from '../domain/plan';
import type { Queries } from './db';

/** A row as the queue takes it. */
export interface QueuedMessage {
  id: number;
  channel: Channel;
}

/**
 * Clears what has not gone out yet of a campaign, or of one of its rounds, because it is not needed any more.
 * News of the end itself stays.
 * @returns how many were cleared
 */
export async function clearMessages(
  sql: Queries,
  {
    campaign,
    round,
    reason,
  }: { campaign: string; round?: string; reason: Extract<Reason, 'cancelled' | 'round-over'> },
): Promise<number> {
  const rows = await sql`
    update messages set state = 'cleared', reason = ${reason}, release_at = null,
           settled_at = campaign_now(campaign_id), touched_at = clock_timestamp()
    where campaign_id = ${campaign} and (${round ?? null}::text is null or round_id = ${round ?? null})
      and state = any(${statesBefore('clear')}) and needed <> 'always'
      and kind <> 'locked' and not (kind = 'notice' and rung = 'cancelled')
    returning id`;
  return rows.length;
}

/**
 * Releases what was held or put off and has come due by the clock of its campaign: the one mechanism for quiet hours,
 * pauses and retries, so that it survives Redis and a rehearsal steps over it.
 * @param campaign only this one; all of them when left out
 * @returns the rows to be handed to the queue
 */
export const releaseHeld = (sql: Queries, { campaign }: { campaign?: string } = {}): Promise<QueuedMessage[]> =>
  sql<QueuedMessage[]>`
    update messages m set state = 'queued', reason = null, release_at = null, touched_at = clock_timestamp()
    from campaigns c
    where c.id = m.campaign_id and c.state <> 'paused' and (${campaign ?? null}::text is null or c.id = ${campaign ?? null})
      and m.state in ('held', 'retry') and m.release_at <= campaign_now(c.id)
    returning m.id, m.channel`;

/**
 * @returns how many messages of a campaign are on their way at this instant of its clock: a step of a rehearsal has
 * settled when there is none. What is held until a later instant is not on its way; {@link nextReleaseAt} names it.
 */
export async function pendingCount(sql: Queries, campaign: string): Promise<number> {
  const [row] = await sql<{ pending: number }[]>`
    select count(*) as pending from messages m join campaigns c on c.id = m.campaign_id
    where m.campaign_id = ${campaign} and (
      m.state in ('planned', 'queued', 'submitting')
      or (m.state in ('held', 'retry') and c.state <> 'paused' and m.release_at <= campaign_now(c.id))
      or (m.state = 'accepted' and m.channel = 'sms'))`;
  return row?.pending ?? 0;
}

/** @returns the next instant of the campaign's clock at which a held message is looked at again, or null. */
export async function nextReleaseAt(sql: Queries, campaign: string): Promise<Instant | null> {
  const [row] = await sql<{ at: Instant | null }[]>`
    select min(release_at) as at from messages
    where campaign_id = ${campaign} and state in ('held', 'retry') and release_at > campaign_now(campaign_id)`;
  return row?.at ?? null;
}

/** @returns how many rows of each channel have waited longer than `olderThanMs` of real time for a job to take them. */
export async function waitingCounts(
  sql: Queries,
  { olderThanMs }: { olderThanMs: number },
): Promise<Record<Channel, number>> {
  const rows = await sql<{ channel: Channel; waiting: number }[]>`
    select channel, count(*) as waiting from messages
    where state in ('planned', 'queued') and touched_at < clock_timestamp() - ${olderThanMs} * interval '1 millisecond'
    group by channel`;
  const counts = new Map(rows.map(({ channel, waiting }) => [channel, waiting]));
  return { email: counts.get('email') ?? 0, sms: counts.get('sms') ?? 0 };
}

/** @returns a page of the rows that wait for a job, in the order they were written. */
export const waitingMessages = (
  sql: Queries,
  page: { channel: Channel; after: number; limit: number },
): Promise<QueuedMessage[]> =>
  sql<QueuedMessage[]>`
    select id, channel from messages
    where state in ('planned', 'queued') and channel = ${page.channel} and id > ${page.after} order by id limit ${page.limit}`;

/**
 * Rows that a worker claimed and never settled: it died with them in hand, before or after submitting. Nobody can
 * tell, so they become unknown and are never sent again by themselves.
 * @param olderThanMs real time, longer than any attempt takes
 */
export async function abandonSubmitting(sql: Queries, { olderThanMs }: { olderThanMs: number }): Promise<number> {
  const rows = await sql`
    update messages set state = 'unknown', reason = 'worker-died', settled_at = campaign_now(campaign_id), touched_at = clock_timestamp()
    where state = 'submitting' and touched_at < clock_timestamp() - ${olderThanMs} * interval '1 millisecond'
    returning id`;
  return rows.length;
}

/** SMS whose receipt has not come within a day of campaign time: nobody knows whether they arrived. */
export async function missReceipts(sql: Queries): Promise<number> {
  const rows = await sql`
    update messages m set state = 'unknown', reason = 'no-receipt', settled_at = campaign_now(c.id), touched_at = clock_timestamp()
    from campaigns c where c.id = m.campaign_id and m.state = 'accepted' and m.channel = 'sms'
      and m.accepted_at <= campaign_now(c.id) - interval '24 hours'
    returning m.id`;
  return rows.length;
}

/**
 * Sends a message again on an administrator's word.
 * @param force also one whose fate is unknown
 * @throws Error that says why it may not be sent again
 */
export async function resendMessage(
  sql: Queries,
  { id, force }: { id: number; force: boolean },
): Promise<QueuedMessage> {
  const [row] = await sql<
    (QueuedMessage & { state: MessageState })[]
  >`select id, channel, state from messages where id = ${id}`;
  if (!row) throw new Error(`There is no message ${id}.`);
  if (nextState(row.state, 'resend') === null) {
    throw new Error(`Message ${id} is ${row.state}; only a failed one is sent again, and an unknown one with --force.`);
  }
  if (row.state === 'unknown' && !force) {
    throw new Error(`Nobody knows whether message ${id} arrived. Ask the person; if it did not, repeat with --force.`);
  }
  const [queued] = await sql<QueuedMessage[]>`
    update messages set state = 'queued', reason = null, provider_code = null, attempts = 0, token = null,
           settled_at = null, touched_at = clock_timestamp()
    where id = ${id} and state = ${row.state} returning id, channel`;
  if (!queued) throw new Error(`Message ${id} has just changed; look at it again.`);
  return queued;
}
