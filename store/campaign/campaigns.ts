import type { Definition } from '../../domain/campaign/definition/definition';
import { freeName } from '../../domain/campaign/definition/renaming';
import type { Plan } from '../../domain/campaign/plan';
import type { SteeringVerb } from '../../domain/campaign/steering';
import type { Instant } from '../../domain/instant';
import type { SteeringTarget } from '../../domain/round/round';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Queries } from '../db/db';
import { json } from '../db/json';
import { keepItems } from '../ledger/items';
import { keepLists } from '../list/lists';
import { noteDecided } from './asked-decisions';

export interface CampaignRow {
  id: string;
  definition: Definition;
  plan: Plan;
  mode: 'live' | 'rehearsal';
  state: 'running' | 'paused' | 'cancelled' | 'completed';
  /** Null on the wall clock. */
  clockAt: Instant | null;
  startedAt: Instant;
  endedAt: Instant | null;
  /** Wall-clock time at which the personal data was deleted (store/people/personal/archive.ts). */
  archivedAt: Instant | null;
}

/** @returns the campaign, or null when there is none with this id. */
export async function findCampaign(sql: Queries, id: string): Promise<CampaignRow | null> {
  const [row] = await sql<CampaignRow[]>`
    select id, definition, plan, mode, state, clock_at as "clockAt", started_at as "startedAt", ended_at as "endedAt",
           archived_at as "archivedAt"
    from campaigns where id = ${id}`;
  return row ?? null;
}

/** @returns the campaign. @throws Refused when there is none with this id */
export async function getCampaign(sql: Queries, id: string): Promise<CampaignRow> {
  const row = await findCampaign(sql, id);
  if (row) return row;
  throw new Refused(sentence('unknown-campaign', { campaign: id }));
}

/** @returns the campaign's zone, without its plan, which is large. @throws Refused as above */
export async function zoneOf(sql: Queries, id: string): Promise<string> {
  const [row] = await sql<{ zone: string }[]>`select definition ->> 'zone' as zone from campaigns where id = ${id}`;
  if (row) return row.zone;
  throw new Refused(sentence('unknown-campaign', { campaign: id }));
}

/** Keeps what Postgres's own rules need of a definition. */
async function keepForPostgres(sql: Queries, campaign: string, definition: Definition): Promise<void> {
  await keepLists(sql, campaign, definition);
  await keepItems(sql, campaign, definition);
}

/** @returns the id; where a campaign of that id is over, the next that is free: a trial does not use it up */
export async function freeCampaignId(sql: Queries, id: string): Promise<string> {
  const over = await sql<{ id: string }[]>`
    select id from campaigns where (id = ${id} or starts_with(id, ${`${id}-`})) and ended_at is not null`;
  return freeName(
    id,
    over.map((one) => one.id),
  );
}

/** Inserts a campaign before its workflow starts; does not change an existing one. */
export async function insertCampaign(
  sql: Queries,
  { id, definition, plan, mode, clockAt }: Pick<CampaignRow, 'id' | 'definition' | 'plan' | 'mode' | 'clockAt'>,
): Promise<boolean> {
  const rows = await sql`
    insert into campaigns (id, definition, plan, mode, clock_at, started_at)
    values (${id}, ${sql.json(definition)}, ${json(sql, plan)}, ${mode}, ${clockAt}, coalesce(${clockAt}::timestamptz, now()))
    on conflict (id) do nothing returning id`;
  if (rows.length > 0) await keepForPostgres(sql, id, definition);
  return rows.length > 0;
}

/** Moves a campaign's stepped clock, never back; does nothing to a campaign on the wall clock. */
export async function moveClock(sql: Queries, campaign: string, at: Instant): Promise<void> {
  await sql`update campaigns set clock_at = ${at} where id = ${campaign} and clock_at is not null and clock_at <= ${at}`;
}

export interface SteeringRecord {
  campaign: string;
  verb: SteeringVerb;
  target?: SteeringTarget;
  /** Number of the reason, see steering-reasons.ts. */
  reason?: number;
  /** Number of who asked for it, see asked-decisions.ts. */
  asked?: number;
  actor: string;
  key: string;
  now: Instant;
}

/** @returns whether a decision has been recorded. */
export async function isRecorded(sql: Queries, key: string): Promise<boolean> {
  const [row] = await sql`select from steering where key = ${key}`;
  return row !== undefined;
}

/** Records an administrator's decision, once per key. */
export async function recordSteering(sql: Queries, record: SteeringRecord): Promise<void> {
  await sql`
    insert into steering (campaign_id, verb, target, reason, actor, key, at)
    values (${record.campaign}, ${record.verb}, ${json(sql, record.target ?? {})},
            (select text from steering_reasons where id = ${record.reason ?? null}), ${record.actor}, ${record.key}, ${record.now})
    on conflict (key) do nothing`;
  if (record.asked !== undefined) await noteDecided(sql, record.asked);
}

/** @returns the decisions that change dates, in the order they were made. */
export const amendmentsOf = (sql: Queries, campaign: string) =>
  sql<{ target: SteeringTarget; at: Instant }[]>`
    select target, at from steering
    where campaign_id = ${campaign} and verb in ('extend', 'reopen') order by id`;

/** Replaces the definition and the plan of a campaign. */
export async function changePlan(sql: Queries, campaign: string, plan: Plan, definition: Definition): Promise<void> {
  await sql`
    update campaigns set plan = ${json(sql, plan)}, definition = ${sql.json(definition)} where id = ${campaign}`;
  await keepForPostgres(sql, campaign, definition);
}

/** Sets the state to running, paused or ended; an ended campaign stays ended. */
export async function changeCampaignState(
  sql: Queries,
  campaign: string,
  state: CampaignRow['state'],
  now: Instant,
): Promise<void> {
  const ended = state === 'cancelled' || state === 'completed' ? now : null;
  await sql`
    update campaigns set state = ${state}, ended_at = coalesce(ended_at, ${ended})
    where id = ${campaign} and (ended_at is null or state = ${state})`;
}

/**
 * Leaves an ended campaign out of the lists of campaigns, or brings it back.
 * @throws Refused while it runs
 */
export async function keepPutAway(sql: Queries, campaign: string, away: boolean): Promise<void> {
  const [row] = await sql`
    update campaigns set put_away_at = ${away ? sql`coalesce(put_away_at, now())` : null}
    where id = ${campaign} and ended_at is not null returning id`;
  if (!row) throw new Refused(sentence('not-over', { campaign }));
}

/** @returns a campaign's mode and its time; null when there is none with this id. */
export async function campaignTime(
  sql: Queries,
  id: string,
): Promise<{ mode: CampaignRow['mode']; now: Instant; zone: string } | null> {
  const [row] = await sql<{ mode: CampaignRow['mode']; now: Instant; zone: string }[]>`
    select mode, campaign_now(id) as now, definition ->> 'zone' as zone from campaigns where id = ${id}`;
  return row ?? null;
}
