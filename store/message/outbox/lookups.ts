import type { MessageWay } from '../../../domain/campaign/plan';
import type { Instant } from '../../../domain/instant';
import { lookUpAfterSilence, nextLookUp } from '../../../domain/message/lookup';
import { stateAfter, statesBefore } from '../../../domain/message/message-states';
import type { Queries, Sql } from '../../db/db';

/** An unknown message whose look-up is due. */
export interface UnknownMessage {
  id: number;
  campaign: string;
  mode: 'live' | 'rehearsal';
  channel: MessageWay;
  provider: string | null;
  ref: string | null;
  /** The phone number of the submission. */
  phone: string | null;
  text: string | null;
  /** Campaign time of the attempt and now. */
  submittedAt: Instant | null;
  now: Instant;
  /** Wall-clock time of its last change: the submission. */
  touchedAt: Instant;
  /** Campaign time at which it became unknown. */
  since: Instant;
  lookups: number;
  /** Why the outcome is unknown. */
  reason: string | null;
  lane: string | null;
}

/** Longer than any gateway is waited for: then the process that asked has died. */
const ASKING_MS = 60_000;

/**
 * Takes the messages whose look-up is due, so that no other process asks at the same time. The turn is over with
 * {@link answered} or {@link unanswered}; when a process dies while it asks, another one asks a minute later.
 */
export function takeLookUps(sql: Sql, { limit }: { limit: number }): Promise<UnknownMessage[]> {
  return sql.begin(async (tx) => {
    const due = await dueLookUps(tx, limit);
    await tx`update messages set asked_at = clock_timestamp() where id = any(${due.map(({ id }) => id)})`;
    return due;
  }) as Promise<UnknownMessage[]>;
}

const dueLookUps = (sql: Queries, limit: number): Promise<UnknownMessage[]> => sql<UnknownMessage[]>`
  with clock as materialized (select id, mode, campaign_now(id) as now from campaigns)
  select m.id, m.campaign_id as campaign, clock.mode, m.channel, m.provider, m.provider_ref as ref, coalesce(m.sent_to, phone_in(clock.mode, k)) as phone, m.text,
         m.submitted_at as "submittedAt", clock.now, m.touched_at as "touchedAt",
         coalesce(m.settled_at, m.submitted_at, clock.now) as since, m.lookups, m.lane, m.reason
  from messages m join clock on clock.id = m.campaign_id join contacts k on k.id = m.contact_id
  where m.state = 'unknown' and m.release_at <= clock.now
    and (m.asked_at is null or m.asked_at < clock_timestamp() - ${ASKING_MS} * interval '1 millisecond')
  order by m.release_at, m.id limit ${limit} for update of m skip locked`;

/** Ends a turn with the provider's answer: what is still unknown after it has its next turn, or none. */
export async function answered(sql: Queries, { id, lookups, now }: UnknownMessage): Promise<void> {
  const asked = lookups + 1;
  await sql`
    update messages set lookups = ${asked}, release_at = ${nextLookUp(asked, now)} where id = ${id} and state = 'unknown'`;
  await sql`update messages set asked_at = null where id = ${id}`;
}

/** Ends a turn in which the provider could not be asked: it was none, and comes again. */
export async function unanswered(sql: Queries, { id, since, now }: UnknownMessage): Promise<void> {
  await sql`
    update messages set release_at = ${lookUpAfterSilence(since, now)} where id = ${id} and state = 'unknown'`;
  await sql`update messages set asked_at = null where id = ${id}`;
}

/** The provider has the message: waits for its receipt again. */
export async function foundAtProvider(sql: Queries, id: number, found: { ref: string; until: Instant }): Promise<void> {
  await sql`
    update messages set state = ${stateAfter('found')}, reason = null, provider_ref = coalesce(provider_ref, ${found.ref}),
           accepted_at = coalesce(accepted_at, campaign_now(campaign_id)), settled_at = null,
           release_at = ${found.until}, touched_at = clock_timestamp()
    where id = ${id} and state = any(${statesBefore('found')})`;
}

/** The provider certainly never took the message: it may go out again, if it is still needed. */
export async function neverTaken(sql: Queries, id: number): Promise<void> {
  await sql`
    update messages set state = ${stateAfter('absent')}, reason = 'never-taken', settled_at = null,
           release_at = campaign_now(campaign_id), touched_at = clock_timestamp()
    where id = ${id} and state = any(${statesBefore('absent')})`;
}
