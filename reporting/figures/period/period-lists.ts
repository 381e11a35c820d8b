import type { Instant } from '../../../domain/instant';
import { PAIR_DEED_NAMES } from '../../../domain/list/pairs/deed-kinds';
import type { Step } from '../../../domain/list/steps';
import type { Queries } from '../../../store/db/db';
import { type DeedSums, sumsOf } from '../../../store/list/pairs/pair-deeds';
import { before, during, type In } from './counted';

/** Postings of a list that were hung up in the period, and what was said in it about any. */
export interface PeriodPostings {
  list: string;
  boards: number;
  rows: number;
  objections: number;
  late: number;
  nominations: number;
  /** Objections upheld in the period. */
  upheld: number;
  /** Postings taken down in the period before their time. */
  withdrawn: number;
}

/**
 * What a unit's helpers did for pairs of a list.
 * What was entered by mistake counts the other way when it is undone.
 */
export interface PeriodPairs extends DeedSums {
  list: string;
  unit: string;
  name: string;
}

/** A spot check that was drawn in the period, or of which rows were looked at in it. */
export interface PeriodSample {
  id: number;
  list: string;
  step: Step;
  drawnAt: Instant;
  /** Rows drawn in the period: none of one that was drawn before. */
  drawn: number;
  confirmed: number;
  wrong: number;
}

export const postingsIn = (sql: Queries, { campaign, bounds }: In): Promise<PeriodPostings[]> => sql<PeriodPostings[]>`
  with mine as (
    select o.id, o.list, o.region_code, l.id as lot, ${during(sql, bounds, 'posting', 'l')} as hung,
           coalesce(o.state = 'withdrawn' and ${during(sql, bounds, 'postingEnded', 'o')}, false) as withdrawn
    from postings o join posting_lots l on l.id = o.lot_id
    where o.campaign_id = ${campaign} and ${before(sql, bounds, 'posting', 'l')}),
  boards as (
    select list, count(distinct (lot, region_code)) filter (where hung)::int as boards,
           count(*) filter (where withdrawn)::int as withdrawn from mine group by 1),
  rows as (
    select m.list, count(distinct p.entry_id)::int as rows from mine m join posted_rows p on p.posting_id = m.id
    where m.hung group by 1),
  said as (
    select m.list, count(*) filter (where c.kind = 'objection' and opened)::int as objections,
           count(*) filter (where c.kind = 'complaint' and opened)::int as late,
           count(*) filter (where c.kind = 'nomination' and opened)::int as nominations,
           count(*) filter (where c.kind = 'objection' and c.outcome = 'upheld' and closed)::int as upheld
    from mine m join cases c on c.posting_id = m.id
    cross join lateral (
      select ${during(sql, bounds, 'caseOpened', 'c')} as opened,
             coalesce(${during(sql, bounds, 'caseClosed', 'c')}, false) as closed) x
    group by 1)
  select * from (
    select list, boards, coalesce(rows, 0) as rows, coalesce(objections, 0) as objections, coalesce(late, 0) as late,
           coalesce(nominations, 0) as nominations, coalesce(upheld, 0) as upheld, withdrawn
    from boards left join rows using (list) left join said using (list)) f
  where boards + objections + late + nominations + upheld + withdrawn > 0 order by list`;

export async function pairsIn(sql: Queries, { campaign, bounds }: In): Promise<PeriodPairs[]> {
  const done = await sql<PeriodPairs[]>`
    select e.list, d.unit_code as unit, g.name, ${sumsOf(sql)}
    from deeds d join entries e on e.id = d.entry_id join regions g on g.code = d.unit_code
    where d.campaign_id = ${campaign} and d.kind = any(${PAIR_DEED_NAMES}) and ${during(sql, bounds, 'deed', 'd')}
    group by e.list, d.unit_code, g.path, g.name order by e.list, g.path`;
  const undone = await sql<PeriodPairs[]>`
    select e.list, d.unit_code as unit, g.name, ${sumsOf(sql)}
    from deeds x join deeds d on d.id = x.undoes join entries e on e.id = d.entry_id join regions g on g.code = d.unit_code
    where x.campaign_id = ${campaign} and d.kind = any(${PAIR_DEED_NAMES}) and ${during(sql, bounds, 'deed', 'x')}
    group by e.list, d.unit_code, g.path, g.name order by e.list, g.path`;
  const same = (one: PeriodPairs, other: PeriodPairs) => one.list === other.list && one.unit === other.unit;
  return [
    ...done.map((one) =>
      less(
        one,
        undone.find((other) => same(one, other)),
      ),
    ),
    ...undone.filter((one) => !done.some((other) => same(one, other))).map((one) => less(nothingOf(one), one)),
  ];
}

const SUMS = ['contacts', 'visits', 'problems', 'helps', 'gifts', 'cash', 'goods'] as const;

const nothingOf = (one: PeriodPairs): PeriodPairs => ({
  ...one,
  ...{ contacts: 0, visits: 0, problems: 0, helps: 0, gifts: 0, cash: 0, goods: 0 },
});

function less(one: PeriodPairs, undone: PeriodPairs | undefined): PeriodPairs {
  if (!undone) return one;
  const sums = { ...one };
  for (const sum of SUMS) sums[sum] -= undone[sum];
  return sums;
}

export const samplesIn = (sql: Queries, { campaign, bounds }: In): Promise<PeriodSample[]> => sql<PeriodSample[]>`
  select * from (
    select s.id, s.list, s.step, s.drawn_at as "drawnAt",
           count(r.entry_id) filter (where ${during(sql, bounds, 'sample', 's')})::int as drawn,
           count(*) filter (where c.outcome = 'confirmed' and ${during(sql, bounds, 'caseClosed', 'c')})::int as confirmed,
           count(*) filter (where c.outcome in ('partly', 'wrong') and ${during(sql, bounds, 'caseClosed', 'c')})::int as wrong
    from samples s left join sample_rows r on r.sample_id = s.id left join cases c on c.id = r.case_id
    where s.campaign_id = ${campaign} and ${before(sql, bounds, 'sample', 's')} group by s.id) f
  where drawn + confirmed + wrong > 0 order by list, id`;
