import { MONEY_FIGURES, PAIR_DEED_NAMES, pairDeedKind } from '../../../domain/list/pairs/deed-kinds';
import { type MinimumDue, minimaAt } from '../../../domain/list/pairs/minima';
import type { CampaignRow } from '../../../store/campaign/campaigns';
import type { Fragment, Queries } from '../../../store/db/db';
import { STANDING } from '../../../store/list/lists';
import { type DeedSums, minimaMet, stands, sumsOf } from '../../../store/list/pairs/pair-deeds';
import type { ByPlace } from '../sums/by-place';
import type { PlaceTotal } from '../sums/field-total';

/** What came of the pairs of one list in one unit, or in all. Never of whom: a row may be one person's. */
export interface PairTotal extends DeedSums {
  list: string;
  /** The unit that helps; null for rows without a helper. */
  unit: string | null;
  name: string | null;
  /** Rows that its posts help now, and of these those below a minimum. */
  pairs: number;
  below: number;
}

/** The same of one post. */
export interface PostTotal extends PairTotal {
  post: string | null;
}

/** @returns the figures of asks about pairs, from their deeds as they are now */
export async function deedTotals(sql: Queries, campaign: string, by: ByPlace): Promise<PlaceTotal[]> {
  const found = await sql<(DeedSums & { region: string; stage: string; form: string; reports: number })[]>`
    select ${by.region} as region, r.stage, r.form, count(distinct (d.unit_code, r.key))::int as reports, ${sumsOf(sql)}
    from (select distinct stage, form, key, list from rounds
          where campaign_id = ${campaign} and origin = 'plan' and does = 'support') r
    join deeds d on d.campaign_id = ${campaign} and d.round_key = r.key and ${stands(sql)}
    join entries e on e.id = d.entry_id and e.list = r.list ${by.join('d.unit_code')} group by 1, 2, 3`;
  const fields = [...PAIR_DEED_NAMES.map((kind) => pairDeedKind(kind).figure.id), ...Object.keys(MONEY_FIGURES)];
  return found.flatMap(({ region, stage, form, reports, ...sums }) =>
    fields.map((field) => ({ region, stage, form, field, reports, sum: sums[field as keyof DeedSums] })),
  );
}

type Of = Pick<CampaignRow, 'id' | 'definition'>;

/** @returns what came of pairs by list and unit; rows without a helper at the end of each list */
export async function pairTotals(sql: Queries, of: Of): Promise<PairTotal[]> {
  const found: PairTotal[] = [];
  for (const counted of await countedLists(sql, of)) found.push(...(await totalsOf<PairTotal>(sql, counted)));
  return found;
}

/** Some twenty thousand: read while they are written. @returns by list, unit and post */
export async function* eachPostTotal(sql: Queries, of: Of): AsyncGenerator<PostTotal> {
  for (const counted of await countedLists(sql, of))
    for await (const some of totalsOf<PostTotal>(sql, { ...counted, byPost: true }).cursor(ROWS_AT_ONCE)) yield* some;
}

/** @returns how many {@link eachPostTotal} gives */
export async function countPostTotals(sql: Queries, { id }: Of): Promise<number> {
  const [row] = await sql<{ count: number }[]>`
    select count(*)::int as count from (
      select e.list, h.region_code, h.role from entries e join lists l on l.campaign_id = e.campaign_id and l.id = e.list and l.of = 'pair'
      left join duties h on h.id = e.helper_id where e.campaign_id = ${id} and e.state = any(${STANDING})
      union select e.list, d.unit_code, d.after ->> 'post' from deeds d join entries e on e.id = d.entry_id
      where d.campaign_id = ${id} and ${stands(sql)}) t`;
  return row?.count ?? 0;
}

const ROWS_AT_ONCE = 1000;

interface Counted {
  campaign: string;
  list: string;
  /** Its minima, in the periods with the campaign's day. */
  due: readonly MinimumDue[];
  byPost?: boolean;
}

/** The lists of pairs of a campaign. */
async function countedLists(sql: Queries, { id: campaign, definition: { lists, zone } }: Of): Promise<Counted[]> {
  const [clock] = await sql<{ today: string }[]>`
    select (campaign_now(${campaign}) at time zone ${zone})::date::text as today`;
  return Object.entries(lists ?? {}).flatMap(([list, { of, minimum }]) =>
    of === 'pair' ? [{ campaign, list, due: minimaAt(minimum, clock?.today ?? '') }] : [],
  );
}

/** Pairs are of the post that helps now, deeds of the post that did them. */
function totalsOf<Total extends PairTotal>(sql: Queries, { campaign, list, due, byPost = false }: Counted) {
  const post = (written: Fragment): Fragment => (byPost ? written : sql`''::text`);
  return sql<Total[]>`
    with here as (
      select h.region_code as unit, ${post(sql`h.role`)} as post, count(*)::int as pairs,
             count(*) filter (where h.id is not null and m.below)::int as below
      from entries e left join duties h on h.id = e.helper_id cross join lateral (${minimaMet(sql, due)}) m
      where e.campaign_id = ${campaign} and e.list = ${list} and e.state = any(${STANDING}) group by 1, 2),
    done as (
      select d.unit_code as unit, ${post(sql`d.after ->> 'post'`)} as post, ${sumsOf(sql)}
      from deeds d join entries e on e.id = d.entry_id and e.list = ${list}
      where d.campaign_id = ${campaign} and ${stands(sql)} group by 1, 2)
    select ${list}::text as list, unit, g.name, ${byPost ? sql`post,` : sql``} coalesce(h.pairs, 0) as pairs, coalesce(h.below, 0) as below,
           coalesce(contacts, 0) as contacts, coalesce(visits, 0) as visits, coalesce(problems, 0) as problems,
           coalesce(helps, 0) as helps, coalesce(gifts, 0) as gifts, coalesce(cash, 0) as cash, coalesce(goods, 0) as goods
    from here h full join done d using (unit, post) left join regions g on g.code = unit
    order by g.path nulls last, post`;
}
