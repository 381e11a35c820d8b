import type { SteeringVerb } from '../../domain/campaign/steering';
import type { Instant } from '../../domain/instant';
import type { SteeringTarget } from '../../domain/round/round';
import { printable } from '../../domain/text/printable';
import type { Sentence } from '../../domain/text/refusal';
import type { Actor } from '../account/actor';
import { audit } from '../account/audit-log';
import { atomically, type Queries } from '../db/db';
import { json } from '../db/json';

/** A decision that an administrator asks of a campaign. */
interface Asked {
  campaign: string;
  verb: SteeringVerb;
  target?: SteeringTarget | undefined;
  reason?: string | undefined;
}

/**
 * Writes down who asks for a decision, before it goes on its way: who it was stays in Postgres.
 * @returns its number, which the decision carries; null when there is no such campaign
 */
export async function keepAsked(
  sql: Queries,
  by: Actor,
  { campaign, verb, target = {}, reason }: Asked,
): Promise<number | null> {
  const why = reason === undefined ? null : printable(reason);
  const [row] = await sql<{ id: number }[]>`
    insert into steering_asked (campaign_id, verb, target, reason, account_id, via, by_name)
    select id, ${verb}, ${json(sql, target)}, ${why}, ${by.id}, ${by.via}, ${by.by ?? null}
    from campaigns where id = ${campaign} returning id`;
  return row?.id ?? null;
}

/** Forgets who asked for a decision that was refused. */
export async function dropAsked(sql: Queries, id: number): Promise<void> {
  await sql`delete from steering_asked where id = ${id}`;
}

/** @returns who asked for a decision; null when nobody wrote it down */
export async function askedBy(sql: Queries, id: number): Promise<Actor | null> {
  const [row] = await sql<Actor[]>`select account_id as id, via, by_name as by from steering_asked where id = ${id}`;
  return row ?? null;
}

/** Writes the line of the audit log for a decision that is made, once; in the transaction that records it. */
export const noteDecided = (sql: Queries, id: number): Promise<void> =>
  atomically(sql, async (transaction) => {
    const [asked] = await transaction<(Actor & Required<Omit<Asked, 'reason'>> & { reason: string | null })[]>`
      delete from steering_asked where id = ${id}
      returning campaign_id as campaign, verb, target, reason, account_id as id, via, by_name as by`;
    if (!asked) return;
    const { campaign, verb, target, reason, ...by } = asked;
    await audit(transaction, by, verb, { campaign, ...target, ...(reason !== null && { reason }) });
  });

/** A decision that is held back for some seconds, so that whoever asked can take it back. */
export interface HeldDecision {
  /** Number of who asks. */
  id: number;
  campaign: string;
  verb: SteeringVerb;
  target: SteeringTarget;
  reason: string | null;
  by: Actor;
  actsAt: Instant;
  /** Why the campaign refused it, once it was carried out in vain. */
  refused: Sentence | null;
}

const HELD = (sql: Queries) => sql`
  id, campaign_id as campaign, verb, target, reason, acts_at as "actsAt", refused,
  jsonb_build_object('id', account_id, 'via', via, 'by', by_name) as by`;

/** A worker that carries out a decision has so long; then another takes it. */
const TAKEN_S = 60;
/** A refusal stays so long for the page of whoever asked. */
const REFUSED_SHOWN_S = 600;

/** Holds back a decision that was written down. @returns when it will be carried out */
export async function holdAsked(sql: Queries, id: number, seconds: number): Promise<Instant> {
  const [row] = await sql<{ actsAt: Instant }[]>`
    update steering_asked set acts_at = clock_timestamp() + make_interval(secs => ${seconds}) where id = ${id}
    returning acts_at as "actsAt"`;
  return row?.actsAt ?? '';
}

/** @returns decisions that are held back, and those that the campaign has just refused, the oldest first */
export const heldDecisions = (sql: Queries, campaign: string): Promise<HeldDecision[]> => sql<HeldDecision[]>`
  select ${HELD(sql)} from steering_asked
  where campaign_id = ${campaign} and acts_at is not null
    and (refused is null or taken_at > clock_timestamp() - make_interval(secs => ${REFUSED_SHOWN_S}))
  order by id`;

/** @returns the decision that was taken back; null when it is carried out already, or was not asked by this actor */
export async function takeBack(
  sql: Queries,
  { id, campaign, by }: Pick<HeldDecision, 'id' | 'campaign' | 'by'>,
): Promise<Pick<HeldDecision, 'verb' | 'target'> | null> {
  const [row] = await sql<Pick<HeldDecision, 'verb' | 'target'>[]>`
    delete from steering_asked
    where id = ${id} and campaign_id = ${campaign} and acts_at is not null and taken_at is null
      and account_id is not distinct from ${by.id} and by_name is not distinct from ${by.by ?? null}
    returning verb, target`;
  return row ?? null;
}

/** Takes the next decision whose time has come: of several consoles one gets it. @returns it, or null */
export async function takeDue(sql: Queries): Promise<HeldDecision | null> {
  const [row] = await sql<HeldDecision[]>`
    update steering_asked set taken_at = clock_timestamp()
    where id = (
      select id from steering_asked
      where acts_at <= clock_timestamp() and refused is null
        and (taken_at is null or taken_at < clock_timestamp() - make_interval(secs => ${TAKEN_S}))
      order by acts_at for update skip locked limit 1)
    returning ${HELD(sql)}`;
  return row ?? null;
}

/** @returns milliseconds until the next decision is due; null when none is held back */
export async function nextDue(sql: Queries): Promise<number | null> {
  const [row] = await sql<{ ms: number | null }[]>`
    select greatest(0, extract(epoch from acts_at - clock_timestamp()) * 1000)::float8 as ms
    from steering_asked where acts_at is not null and taken_at is null order by acts_at limit 1`;
  return row?.ms ?? null;
}

/** Keeps why a decision was refused, for the page of whoever asked. */
export async function noteRefused(sql: Queries, id: number, refused: Sentence): Promise<void> {
  await sql`update steering_asked set refused = ${json(sql, refused)} where id = ${id}`;
}
