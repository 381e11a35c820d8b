import type { Definition, Text } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import { STANDING_KINDS } from '../../domain/round/rung-kinds';
import type { Step } from '../../domain/warning/alert/steps';
import type { Colour, Hazard, Severity } from '../../domain/warning/feed/warning';
import type { Fragment, Queries } from '../db/db';
import { touches, within } from '../db/scope';
import type { WeatherScope } from './weather-scope';

/** The scope of the board and its reader: `top` is the reader's region, null means everything. */
export interface Looking extends WeatherScope {
  top: string | null;
}

/** An event that is in force. */
export interface BoardEvent {
  event: number;
  hazard: Hazard;
  /** Null while it is unknown. */
  colour: Colour | null;
  severity: Severity;
  headline: string;
  issuer: string;
  onsetAt: Instant;
  endsAt: Instant;
  /** Whether a message gave the end of the weather; else the event lapses then. */
  endKnown: boolean;
  drill: boolean;
  /** Topmost covered regions that concern the reader. */
  areas: { code: string; name: string; path: string }[];
  /** Whether all of them lie within the reader's region. */
  mayCancel: boolean;
  /** Attributions of its feeds: addresses and sentences. */
  attributions: string[];
}

/** On a bad day hundreds of offices warn at once; a reader does not need more cards. */
export const EVENTS_ON_BOARD = 500;

/**
 * @param event only this event
 * @returns the events in force that concern a region, the strongest first, 500 at most
 */
export const boardEvents = (
  sql: Queries,
  { scope, at, top, event = null }: Looking & { event?: number | null },
): Promise<BoardEvent[]> => sql<BoardEvent[]>`
  select e.id as event, e.hazard, e.colour, e.standing ->> 'severity' as severity, e.standing ->> 'headline' as headline,
         e.standing ->> 'issuer' as issuer, e.standing ->> 'onsetAt' as "onsetAt", e.lapses_at as "endsAt",
         e.standing ->> 'endsAt' is not null as "endKnown", e.drill,
         json_agg(json_build_object('code', g.code, 'name', g.name, 'path', g.path) order by g.path)
           filter (where ${touches(sql, top, sql`g.path`)}) as areas,
         bool_and(${within(sql, top, 'g.path')}) as "mayCancel",
         array(select distinct one from warnings w join warning_texts t on t.id = w.text_id cross join unnest(t.attributions) one
               where w.event_id = e.id order by one) as attributions
  from weather_events e join regions g on g.code = any(e.regions)
  where e.scope = ${scope} and e.state = 'live' and e.lapses_at > ${at} and e.hazard <> 'other'
    and (${event}::bigint is null or e.id = ${event})
  group by e.id
  having bool_or(${touches(sql, top, sql`g.path`)})
  order by array_position(array['red', 'orange', 'yellow', 'blue'], coalesce(e.colour, 'yellow')), e.id desc
  limit ${EVENTS_ON_BOARD}`;

/** A warning that a campaign answers in one area. */
export interface BoardAlert {
  id: number;
  campaign: string;
  mode: 'live' | 'rehearsal';
  title: Text;
  zone: string;
  hazard: Hazard;
  area: string;
  place: string;
  colour: Colour | null;
  /** All its colours, in their order. */
  colours: Colour[];
  headline: string | null;
  drill: boolean;
  state: 'open' | 'over' | 'cancelled';
  openedAt: Instant;
  endsAt: Instant | null;
  endedAt: Instant | null;
  /** Campaign time. */
  now: Instant;
  /** Number of open cases in the reader's region. */
  openCases: number;
  households: number;
  calls: number;
}

/** An alert, with its workflow id. */
export type AlertOnBoard = BoardAlert & { workflowId: string };

/** The wanted alerts: those of the board, where ended ones stay for a day, or one by its number. */
export type Wanted = { scope: string } | { alert: number };

const wanted = (sql: Queries, which: Wanted): Fragment =>
  'alert' in which
    ? sql`a.id = ${which.alert}`
    : sql`case when ${which.scope} = 'live' then c.mode = 'live' else c.id = ${which.scope} end and c.ended_at is null
          and (a.state = 'open' or a.ended_at > campaign_now(c.id) - interval '1 day')`;

/** As many cards as a page can show and a person can read; a cold wave of the whole country has ten times as many. */
export const ALERTS_ON_BOARD = 300;

/**
 * @returns alerts that concern the reader's region, at most 300: open ones first, then the strongest, then the newest;
 *   and their total number
 */
