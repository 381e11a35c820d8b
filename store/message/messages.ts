import type { MessageWay } from '../../domain/campaign/plan';
import { type Instant, plusMs } from '../../domain/instant';
import { FIRST_LOOK_UP_MS } from '../../domain/message/lookup';
import {
  type MessageState,
  nextState,
  type Reason,
  stateAfter,
  statesBefore,
} from '../../domain/message/message-states';
import { KINDS_OF_THE_END } from '../../domain/round/rung-kinds';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Fragment, Queries } from '../db/db';
import { within } from '../db/scope';
import { wakeFeeder } from './outbox/feeding';

/** A message by its number. */
export interface QueuedMessage {
  id: number;
  channel: MessageWay;
}

/**
 * Clears the waiting messages of a campaign, or of one of its rounds, because they are not needed any more. Messages
 * about the end itself stay.
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
    update messages set state = ${stateAfter('clear')}, reason = ${reason}, release_at = null,
           settled_at = campaign_now(campaign_id), touched_at = clock_timestamp()
    where ${round === undefined ? sql`campaign_id = ${campaign} and state` : stateInRound(sql, round)} = any(${statesBefore('clear')}) and needed <> 'always'
      and not kind = any(${KINDS_OF_THE_END}) and not (kind = 'notice' and rung = 'cancelled')
    returning id`;
  return rows.length;
}

/**
 * Found by the round alone (an expression is in no index): by its state Postgres looks through all that waits in the
 * campaign, tens of thousands at once.
 */
const stateInRound = (sql: Queries, round: string): Fragment => sql`round_id = ${round} and state || ''`;

/**
 * Handles rows that a worker claimed and never settled: it died before or after submitting them. Their outcome is not
 * known, so they become unknown and are never sent again by themselves. What went out with another goes its way.
 * @param olderThanMs wall-clock time, longer than any attempt
 */
export async function abandonSubmitting(sql: Queries, { olderThanMs }: { olderThanMs: number }): Promise<number> {
  const rows = await sql`
    update messages set state = ${stateAfter('lose')}, reason = 'worker-died', settled_at = campaign_now(campaign_id), lookups = 0,
           release_at = campaign_now(campaign_id) + ${FIRST_LOOK_UP_MS} * interval '1 millisecond', touched_at = clock_timestamp()
    where state = any(${statesBefore('lose')}) and (envelope is null or envelope = id) and touched_at < clock_timestamp() - ${olderThanMs} * interval '1 millisecond'
    returning id`;
  return rows.length;
}

/** Marks SMS without a receipt after a day of campaign time as unknown. */
export async function missReceipts(sql: Queries): Promise<number> {
  let missed = 0;
  for (const { id, now } of await campaignsDue(sql)) {
    const rows = await sql`
      update messages set state = ${stateAfter('miss-receipt')}, reason = 'no-receipt', settled_at = ${now}, lookups = 0,
             release_at = ${plusMs(now, FIRST_LOOK_UP_MS)}, touched_at = clock_timestamp()
      where campaign_id = ${id} and state = any(${statesBefore('miss-receipt')}) and release_at <= ${now}
      returning id`;
    missed += rows.length;
  }
  return missed;
}

/**
 * The campaigns with a due message. The first entry of an index shows it, for each: accepted messages that wait for
 * their receipts may be hundreds of thousands of rows, and this query runs several times a second.
 */
const campaignsDue = (sql: Queries) => sql<{ id: string; now: Instant }[]>`
  select c.id, clock.now from campaigns c cross join lateral (select campaign_now(c.id) as now offset 0) clock
  where (select min(m.release_at) from messages m where m.campaign_id = c.id) <= clock.now`;

/**
 * Sends a message again, by an administrator's decision.
 * @param force allows an unknown message
 * @param region only messages to this region and below; others do not exist for the caller
 * @throws Refused with the reason why it may not be sent again
 */
export async function resendMessage(
  sql: Queries,
  { id, force, region = null }: { id: number; force: boolean; region?: string | null },
): Promise<QueuedMessage> {
  const [row] = await sql<
    (QueuedMessage & { state: MessageState })[]
  >`select m.id, m.channel, m.state from messages m join regions g on g.code = m.region_code
    where m.id = ${id} and ${within(sql, region, 'g.path')}`;
  if (!row) throw new Refused(sentence('unknown-message', { message: id }));
  if (nextState(row.state, 'resend') === null) throw new Refused(sentence('not-failed', { message: id }));
  if (row.state === 'unknown' && !force) throw new Refused(sentence('not-confirmed', { message: id }));
  const [queued] = await sql<QueuedMessage[]>`
    update messages set state = ${stateAfter('resend')}, reason = 'resent', provider_code = null, attempts = 0, token = null, lane = null,
           envelope = null,
           release_at = null, settled_at = null, touched_at = clock_timestamp()
    where id = ${id} and state = ${row.state} returning id, channel`;
  if (!queued) throw new Refused(sentence('message-changed', { message: id }));
  await wakeFeeder(sql);
  return queued;
}
