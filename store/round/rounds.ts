import { type RoundCause, type RoundInArea, roundWorkflowId } from '../../domain/round/round';
import { GROUPS_SHOWN, type Tally, UNITS_SHOWN } from '../../domain/round/tally';
import type { WaveToOpen } from '../../domain/round/wave';
import type { Fragment, Queries } from '../db/db';
import { json } from '../db/json';
import { below } from '../db/scope';
import { isAskedBy } from './asks';

export interface OpenRound {
  id: string;
  campaign: string;
  round: RoundInArea['round'];
  /** Code of the region whose units are asked. */
  area: string;
  /** Of a round that is not of the plan. */
  cause?: RoundCause;
}

const unitsAsked = (sql: Queries, { campaign, round, area, cause }: Omit<OpenRound, 'id'>): Fragment => sql`
  select u.code from regions a join regions u on ${below(sql, sql`u.path`, sql`a.path`)}
  where a.code = ${area} and ${isAskedBy(sql, round)} and ${cause ? sql`true` : isConcerned(sql, campaign, round)}`;

/** A list of pairs asks a unit `u` only when somebody there is a helper, or has done something in this round. */
function isConcerned(sql: Queries, campaign: string, { key, list, does }: OpenRound['round']): Fragment {
  if (list === undefined) return sql`true`;
  if (does === 'propose') return mayPropose(sql, campaign, list);
  if (does !== 'support') return sql`true`;
  return sql`(exists (
        select from duties h join entries e on e.helper_id = h.id
        where h.region_code = u.code and e.campaign_id = ${campaign} and e.list = ${list} and e.state <> 'out')
      or exists (
        select from deeds d where d.unit_code = u.code and d.campaign_id = ${campaign} and d.round_key = ${key}))`;
}

/** A list with quotas asks a unit `u` for rows only when it has a slot; what a case asks about has rows already. */
const mayPropose = (sql: Queries, campaign: string, list: string): Fragment => sql`
      (not exists (select from lists l where l.campaign_id = ${campaign} and l.id = ${list} and l.limited) or exists (
        select from quotas q
        where q.campaign_id = ${campaign} and q.list = ${list} and q.unit_code = u.code and q.slots > 0))`;

/**
 * Opens a round, or updates an open one after a change of plan or register: its dates, and all asked units in the area.
 * When a closed round is reopened, units keep their reports.
 * @returns the number of asked units
 */
export async function openRound(sql: Queries, { id, campaign, round, area, cause }: OpenRound): Promise<number> {
  const [opened] = await sql<{ fresh: boolean }[]>`
    insert into rounds (id, campaign_id, key, stage, ask, form, unit_kind, area, opens_at, due_at, locks_at, state,
                        origin, alert_id, lot_id, title, drill, planned, list, does)
    values (${id}, ${campaign}, ${round.key}, ${round.stage}, ${round.ask}, ${round.form}, ${round.of}, ${area},
            ${round.opensAt}, ${round.dueAt}, ${round.locksAt}, 'open', ${cause?.origin ?? 'plan'}, ${cause?.alert ?? null},
            ${cause?.origin === 'case' ? cause.lot : null}, ${cause ? sql.json(cause.title) : null}, ${cause?.drill ?? false},
            ${cause ? json(sql, round) : null}, ${round.list ?? null}, ${round.does ?? null})
    on conflict (id) do update set opens_at = excluded.opens_at, due_at = excluded.due_at, locks_at = excluded.locks_at,
            planned = excluded.planned, state = 'open', ended_at = null
    returning xmax = 0 as fresh`;
  const asking = { id, campaign, round, area, ...(cause && { cause }) };
  // A new round asks nobody yet whom it would have to leave out.
  if (opened?.fresh) return (await askMore(sql, asking)).length;
  await askUnits(sql, asking);
  const [row] = await sql<{ units: number }[]>`select count(*)::int as units from asks where round_id = ${id}`;
  return row?.units ?? 0;
}

