import type { MessageWay } from '../../../domain/campaign/plan';
import type { Instant } from '../../../domain/instant';
import { nextLookUp } from '../../../domain/message/lookup';
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
  lookups: number;
  /** Why the outcome is unknown. */
  reason: string | null;
  lane: string | null;
}

/**
 * Takes the messages whose look-up is due. It sets the next turn first, so that no other process asks at the same time,
 * and a process that dies while asking loses only this turn.
 */
export function takeLookUps(sql: Sql, { limit }: { limit: number }): Promise<UnknownMessage[]> {
  return sql.begin(async (tx) => {
    const due = await dueLookUps(tx, limit);
    for (const { id, lookups, now } of due) await askAgain(tx, id, nextLookUp(lookups + 1, now));
    return due;
  }) as Promise<UnknownMessage[]>;
}

const dueLookUps = (sql: Queries, limit: number): Promise<UnknownMessage[]> => sql<UnknownMessage[]>`
  with clock as materialized (select id, mode, campaign_now(id) as now from campaigns)
  select m.id, m.campaign_id as campaign, clock.mode, m.channel, m.provider, m.provider_ref as ref, coalesce(m.sent_to, phone_in(clock.mode, k)) as phone, m.text,
         m.submitted_at as "submittedAt", clock.now, m.touched_at as "touchedAt", m.lookups, m.lane, m.reason
  from messages m join clock on clock.id = m.campaign_id join contacts k on k.id = m.contact_id
  where m.state = 'unknown' and m.release_at <= clock.now
  order by m.release_at, m.id limit ${limit} for update of m skip locked`;

/** Sets the next look-up, or none. */
async function askAgain(sql: Queries, id: number, at: Instant | null): Promise<void> {
  await sql`
    update messages set lookups = lookups + 1, release_at = ${at}, asking = true where id = ${id} and state = 'unknown'`;
}

/** Notes the end of look-ups, with or without an answer. */
export async function doneAsking(sql: Queries, ids: readonly number[]): Promise<void> {
  await sql`update messages set asking = false where id = any(${[...ids]})`;
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
