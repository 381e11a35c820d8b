import type { Fragment, Queries } from '../db/db';
import { goodsWork } from './goods-work';
import { listWork } from './list-work';
import { roundWork } from './round-work';
import { warningWork } from './warning-work';
import type { Worker, WorkItem, WorkKind, WorkOf } from './worker';

const PARTS: Readonly<Record<WorkKind, WorkOf>> = { ...warningWork, ...roundWork, ...listWork, ...goodsWork };

const together = (sql: Queries, { top, kinds }: Worker): Fragment =>
  kinds
    .map((kind) => PARTS[kind](sql, top))
    .reduce((all, part) => sql`${all} union all (${part})`, sql`(${nothing(sql)})`);

/** No row, with the columns and their types. */
const nothing = (sql: Queries): Fragment => sql`
  select ''::text as kind, ''::text as ref, null::text as campaign, null::jsonb as title, null::text as place,
         '{}'::jsonb as about, 0 as count, null::timestamptz as "dueAt", now() as now, ''::text as zone
  where false`;

/** More than anybody does in a day. */
export const WORK_SHOWN = 200;

/** @returns what waits for the reader: what is overdue longest first, and what has no deadline last; 200 at most */
export const workOf = (sql: Queries, worker: Worker): Promise<WorkItem[]> => sql<WorkItem[]>`
  select * from (${together(sql, worker)}) w
  order by "dueAt" - now nulls last, kind, ref limit ${WORK_SHOWN}`;

/** How much of a kind waits, units to telephone one by one, and how much of that is late. */
export type WorkCounts = Partial<Record<WorkKind, { count: number; late: number }>>;

/** @returns how much waits for the reader, by kind. */
export async function countWork(sql: Queries, worker: Worker): Promise<WorkCounts> {
  const rows = await sql<{ kind: WorkKind; count: number; late: number }[]>`
    select kind, sum(each)::int as count, coalesce(sum(each) filter (where "dueAt" <= now), 0)::int as late
    from (select *, case when kind = 'call' then count else 1 end as each from (${together(sql, worker)}) w) w
    group by kind`;
  return Object.fromEntries(rows.map(({ kind, ...counted }) => [kind, counted]));
}
