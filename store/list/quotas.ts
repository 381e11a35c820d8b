import type { ListDefinition } from '../../domain/campaign/definition/definition';
import type { Instant } from '../../domain/instant';
import { type Quota, type QuotaDifference, type QuotaHeld, quotaDifference } from '../../domain/list/quotas';
import { receiptNumber } from '../../domain/report/receipt';
import { type RoundInArea, roundsInAreas } from '../../domain/round/round';
import { type Bilingual, type Problem, Refused, sentence } from '../../domain/text/refusal';
import { type CampaignRow, getCampaign } from '../campaign/campaigns';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import { regionNames } from '../people/regions';
import type { Source } from '../table/keyset';

/** A list of a campaign. */
export interface ListAddress {
  campaign: string;
  list: string;
}

/** The quota of one unit and category, with what became of it. */
export interface QuotaShown extends QuotaHeld {
  /** Name of the unit, and of the region above it. */
  name: string;
  above: string | null;
  /** Slots of rows that were removed, and are lost. */
  burnt: number;
  /** Slots without a row; when the time to propose is over they stay empty. */
  free: number;
}

/** The sums of a category. */
export type QuotaTotal = Pick<QuotaShown, 'category' | 'slots' | 'used' | 'burnt' | 'free'> & { units: number };

/** A list that needs slots. */
export interface LimitedList {
  row: CampaignRow;
  definition: ListDefinition;
  /** Campaign time. */
  now: Instant;
  /** Rounds that ask for its rows. */
  rounds: RoundInArea[];
  /** Whether no round takes rows any more. */
  locked: boolean;
}

/** @throws Refused when there is no such list, or it is without quotas */
export async function limitedList(sql: Queries, { campaign, list }: ListAddress): Promise<LimitedList> {
  const row = await getCampaign(sql, campaign);
  const definition = row.definition.lists?.[list];
  if (!definition) throw new Refused(sentence('unknown-list'));
  if (definition.limit !== 'quotas') throw new Refused(sentence('list-without-quotas', { list }));
  const [clock] = await sql<{ now: Instant }[]>`select campaign_now(${campaign}) as now`;
  const now = clock?.now ?? '';
  const rounds = roundsInAreas(row.plan).filter(({ round }) => round.list === list && round.does === 'propose');
  return { row, definition, now, rounds, locked: rounds.every(({ round }) => round.locksAt <= now) };
}

/**
 * @param top the reader's region; null for everything
 * @param after code of the unit after which to begin @param units most units; all when left out
 * @returns the quotas of a list by unit
 */
export const quotasOf = (
  sql: Queries,
  {
    campaign,
    list,
    top,
    after = '',
    units = null,
  }: ListAddress & { top: string | null; after?: string; units?: number | null },
): Promise<QuotaShown[]> => sql<QuotaShown[]>`
  select q.unit_code as unit, g.name, p.name as above, q.category, q.slots, q.used, q.slots - q.used as free,
         (select count(*)::int from entries e
          where e.campaign_id = q.campaign_id and e.list = q.list and e.slot_unit = q.unit_code and e.category = q.category
            and e.state = 'out' and e.burns) as burnt
  from (
    select distinct q.unit_code from quotas q join regions g on g.code = q.unit_code
    where q.campaign_id = ${campaign} and q.list = ${list} and q.unit_code > ${after} and ${within(sql, top, 'g.path')}
    order by 1 limit ${units}) page
  join quotas q on q.unit_code = page.unit_code and q.campaign_id = ${campaign} and q.list = ${list}
  join regions g on g.code = q.unit_code left join regions p on p.code = g.parent_code
  order by q.unit_code, q.category`;

/** The slots of a list as a table. */
export const quotaSource = (sql: Queries, { top }: { top: string | null }): Source => ({
  columns: sql`
    q.unit_code || ' ' || q.category as key, q.unit_code as unit, g.name as "unitName", p.name as above, q.category, q.slots, q.used,
    q.slots - q.used as free,
    (select count(*)::int from entries e
     where e.campaign_id = q.campaign_id and e.list = q.list and e.slot_unit = q.unit_code and e.category = q.category
       and e.state = 'out' and e.burns) as burnt`,
  from: sql`quotas q join regions g on g.code = q.unit_code left join regions p on p.code = g.parent_code`,
  where: within(sql, top, 'g.path'),
  id: { as: sql`(q.unit_code || ' ' || q.category)`, type: 'text' },
  values: {
    campaign: { as: sql`q.campaign_id`, type: 'text' },
    list: { as: sql`q.list`, type: 'text' },
    unit: { as: sql`q.unit_code`, type: 'text' },
    unitName: { as: sql`g.name`, type: 'text' },
    above: { as: sql`p.name`, type: 'text', nullable: true },
    category: { as: sql`q.category`, type: 'text' },
    slots: { as: sql`q.slots`, type: 'bigint' },
    used: { as: sql`q.used`, type: 'bigint' },
    free: { as: sql`(q.slots - q.used)`, type: 'bigint' },
  },
  conditions: {
    units: (condition) => (condition.filter === 'whole' ? within(sql, condition.value, 'g.path') : sql`false`),
  },
});

