import type { Instant } from '../../domain/instant';
import type { DutyWord } from '../../domain/people/duties';
import { ASKING_KINDS } from '../../domain/round/rung-kinds';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import { peopleAt } from '../people/people-at';

/** One unit of an alert's area, with its messages and answers, and whom to ring. */
export interface AlertUnit {
  code: string;
  name: string;
  superior: string;
  /** Households and persons that the unit visits first; null when it has reported none. */
  households: number | null;
  persons: number | null;
  toldAt: Instant | null;
  deliveredAt: Instant | null;
  knownAt: Instant | null;
  sentAt: Instant | null;
  doneAt: Instant | null;
  /** On the call list: the reason, the time, and the outcome. */
  callReason: string | null;
  calledAt: Instant | null;
  callResult: string | null;
  /** Whom to ring; empty when the reader may not see people. */
  people: { id: number; role: DutyWord; name: string; phone: string | null }[];
}

/** Twice the limit of an area; a township that cannot be divided may have more. */
export const UNITS_AT_ONCE = 1000;

/** The present rounds of 叫应: those since the warning last became worse. */
const asked = (sql: Queries, alert: number) => sql`
  select distinct on (r.ask) r.id, r.ask from rounds r
  where r.alert_id = ${alert} and r.ask in ('known', 'sent', 'done') order by r.ask, r.opens_at desc, r.id desc`;

/**
 * @param top the reader's region; null means everything
 * @param people whether the reader may see whom to ring
 * @param from how many to skip at the beginning, because they were read before
 * @returns the units asked since the warning last became worse, at most 1000, those with most households at risk first
 */
export const alertUnits = (
  sql: Queries,
  { alert, top, from = 0, people = false }: { alert: number; top: string | null; from?: number; people?: boolean },
): Promise<AlertUnit[]> => sql<AlertUnit[]>`
  with asked as (${asked(sql, alert)}),
  units as (
    select g.code, g.name, g.position, s.name as superior, s.position as above, s.code as superior_code, u.reported_at,
           v.households, v.persons, known.id as known
    from asked known
    join asks u on u.round_id = known.id
    join regions g on g.code = u.unit_code
    join regions s on s.code = coalesce(g.parent_code, g.code)
    left join visit_lists v on v.alert_id = ${alert} and v.unit_code = u.unit_code
    where known.ask = 'known' and ${within(sql, top, 'g.path')}
    order by v.households desc nulls last, s.position, s.code, g.position, g.code
    limit ${UNITS_AT_ONCE} offset ${from})
  select g.code, g.name, g.superior, g.households, g.persons,
         told.at as "toldAt", told.delivered as "deliveredAt",
         g.reported_at as "knownAt", sent.reported_at as "sentAt", done.reported_at as "doneAt",
         l.reason as "callReason", l.opened_at as "calledAt", l.result as "callResult",
         ${people ? peopleAt(sql, sql`g.code`) : sql`'[]'::jsonb`} as people
  from units g
  left join asks sent on sent.round_id = (select id from asked where ask = 'sent') and sent.unit_code = g.code
  left join asks done on done.round_id = (select id from asked where ask = 'done') and done.unit_code = g.code
  left join call_list l on l.round_id = g.known and l.unit_code = g.code
  cross join lateral (
    select min(m.accepted_at) as at, min(m.settled_at) filter (where m.state = 'delivered') as delivered from messages m
    where m.round_id = g.known and m.region_code = g.code and m.kind = any(${ASKING_KINDS})) told
  order by g.households desc nulls last, g.above, g.superior_code, g.position, g.code`;

/** @returns the units that the alert did not ask, or that are outside the officer's region. */
export async function notAsked(
  sql: Queries,
  { alert, units, top }: { alert: number; units: readonly string[]; top: string | null },
): Promise<string[]> {
  const rows = await sql<{ code: string }[]>`
    select u.unit_code as code from (${asked(sql, alert)}) known
    join asks u on u.round_id = known.id join regions g on g.code = u.unit_code
    where known.ask = 'known' and u.unit_code = any(${[...units]}) and ${within(sql, top, 'g.path')}`;
  const found = new Set(rows.map(({ code }) => code));
  return units.filter((code) => !found.has(code));
}
