import type { Day } from '../../../domain/campaign/calendar/days';
import { PAIR_DEED_NAMES, type PairDeed } from '../../../domain/list/pairs/deed-kinds';
import type { MinimumDue, MinimumMet } from '../../../domain/list/pairs/minima';
import type { Figures } from '../../../domain/report/report-figures';
import type { Fragment, Queries } from '../../db/db';
import { json } from '../../db/json';
import type { AskAddress } from '../../round/asks';
import type { ListAddress } from '../quotas';

/** @returns the condition that `d` is a deed for a pair that stands, as SQL */
export const stands = (sql: Queries): Fragment => sql`
  d.kind = any(${PAIR_DEED_NAMES}) and not exists (select from deeds x where x.undoes = d.id)`;

/** How often a deed `d` was done, as SQL. */
export const timesOf = (sql: Queries): Fragment => sql`(d.figures ->> 'times')::int`;

/** The sums of deeds `d` that fit a condition: an object by figure, as the form of such an ask has them. */
export const sumsOf = (sql: Queries): Fragment => sql`
  coalesce(sum(${timesOf(sql)}) filter (where d.kind = 'contact'), 0)::int as contacts,
  coalesce(sum(${timesOf(sql)}) filter (where d.kind = 'visit'), 0)::int as visits,
  count(*) filter (where d.kind = 'problem')::int as problems, count(*) filter (where d.kind = 'help')::int as helps,
  count(*) filter (where d.kind = 'money')::int as gifts,
  coalesce(sum((d.figures ->> 'cash')::bigint), 0)::float8 as cash, coalesce(sum((d.figures ->> 'goods')::bigint), 0)::float8 as goods`;

/** How often each kind of deed was done, and money in fen. */
export interface DeedSums {
  contacts: number;
  visits: number;
  problems: number;
  helps: number;
  gifts: number;
  cash: number;
  goods: number;
}

/**
 * Counts what helpers of a unit have done in a round; nobody types it.
 * @returns the figures of the ask's form, and how many deeds they count
 */
export async function figuresOfDeeds(
  sql: Queries,
  { campaign, list, unit, key }: AskAddress & ListAddress,
): Promise<{ figures: Figures; rows: number }> {
  const [counted] = await sql<(DeedSums & { rows: number })[]>`
    select count(*)::int as rows, ${sumsOf(sql)}
    from deeds d join entries e on e.id = d.entry_id
    where d.campaign_id = ${campaign} and d.round_key = ${key} and d.unit_code = ${unit} and e.list = ${list} and ${stands(sql)}`;
  const { rows = 0, ...figures } = counted ?? {};
  return { figures, rows };
}

/**
 * What was done of the minima for each row `e`, as an array of {deed, times, per, done}: a lateral part of a statement.
 * The periods come from the rule (domain/list/pairs/minima.ts).
 */
export const minimaMet = (sql: Queries, due: readonly MinimumDue[]): Fragment => sql`
  select coalesce(jsonb_agg(jsonb_build_object('deed', m.deed, 'times', m.times, 'per', m.per, 'done', m.done) order by m.nth), '[]') as minima,
         coalesce(bool_or(m.done < m.times), false) as below
  from (select m.nth, m.deed, m.times, m.per, (
          select coalesce(sum(${timesOf(sql)}), 0)::int from deeds d
          where d.entry_id = e.id and d.kind = m.deed and d.done_on between m."from" and m."until" and ${stands(sql)}) as done
        from jsonb_to_recordset(${json(
          sql,
          due.map((one, nth) => ({ ...one, nth })),
        )}) as m(nth int, deed text, times int, per text, "from" date, "until" date)) m`;

/** What a row has of its minima. */
export interface RowMinima {
  minima: MinimumMet[];
  /** Something is lacking. */
  below: boolean;
}

/** A deed for a pair, as units and officers read it. */
export interface DeedShown {
  id: number;
  /** The sender's id of it; null for one that came in another way. */
  deed: string | null;
  kind: PairDeed;
  on: Day;
  way: string | null;
  what: string | null;
  times: number;
  /** In fen. */
  cash: number | null;
  goods: number | null;
}

/** @param which a condition on deeds `d` @returns deeds for a pair that stand, the last day first */
export const deedsShown = (sql: Queries, row: number, which: Fragment): Promise<DeedShown[]> => sql<DeedShown[]>`
  select d.id, d.submission as deed, d.kind, d.done_on::text as on, d.because as way, d.reason as what,
         ${timesOf(sql)} as times, (d.figures ->> 'cash')::float8 as cash, (d.figures ->> 'goods')::float8 as goods
  from deeds d where d.entry_id = ${row} and ${stands(sql)} and ${which} order by d.done_on desc, d.id desc`;
