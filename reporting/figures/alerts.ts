import type { Text } from '../../domain/campaign/definition/words';
import type { Instant } from '../../domain/instant';
import { ASKING_KINDS } from '../../domain/round/rung-kinds';
import type { Colour, Hazard } from '../../domain/warning/feed/warning';
import type { Queries } from '../../store/db/db';
import { ROWS_AT_ONCE } from './shown';

/** How a warning was answered, over all its areas. */
export interface AlertFigures {
  name: string;
  /** Number of the event's first message. */
  event: string;
  hazard: Hazard;
  /** In the order in which the warning had them. */
  colours: Colour[];
  /** Codes, and their names. */
  areas: string[];
  places: string[];
  drill: boolean;
  state: 'open' | 'over' | 'cancelled';
  openedAt: Instant;
  endedAt: Instant | null;
  /** Counts of units: asked to acknowledge the warning, acknowledged, and silent to the end. */
  asked: number;
  acknowledged: number;
  unreached: number;
  /** Superiors who were told that units below them had not answered. */
  escalated: number;
  patrols: number;
  patrolReports: number;
  found: number;
  helped: number;
  sheltered: number;
  refused: number;
  goods: number;
  /** People who refused help; those whose report was corrected are not counted. */
  cases: number;
  casesClosed: number;
}

/** @returns the warnings that a campaign has answered, in their order. */
export const alertFigures = (sql: Queries, campaign: string): Promise<AlertFigures[]> => sql<AlertFigures[]>`
  with mine as (
    select a.*, g.name as place from alerts a join regions g on g.code = a.area where a.campaign_id = ${campaign}),
  units as (
    select a.name, u.unit_code, bool_or(u.reported_at is not null) as known
    from mine a join rounds r on r.alert_id = a.id and r.ask = 'known' join asks u on u.round_id = r.id
    group by a.name, u.unit_code),
  answers as (
    select name, count(*)::int as asked, count(*) filter (where known)::int as acknowledged from units group by name),
  patrols as (
    select a.name, count(distinct r.key)::int as patrols, count(p.id)::int as reports,
           coalesce(sum((p.figures ->> 'found')::int), 0)::int as found,
           coalesce(sum((p.figures ->> 'helped')::int), 0)::int as helped,
           coalesce(sum((p.figures ->> 'sheltered')::int), 0)::int as sheltered,
           coalesce(sum((p.figures ->> 'refused')::int), 0)::int as refused,
           coalesce(sum((p.figures ->> 'goods')::int), 0)::int as goods
    from mine a join rounds r on r.alert_id = a.id and r.ask = 'patrol' join asks u on u.round_id = r.id
    left join reports p on p.id = u.report_id group by a.name),
  chased as (
    select a.name, count(*)::int as escalated
    from mine a join rounds r on r.alert_id = a.id and r.ask = 'known' join chases c on c.round_id = r.id group by a.name),
  opened as (
    select a.name, count(*)::int as many, count(*) filter (where f.state = 'closed')::int as closed
    from mine a join cases f on f.alert_id = a.id
    where f.outcome is distinct from 'withdrawn' group by a.name),
  whole as (
    select name, min(event) as event, min(hazard) as hazard, bool_or(drill) as drill, min(opened_at) as opened_at,
           case when bool_or(state = 'open') then 'open' when bool_and(state = 'cancelled') then 'cancelled' else 'over' end as state,
           case when not bool_or(state = 'open') then max(ended_at) end as ended_at,
           array_agg(area order by area) as areas, array_agg(place order by area) as places,
           (array_agg(to_jsonb(colours) order by cardinality(colours) desc, area))[1] as colours
    from mine group by name)
  select w.name, w.event, w.hazard, w.colours, w.areas, w.places, w.drill, w.state,
         w.opened_at as "openedAt", w.ended_at as "endedAt",
         coalesce(x.asked, 0) as asked, coalesce(x.acknowledged, 0) as acknowledged,
         coalesce(x.asked - x.acknowledged, 0) as unreached, coalesce(c.escalated, 0) as escalated,
         coalesce(p.patrols, 0) as patrols, coalesce(p.reports, 0) as "patrolReports", coalesce(p.found, 0) as found,
         coalesce(p.helped, 0) as helped, coalesce(p.sheltered, 0) as sheltered, coalesce(p.refused, 0) as refused,
         coalesce(p.goods, 0) as goods, coalesce(f.many, 0) as cases, coalesce(f.closed, 0) as "casesClosed"
  from whole w left join answers x using (name) left join patrols p using (name) left join chased c using (name)
  left join opened f using (name)
  order by w.opened_at, w.name`;

/** When one unit got a warning, and when it answered. */
export interface ReachedUnit {
  alert: string;
  title: Text;
  unit: string;
  superior: string;
  /** Households that the unit visits first; null when it has reported none. */
  households: number | null;
  toldAt: Instant | null;
  deliveredAt: Instant | null;
  knownAt: Instant | null;
  sentAt: Instant | null;
  doneAt: Instant | null;
  /** When the unit was put on the call list. */
  calledAt: Instant | null;
}

/** @returns who was reached when: every unit of every 叫应, those at most risk first. */
export const reachedUnits = (sql: Queries, campaign: string) => sql<ReachedUnit[]>`
  select a.name as alert, r.title, g.name as unit, s.name as superior, v.households,
         min(m.accepted_at) as "toldAt", min(m.settled_at) filter (where m.state = 'delivered') as "deliveredAt",
         u.reported_at as "knownAt", sent.reported_at as "sentAt", done.reported_at as "doneAt",
         min(l.opened_at) as "calledAt"
  from alerts a
  join rounds r on r.alert_id = a.id and r.ask = 'known'
  join asks u on u.round_id = r.id
  join regions g on g.code = u.unit_code
  join regions s on s.code = coalesce(g.parent_code, g.code)
  left join visit_lists v on v.alert_id = a.id and v.unit_code = u.unit_code
  left join messages m on m.round_id = r.id and m.region_code = u.unit_code and m.kind = any(${ASKING_KINDS})
  left join call_list l on l.round_id = r.id and l.unit_code = u.unit_code
  left join asks sent on sent.campaign_id = r.campaign_id and sent.unit_code = u.unit_code
    and sent.key = regexp_replace(r.key, 'known$', 'sent')
  left join asks done on done.campaign_id = r.campaign_id and done.unit_code = u.unit_code
    and done.key = regexp_replace(r.key, 'known$', 'done')
  where a.campaign_id = ${campaign}
  group by a.name, a.opened_at, r.id, r.opens_at, r.title, g.code, g.name, g.position, s.code, s.name, s.position,
           v.households, u.reported_at, sent.reported_at, done.reported_at
  order by a.opened_at, a.name, r.opens_at, v.households desc nulls last, s.position, s.code, g.position, g.code`;

/** @param sql a transaction @returns what {@link reachedUnits} does, from an open cursor */
export async function* eachReached(sql: Queries, campaign: string): AsyncGenerator<ReachedUnit> {
  for await (const rows of reachedUnits(sql, campaign).cursor(ROWS_AT_ONCE)) yield* rows;
}

/** @returns how many units {@link reachedUnits} has. */
export async function countReached(sql: Queries, campaign: string): Promise<number> {
  const [row] = await sql<{ units: number }[]>`
    select count(*)::int as units from alerts a join rounds r on r.alert_id = a.id and r.ask = 'known'
    join asks u on u.round_id = r.id where a.campaign_id = ${campaign}`;
  return row?.units ?? 0;
}