/** @returns the sums of each category */
export const quotaTotals = (
  sql: Queries,
  { campaign, list, top }: ListAddress & { top: string | null },
): Promise<QuotaTotal[]> => sql<QuotaTotal[]>`
  with burnt as (
    select e.category, count(*)::int as rows from entries e join regions g on g.code = e.slot_unit
    where e.campaign_id = ${campaign} and e.list = ${list} and e.state = 'out' and e.burns and ${within(sql, top, 'g.path')}
    group by e.category)
  select q.category, sum(q.slots)::int as slots, sum(q.used)::int as used, sum(q.slots - q.used)::int as free,
         coalesce(max(b.rows), 0) as burnt, count(*) filter (where q.slots > 0)::int as units
  from quotas q join regions g on g.code = q.unit_code left join burnt b on b.category = q.category
  where q.campaign_id = ${campaign} and q.list = ${list} and ${within(sql, top, 'g.path')}
  group by q.category order by q.category`;

/** @returns the quotas of these units, locked until the end of the transaction */
export const lockQuotas = (
  sql: Queries,
  { campaign, list }: ListAddress,
  units: readonly string[],
): Promise<QuotaHeld[]> => sql<QuotaHeld[]>`
  select unit_code as unit, category, slots, used from quotas
  where campaign_id = ${campaign} and list = ${list} and unit_code = any(${[...units]})
  order by campaign_id, list, category, unit_code for update`;

/** @throws Refused with every unit whose rows take more slots than it would have */
export async function refuseBelow(
  sql: Queries,
  definition: CampaignRow['definition'],
  { below }: QuotaDifference,
): Promise<void> {
  if (below.length === 0) return;
  const nameOf = await regionNames(
    sql,
    below.map(({ unit }) => unit),
  );
  const problems = below.map(
    ({ unit, category, slots, used }): Problem => ({
      field: unit,
      ...sentence('quota-below-used', {
        unit: nameOf.get(unit) ?? unit,
        category: categoryName(definition, category),
        slots,
        used,
      }),
    }),
  );
  throw new Refused(sentence('quotas-refused', { count: problems.length }), problems);
}

export const categoryName = ({ standards }: CampaignRow['definition'], category: string): Bilingual =>
  standards.find((standard) => standard.category === category)?.name ?? { 'zh-CN': category };

/** What became of quotas that were given. */
export interface QuotasGiven {
  /** Of the act that made the quotas as they are now; null when there are none. */
  receipt: string | null;
  /** All of it was so already. */
  repeated: boolean;
  changed: number;
  same: number;
}

/**
 * Gives units their slots; what is not named stays. Nothing is written unless all of it can be.
 * @param wanted each unit and category once
 * @throws Refused with every unit that has more rows than slots
 */
export async function giveQuotas(
  tx: Queries,
  { row: { definition }, now }: LimitedList,
  { campaign, list, wanted }: ListAddress & { wanted: readonly Quota[] },
): Promise<QuotasGiven & { difference: QuotaDifference }> {
  // Two tables at once: the second one is compared with what the first one has made.
  await tx`select 1 from lists where campaign_id = ${campaign} and id = ${list} for no key update`;
  const held = await lockQuotas(tx, { campaign, list }, [...new Set(wanted.map(({ unit }) => unit))]);
  const difference = quotaDifference(held, wanted);
  await refuseBelow(tx, definition, difference);
  const { changed, same } = difference;
  const act = changed.length === 0 ? await lastAct(tx, { campaign, list }) : await newAct(tx);
  if (changed.length > 0) {
    const lines = tx.json(changed.map((change) => ({ ...change })));
    await tx`
      insert into quotas (campaign_id, list, category, unit_code, slots)
      select ${campaign}, ${list}, category, unit, slots from jsonb_to_recordset(${lines}) as c(unit text, category text, slots integer)
      on conflict (campaign_id, list, category, unit_code) do update set slots = excluded.slots`;
    await tx`
      insert into quota_changes (act, campaign_id, list, category, unit_code, before, after, at)
      select ${act}, ${campaign}, ${list}, category, unit, before, slots, ${now}
      from jsonb_to_recordset(${lines}) as c(unit text, category text, before integer, slots integer)`;
  }
  const receipt = act === null ? null : receiptNumber(act);
  return { receipt, repeated: changed.length === 0, changed: changed.length, same, difference };
}

async function newAct(sql: Queries): Promise<number> {
  const [row] = await sql<{ act: number }[]>`select nextval('quota_acts') as act`;
  return row?.act ?? 0;
}

async function lastAct(sql: Queries, { campaign, list }: ListAddress): Promise<number | null> {
  const [row] = await sql<{ act: number | null }[]>`
    select max(act) as act from quota_changes where campaign_id = ${campaign} and list = ${list}`;
  return row?.act ?? null;
}
