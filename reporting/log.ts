import type { Instant } from '../domain/instant';
import type { Channel } from '../domain/plan';
import type { SteeringTarget } from '../domain/round';
import type { SteeringVerb } from '../domain/steering';
import type { Queries } from '../register/db';
import { concerns, within } from '../register/scope';

/** Messages of one channel that did not arrive, or of which nobody knows, by state and reason. */
export interface Shortfall {
  channel: Channel;
  state: string;
  /** One of the words of `domain/message-states.ts`. */
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
  /** When the unit reported after all; null when it never did. */
  reportedAt: Instant | null;
}

export interface Decision {
  at: Instant;
  verb: SteeringVerb;
  target: SteeringTarget;
  /** Place name of the area or unit aimed at. */
  place: string | null;
  reason: string | null;
}

/** @returns what did not get through, and why; most first. */
export const shortfalls = (sql: Queries, campaign: string): Promise<Shortfall[]> => sql<Shortfall[]>`
  select channel, state, reason, count(*) as messages from messages
  where campaign_id = ${campaign} and state not in ('accepted', 'delivered')
  group by 1, 2, 3 order by 4 desc, 1, 2, 3`;

/** @returns every chase (of a region and below when given) in the order they were opened. */
export const chases = (
  sql: Queries,
  campaign: string,
  region: string | null = null,
  limit: number | null = null,
): Promise<ChaseRecord[]> => sql<ChaseRecord[]>`
  select r.key, g.code, g.name, c.silent, c.opened_at as "openedAt", c.acknowledge_by as "acknowledgeBy", c.state,
         c.acknowledged_at as "acknowledgedAt", c.raised_at as "raisedAt"
  from chases c join rounds r on r.id = c.round_id join regions g on g.code = c.region_code
  where c.campaign_id = ${campaign} and ${within(sql, region, 'g.path')} order by c.opened_at, r.key, g.position, g.code, c.rung
  limit ${limit}`;

/**
 * @returns the units (of a region when given) that somebody had to telephone, in the order they were put on the list.
 */
export const calls = (
  sql: Queries,
  campaign: string,
  region: string | null = null,
  limit: number | null = null,
): Promise<CallRecord[]> => sql<CallRecord[]>`
  select r.key, g.code, g.name, p.name as "parentName", c.reason, c.opened_at as "openedAt", u.reported_at as "reportedAt"
  from call_list c
  join rounds r on r.id = c.round_id
  join regions g on g.code = c.unit_code
  join regions p on p.code = coalesce(g.parent_code, g.code)
  left join round_units u on u.round_id = c.round_id and u.unit_code = c.unit_code
  where c.campaign_id = ${campaign} and ${within(sql, region, 'g.path')}
  order by c.opened_at, r.key, p.position, p.code, g.position, g.code limit ${limit}`;

/**
 * @param region leaves out what was decided about other regions than this one, those in it and those above it
 * @returns what administrators decided, in order. Who decided stays in the database: a name is personal data.
 */
export const decisions = (sql: Queries, campaign: string, region: string | null = null): Promise<Decision[]> => sql<
  Decision[]
>`
  select s.at, s.verb, s.target, g.name as place, s.reason
  from steering s left join regions g on g.code = coalesce(s.target ->> 'unit', s.target ->> 'area')
  where s.campaign_id = ${campaign} and (g.code is null or ${concerns(sql, region, sql`g.code`)}) order by s.id`;
