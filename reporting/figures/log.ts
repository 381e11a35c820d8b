import type { Channel } from '../../domain/campaign/plan';
import type { SteeringVerb } from '../../domain/campaign/steering';
import type { Instant } from '../../domain/instant';
import type { SteeringTarget } from '../../domain/round/round';
import type { Queries } from '../../store/db/db';
import { concerns, within } from '../../store/db/scope';
import { ROWS_AT_ONCE } from './shown';

/** Messages of one channel that did not arrive, or whose outcome is unknown, by state and reason. */
export interface Shortfall {
  channel: Channel;
  state: string;
  /** One of the words of `domain/message/message-states.ts`. */
  reason: string | null;
  messages: number;
}

export interface ChaseRecord {
  key: string;
  code: string;
  name: string;
  silent: number;
  openedAt: Instant;
  acknowledgeBy: Instant;
  state: 'open' | 'acknowledged' | 'raised' | 'closed';
  acknowledgedAt: Instant | null;
  raisedAt: Instant | null;
}

export interface CallRecord {
  key: string;
  code: string;
  name: string;
  parentName: string;
  reason: string;
  openedAt: Instant;
  /** When the unit reported in the end; null when it never did. */
  reportedAt: Instant | null;
}

export interface Decision {
  at: Instant;
  verb: SteeringVerb;
  target: SteeringTarget;
  /** Place name of the area or unit that the decision is about, and its path in the register. */
  place: string | null;
  path: string | null;
  reason: string | null;
  /** Who decided: `account:7`, or the name of a program or of the weather; no name of a person. */
  actor: string;
}

/** @returns the messages that did not get through, by reason; most first. */
export const shortfalls = (sql: Queries, campaign: string): Promise<Shortfall[]> => sql<Shortfall[]>`
  select channel, state, reason, count(*) as messages from messages
  where campaign_id = ${campaign} and state not in ('accepted', 'delivered')
  group by 1, 2, 3 order by 4 desc, 1, 2, 3`;

/** How many superiors were chased in one round, and how that ended. */
export interface ChaseFigures {
  key: string;
  opened: number;
  acknowledged: number;
  raised: number;
  closed: number;
  open: number;
}

/** How many units were put on the call list in one round, and whether that helped. */
export interface CallFigures {
  key: string;
  listed: number;
  reported: number;
}

/**
 * @returns figures of the chases, by round, the round with the earliest chase first; a chase closed after it was raised
 *   counts as raised
 */
export const chaseFigures = (sql: Queries, campaign: string): Promise<ChaseFigures[]> => sql<ChaseFigures[]>`
  with ended as (
    select r.key, c.opened_at,
           case when c.state = 'closed' and c.raised_at is not null then 'raised' else c.state end as state
    from chases c join rounds r on r.id = c.round_id where c.campaign_id = ${campaign})
  select key, count(*)::int as opened, count(*) filter (where state = 'acknowledged')::int as acknowledged,
         count(*) filter (where state = 'raised')::int as raised,
         count(*) filter (where state = 'closed')::int as closed,
         count(*) filter (where state = 'open')::int as open
  from ended group by key order by min(opened_at), key`;

/** @returns figures of the call list, by round, the round with the earliest call first. */
export const callFigures = (sql: Queries, campaign: string): Promise<CallFigures[]> => sql<CallFigures[]>`
  select r.key, count(*)::int as listed, count(u.reported_at)::int as reported
  from call_list c join rounds r on r.id = c.round_id
  left join asks u on u.round_id = c.round_id and u.unit_code = c.unit_code
  where c.campaign_id = ${campaign} group by r.key order by min(c.opened_at), r.key`;

/** @returns every chase (of a region and below when given) in the order they were opened. */
export const chases = (
  sql: Queries,
  campaign: string,
  region: string | null = null,
  limit: number | null = null,
) => sql<ChaseRecord[]>`
  select r.key, g.code, g.name, c.silent, c.opened_at as "openedAt", c.acknowledge_by as "acknowledgeBy", c.state,
         c.acknowledged_at as "acknowledgedAt", c.raised_at as "raisedAt"
  from chases c join rounds r on r.id = c.round_id join regions g on g.code = c.region_code
  where c.campaign_id = ${campaign} and ${within(sql, region, 'g.path')} order by c.opened_at, r.key, g.position, g.code, c.rung
  limit ${limit}`;

/** @returns the units on the call list (only those of `region` when given), in the order they were put on it. */
export const calls = (sql: Queries, campaign: string, region: string | null = null, limit: number | null = null) => sql<
  CallRecord[]
>`
  select r.key, g.code, g.name, p.name as "parentName", c.reason, c.opened_at as "openedAt", u.reported_at as "reportedAt"
  from call_list c
  join rounds r on r.id = c.round_id
  join regions g on g.code = c.unit_code
  join regions p on p.code = coalesce(g.parent_code, g.code)
  left join asks u on u.round_id = c.round_id and u.unit_code = c.unit_code
  where c.campaign_id = ${campaign} and ${within(sql, region, 'g.path')}
  order by c.opened_at, r.key, p.position, p.code, g.position, g.code limit ${limit}`;

/** @param sql a transaction @returns every chase, from an open cursor */
export async function* eachChase(sql: Queries, campaign: string): AsyncGenerator<ChaseRecord> {
  for await (const rows of chases(sql, campaign).cursor(ROWS_AT_ONCE)) yield* rows;
}

/** @param sql a transaction @returns every unit of the call list, from an open cursor */
export async function* eachCall(sql: Queries, campaign: string): AsyncGenerator<CallRecord> {
  for await (const rows of calls(sql, campaign).cursor(ROWS_AT_ONCE)) yield* rows;
}

/**
 * @param region keeps only decisions about this region, regions in it and regions above it
 * @returns what administrators decided, in order. Who decided stays in the database: a name is personal data.
 */
export const decisions = (sql: Queries, campaign: string, region: string | null = null): Promise<Decision[]> => sql<
  Decision[]
>`
  select s.at, s.verb, s.target, g.name as place, g.path, s.reason, s.actor
  from steering s left join regions g on g.code = coalesce(s.target ->> 'unit', s.target ->> 'area')
  where s.campaign_id = ${campaign} and (g.code is null or ${concerns(sql, region, sql`g.code`)}) order by s.id`;

/** @returns the names of the accounts that decided, by actor: for officers; reports do not have them. */
export async function whoDecided(sql: Queries, decided: readonly Decision[]): Promise<Map<string, string>> {
  const accounts = [...new Set(decided.map(({ actor }) => actor))];
  const rows = await sql<{ actor: string; name: string }[]>`
    select 'account:' || id as actor, name from accounts where 'account:' || id = any(${accounts})`;
  return new Map(rows.map(({ actor, name }) => [actor, name]));
}
