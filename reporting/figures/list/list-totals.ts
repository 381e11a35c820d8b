import { STEPS_ONCE, type Step } from '../../../domain/list/steps';
import type { Fragment, Queries } from '../../../store/db/db';
import { within } from '../../../store/db/scope';

/** Rows of one list and category. Those that moved are proposed in the one unit, and served in the other. */
export interface ListTotal {
  list: string;
  category: string;
  /** Quota; null where there is none. */
  slots: number | null;
  /** Handed in and not taken back: what is struck later counts, a twin that waits does not. */
  proposed: number;
  /** Rows by step after the proposal, those that were struck after it too. */
  steps: Partial<Record<Step, number>>;
  removed: number;
  /** Of the removed ones: those whose slot is lost. */
  burnt: number;
  /** Removed after an objection that was right. */
  upheld: number;
  returned: number;
  held: number;
  movedOut: number;
  movedIn: number;
}

/** The same of one unit: its code and name. */
export interface UnitTotal extends ListTotal {
  unit: string;
  name: string;
}

const STEPS_AFTER = STEPS_ONCE.filter((step) => step !== 'propose');

interface Counted {
  campaign: string;
  list?: string | undefined;
  /** Only units of this region; null for all. */
  top?: string | null;
}

/**
 * @returns the rows of a campaign's lists as they are now, counted by list and category in the order of the
 * definition
 */
export const listTotals = (sql: Queries, counted: Counted): Promise<ListTotal[]> =>
  countRows<ListTotal>(sql, counted, { byUnit: false });

/** Some hundred thousand: read while they are written. @returns by list, unit and category */
export async function* eachUnitTotal(sql: Queries, counted: Counted): AsyncGenerator<UnitTotal> {
  for await (const rows of countRows<UnitTotal>(sql, counted, { byUnit: true }).cursor(ROWS_AT_ONCE)) yield* rows;
}

/** @returns how many {@link eachUnitTotal} gives */
export async function countUnitTotals(sql: Queries, campaign: string): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select list, unit_code, category from entries where campaign_id = ${campaign} and because is distinct from 'withdrawn'
      union select list, slot_unit, category from entries where campaign_id = ${campaign} and because is distinct from 'withdrawn'
      union select list, unit_code, category from quotas where campaign_id = ${campaign}) t`;
  return row?.count ?? 0;
}

const ROWS_AT_ONCE = 1000;

function countRows<Total extends ListTotal>(
  sql: Queries,
  { campaign, list, top = null }: Counted,
  { byUnit }: { byUnit: boolean },
) {
  const ofList = list === undefined ? sql`` : sql`and list = ${list}`;
  const at = (unit: string) => (byUnit ? sql`${sql(unit)}` : sql`''::text`);
  const seen = (unit: string) =>
    top === null
      ? sql``
      : sql`and exists (select from regions g where g.code = ${sql(unit)} and ${within(sql, top, 'g.path')})`;
  const kinds = (unit: string) => sql`
    select list, ${at(unit)} as unit, category, done, state, because, burns, slot_unit <> unit_code as moved, count(*) as n
    from entries where campaign_id = ${campaign} ${ofList} and because is distinct from 'withdrawn' ${seen(unit)}
    group by 1, 2, 3, 4, 5, 6, 7, 8`;
  // Of a whole campaign those that are proposed somewhere are those that are served somewhere.
  const served = byUnit || top !== null ? kinds('slot_unit') : sql`select * from of_units`;
  return sql<Total[]>`
    with of_units as materialized (${kinds('unit_code')}), of_slots as (${served}), here as (
      select list, unit, k.category, ${stepCounts(sql)} as steps,
             ${rows(sql, sql`state = 'out'`)} as removed, ${rows(sql, sql`burns`)} as burnt,
             ${rows(sql, sql`state = 'out' and because = 'objection'`)} as upheld,
             ${rows(sql, sql`state = 'returned'`)} as returned, ${rows(sql, sql`state = 'held'`)} as held,
             ${rows(sql, sql`moved`)} as "movedIn"
      from of_units k join lists l on l.campaign_id = ${campaign} and l.id = list group by 1, 2, 3
    ), there as (
      select list, unit, category, ${rows(sql, sql`state <> 'twin'`)} as proposed, ${rows(sql, sql`moved`)} as "movedOut"
      from of_slots group by 1, 2, 3
    ), given as (
      select list, ${at('unit_code')} as unit, category, sum(slots) as slots from quotas
      where campaign_id = ${campaign} ${ofList} ${seen('unit_code')} group by 1, 2, 3
    )
    select list, category, ${byUnit ? sql`unit, g.name,` : sql``} q.slots, coalesce(t.proposed, 0) as proposed,
           coalesce(h.steps, '{}') as steps, coalesce(h.removed, 0) as removed, coalesce(h.burnt, 0) as burnt,
           coalesce(h.upheld, 0) as upheld, coalesce(h.returned, 0) as returned, coalesce(h.held, 0) as held,
           coalesce(t."movedOut", 0) as "movedOut", coalesce(h."movedIn", 0) as "movedIn"
    from here h full join there t using (list, unit, category) full join given q using (list, unit, category)
    join lists l on l.campaign_id = ${campaign} and l.id = list
    ${byUnit ? sql`join regions g on g.code = unit` : sql``}
    order by list, ${byUnit ? sql`g.path,` : sql``} array_position(l.categories, category)`;
}

/** Rows are counted by kind first: half a million have some twenty kinds. */
const rows = (sql: Queries, which: Fragment): Fragment => sql`coalesce(sum(n) filter (where ${which}), 0)::bigint`;

/** Rows by step, as a document; a step that the track lacks has none. */
const stepCounts = (sql: Queries) => sql`
  jsonb_build_object(${STEPS_AFTER.map(
    (step) => sql`${step}::text, ${rows(sql, sql`k.done >= array_position(l.track, ${step})`)}`,
  ).reduce((one, other) => sql`${one}, ${other}`)})`;

/** @returns the sum of several, as of one list or one campaign */
export const sumOf = (totals: readonly ListTotal[]): Omit<ListTotal, 'list' | 'category'> => {
  const sum = (count: (total: ListTotal) => number) => totals.reduce((all, total) => all + count(total), 0);
  const steps = STEPS_AFTER.map((step) => [step, sum((total) => total.steps[step] ?? 0)] as const);
  return {
    slots: totals.every(({ slots }) => slots === null) ? null : sum(({ slots }) => slots ?? 0),
    proposed: sum(({ proposed }) => proposed),
    steps: Object.fromEntries(steps),
    removed: sum(({ removed }) => removed),
    burnt: sum(({ burnt }) => burnt),
    upheld: sum(({ upheld }) => upheld),
    returned: sum(({ returned }) => returned),
    held: sum(({ held }) => held),
    movedOut: sum(({ movedOut }) => movedOut),
    movedIn: sum(({ movedIn }) => movedIn),
  };
};