/** Opens rounds of the plan in several areas, as {@link openRound} opens each: new ones by two statements for all. */
export async function openRounds(sql: Queries, { campaign, round, areas }: WaveToOpen): Promise<number> {
  const wanted = areas.map(({ code, override }) => ({
    ...{ id: roundWorkflowId(campaign, round.key, code), area: code },
    ...{ due: override?.dueAt ?? round.dueAt, locks: override?.locksAt ?? round.locksAt },
  }));
  const opened = await sql<{ id: string }[]>`
    insert into rounds (id, campaign_id, key, stage, ask, form, unit_kind, area, opens_at, due_at, locks_at, state,
                        origin, list, does)
    select w.id, ${campaign}, ${round.key}, ${round.stage}, ${round.ask}, ${round.form}, ${round.of}, w.area,
           ${round.opensAt}, w.due, w.locks, 'open', 'plan', ${round.list ?? null}, ${round.does ?? null}
    from jsonb_to_recordset(${sql.json(wanted)}) as w(id text, area text, due timestamptz, locks timestamptz)
    on conflict (id) do nothing returning id`;
  const fresh = opened.map(({ id }) => id);
  const asked = await sql`
    insert into asks (round_id, campaign_id, key, unit_code)
    select r.id, ${campaign}, ${round.key}, u.code
    from rounds r join regions a on a.code = r.area join regions u on ${below(sql, sql`u.path`, sql`a.path`)}
    where r.id = any(${fresh}) and ${isAskedBy(sql, round)} and ${isConcerned(sql, campaign, round)}
    on conflict (campaign_id, key, unit_code, subject_id) do update set round_id = excluded.round_id
    where asks.round_id is null`;
  let units = asked.count;
  for (const { id, area, due: dueAt, locks: locksAt } of wanted.filter((one) => !fresh.includes(one.id)))
    units += await openRound(sql, { id, campaign, round: { ...round, dueAt, locksAt }, area });
  return units;
}

/**
 * Asks the units that the round means now, after a change of the register or of quotas, and no others.
 * @returns codes of the units that were not asked before
 */
export async function askUnits(sql: Queries, asking: OpenRound): Promise<string[]> {
  const more = await askMore(sql, asking);
  // A unit that has left the area, or has another kind or no slots now, is no longer asked; its report stays.
  await sql`
    update asks set round_id = null where round_id = ${asking.id} and reported_at is null and unit_code not in (
      ${unitsAsked(sql, asking)})`;
  return more;
}

async function askMore(sql: Queries, asking: OpenRound): Promise<string[]> {
  const { id, campaign, round } = asking;
  const asked = await sql<{ unit: string }[]>`
    insert into asks (round_id, campaign_id, key, unit_code)
    select ${id}, ${campaign}, ${round.key}, u.code from (${unitsAsked(sql, asking)}) u
    on conflict (campaign_id, key, unit_code, subject_id) do update set round_id = excluded.round_id
    where asks.round_id is null returning unit_code as unit`;
  return asked.map(({ unit }) => unit);
}

/** @returns the present counts of a round, with the missing units. */
export async function tallyRound(sql: Queries, id: string): Promise<Tally> {
  const [counts] = await sql<Omit<Tally, 'groups'>[]>`
    select count(*)::int as expected,
           count(*) filter (where u.reported_at < r.due_at)::int as "onTime",
           count(*) filter (where u.reported_at >= r.due_at)::int as late,
           count(*) filter (where u.reported_at is null)::int as missing
    from asks u join rounds r on r.id = u.round_id where u.round_id = ${id}`;
  const groups = await sql<Tally['groups']>`
    select p.code, p.name, count(*)::int as missing,
           (array_agg(g.name order by g.position, g.code))[1:${UNITS_SHOWN}] as units
    from asks u join regions g on g.code = u.unit_code join regions p on p.code = coalesce(g.parent_code, g.code)
    where u.round_id = ${id} and u.reported_at is null
    group by p.code, p.name, p.position order by count(*) desc, p.position, p.code limit ${GROUPS_SHOWN}`;
  return { ...(counts ?? { expected: 0, onTime: 0, late: 0, missing: 0 }), groups: [...groups] };
}

/** How a round ends: at its lock, by an administrator's decision, or with its campaign. */
export type RoundEnd = 'locked' | 'closed' | 'cancelled';

/** Ends a round and its open chases. Ending it twice changes nothing. */
export async function endRound(sql: Queries, id: string, state: RoundEnd): Promise<void> {
  await sql`
    update rounds set state = ${state}, ended_at = campaign_now(campaign_id) where id = ${id} and state = 'open'`;
  await sql`update chases set state = 'closed' where round_id = ${id} and state in ('open', 'raised')`;
}

/** @returns the ids of a campaign's open rounds, locked: none of them ends before this transaction. */
export async function openRoundsOf(sql: Queries, campaign: string): Promise<Set<string>> {
  const rows = await sql<
    { id: string }[]
  >`select id from rounds where campaign_id = ${campaign} and state = 'open' for update`;
  return new Set(rows.map(({ id }) => id));
}