export async function boardAlerts(
  sql: Queries,
  which: Wanted,
  top: string | null,
): Promise<{ alerts: AlertOnBoard[]; inAll: number }> {
  const rows = await sql<(AlertOnBoard & { inAll: number })[]>`
    with concerned as (
      select a.id, row_number() over (order by a.state <> 'open',
               array_position(array['red', 'orange', 'yellow', 'blue'], a.colour), a.opened_at desc, a.id) as place,
             count(*) over () as in_all
      from alerts a join campaigns c on c.id = a.campaign_id join regions g on g.code = a.area
      where ${wanted(sql, which)} and ${touches(sql, top, sql`g.path`)}
      order by 2 limit ${ALERTS_ON_BOARD})
    select a.id, a.campaign_id as campaign, c.mode, c.definition -> 'name' as title, c.definition ->> 'zone' as zone,
           a.hazard, a.area, g.name as place, a.colour, a.colours, a.headline, a.drill, a.state, a.opened_at as "openedAt",
           a.ends_at as "endsAt", a.ended_at as "endedAt", coalesce(c.ended_at, campaign_now(c.id)) as now,
           a.workflow_id as "workflowId", concerned.in_all::int as "inAll",
           (select count(*) from cases f join regions u on u.code = f.region_code
            where f.alert_id = a.id and f.state <> 'closed' and ${within(sql, top, 'u.path')})::int as "openCases",
           (select coalesce(sum(v.households), 0) from visit_lists v join regions u on u.code = v.unit_code
            where v.alert_id = a.id and ${within(sql, top, 'u.path')})::int as households,
           (select count(*) from call_list l join rounds r on r.id = l.round_id join regions u on u.code = l.unit_code
            where r.alert_id = a.id and l.closed_at is null and ${within(sql, top, 'u.path')})::int as calls
    from concerned join alerts a on a.id = concerned.id join campaigns c on c.id = a.campaign_id
    join regions g on g.code = a.area
    order by concerned.place`;
  return { alerts: rows.map(({ inAll: _, ...alert }) => alert), inAll: rows[0]?.inAll ?? 0 };
}

/** @returns the definitions of campaigns, each once. */
export async function definitionsOf(sql: Queries, campaigns: readonly string[]): Promise<Map<string, Definition>> {
  const rows = await sql<{ id: string; definition: Definition }[]>`
    select id, definition from campaigns where id = any(${[...new Set(campaigns)]})`;
  return new Map(rows.map(({ id, definition }) => [id, definition]));
}

/** The present round of one step of 叫应. */
export interface BoardStep {
  alert: number;
  step: Step;
  /** Workflow id and key of its round. */
  round: string;
  key: string;
  state: 'open' | 'closed' | 'locked' | 'cancelled';
  dueAt: Instant;
  asked: number;
  answered: number;
  /** Units that answered after the deadline, or are silent after it. */
  late: number;
}

/** The present rounds of 叫应: when a warning becomes worse, all units are asked again. */
const present = (sql: Queries, alerts: readonly number[]) => sql`
  select distinct on (r.alert_id, r.ask) r.* from rounds r
  where r.alert_id = any(${[...alerts]}::bigint[]) and r.ask in ('known', 'sent', 'done')
  order by r.alert_id, r.ask, r.opens_at desc, r.id desc`;

/** @returns the steps of alerts, counted within the reader's region: known, sent, done. */
export const boardSteps = (sql: Queries, alerts: readonly number[], top: string | null): Promise<BoardStep[]> => sql<
  BoardStep[]
>`
  select r.alert_id as alert, r.ask as step, r.id as round, r.key, r.state, r.due_at as "dueAt", count(*)::int as asked,
         count(u.reported_at)::int as answered,
         count(*) filter (where coalesce(u.reported_at, r.ended_at, campaign_now(r.campaign_id)) >= r.due_at)::int as late
  from (${present(sql, alerts)}) r join asks u on u.round_id = r.id join regions g on g.code = u.unit_code
  where ${within(sql, top, 'g.path')}
  group by r.alert_id, r.ask, r.id, r.key, r.state, r.due_at, r.ended_at, r.campaign_id
  order by r.alert_id, array_position(array['known', 'sent', 'done'], r.ask)`;

/** One rung of the ladder of 已知晓, climbed or to come. */
export interface BoardRung {
  alert: number;
  rung: string;
  at: Instant;
  climbedAt: Instant | null;
  /** Units that were silent when it was climbed. */
  silent: number | null;
}

/** @returns the climbed rungs of each alert, and the next one with its time. */
export const boardRungs = (sql: Queries, alerts: readonly number[]): Promise<BoardRung[]> => sql<BoardRung[]>`
  select r.alert_id as alert, p ->> 'id' as rung, p ->> 'at' as at, x.climbed_at as "climbedAt", x.silent
  from (${present(sql, alerts)}) r
  cross join jsonb_array_elements(r.planned -> 'rungs') with ordinality as planned(p, n)
  left join rungs x on x.round_id = r.id and x.rung = p ->> 'id'
  where r.ask = 'known' and not p ->> 'kind' = any(${STANDING_KINDS})
  order by r.alert_id, n`;

/** A superior who got the silent units. */
export interface BoardChase {
  alert: number;
  region: string;
  name: string;
  silent: number;
  state: 'open' | 'acknowledged' | 'raised' | 'closed';
  openedAt: Instant;
  acknowledgeBy: Instant;
  acknowledgedAt: Instant | null;
}

/** @returns the chases of alerts within the reader's region, in their order. */
export const boardChases = (sql: Queries, alerts: readonly number[], top: string | null): Promise<BoardChase[]> => sql<
  BoardChase[]
>`
  select r.alert_id as alert, c.region_code as region, g.name, c.silent, c.state, c.opened_at as "openedAt",
         c.acknowledge_by as "acknowledgeBy", c.acknowledged_at as "acknowledgedAt"
  from (${present(sql, alerts)}) r join chases c on c.round_id = r.id join regions g on g.code = c.region_code
  where ${within(sql, top, 'g.path')}
  order by r.alert_id, c.opened_at, g.level desc, g.position, g.code`;
