import type { Definition } from '../../../domain/campaign/definition/definition';
import { getCampaign } from '../../../store/campaign/campaigns';
import type { Fragment, Queries } from '../../../store/db/db';
import { deedTotals } from '../list/pair-totals';
import { rowTotals } from '../list/row-totals';
import { pathOf } from '../regions';
import { type ByPlace, byPlacesBelow, together } from './by-place';
import type { FieldTotal, PlaceTotal } from './field-total';

/**
 * Sums every numeric field over the present reports, without superseded and returned ones. The figures of a list
 * come from its rows: after a report an officer may move, strike or return one of them.
 */
export const fieldTotals = async (sql: Queries, campaign: string): Promise<FieldTotal[]> => {
  const { definition } = await getCampaign(sql, campaign);
  const totals = await totalsBy(sql, { campaign, definition, by: together(sql) });
  return totals.map(({ region: _, ...total }) => total);
};

/** @returns the same by the regions right below the campaign's scope, as they are named there */
export async function placeTotals(sql: Queries, campaign: string): Promise<PlaceTotal[]> {
  const { definition, plan } = await getCampaign(sql, campaign);
  return totalsBy(sql, { campaign, definition, by: byPlacesBelow(sql, await pathOf(sql, plan.scope)) });
}

async function totalsBy(
  sql: Queries,
  { campaign, definition, by }: { campaign: string; definition: Definition; by: ByPlace },
): Promise<PlaceTotal[]> {
  const typed = await typedTotals(sql, { campaign, stocks: stocksOf(definition), by });
  return [...typed, ...(await rowTotals(sql, campaign, by)), ...(await deedTotals(sql, campaign, by))].sort(inOrder);
}

/** Fields whose last figure counts, such as staff taking part: `form.field`. */
const stocksOf = ({ forms }: Definition): string[] =>
  Object.entries(forms).flatMap(([form, { fields }]) =>
    fields.flatMap(({ id, over }) => (over === 'last' ? [`${form}.${id}`] : [])),
  );

const inOrder = (one: PlaceTotal, other: PlaceTotal): number => {
  const [first, second] = [one, other].map(({ stage, form, field, region }) => `${stage} ${form} ${field} ${region}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
};

/** @param stocks of these only the last round of each unit's ask counts that has the figure */
const typedTotals = (
  sql: Queries,
  { campaign, stocks, by }: { campaign: string; stocks: readonly string[]; by: ByPlace },
): Promise<PlaceTotal[]> => sql<PlaceTotal[]>`
  with figures as (
    select ${by.region} as region, r.stage, r.form, f.key as field, f.value,
           ${nth(sql, stocks)} as nth
    from rounds r
    join asks u on u.round_id = r.id and u.reported_at is not null ${by.join('u.unit_code')}
    join reports p on p.id = u.report_id
    cross join lateral jsonb_each(p.figures) f
    where r.campaign_id = ${campaign} and r.origin = 'plan' and r.list is null and jsonb_typeof(f.value) = 'number')
  select region, stage, form, field, count(*) as reports, sum((value #>> '{}')::numeric)::bigint as sum
  from figures where nth = 1 group by 1, 2, 3, 4`;

/** How many of its unit's figures are newer; numbered only where stocks are asked for, because it costs a sort. */
const nth = (sql: Queries, stocks: readonly string[]): Fragment =>
  stocks.length === 0
    ? sql`1`
    : sql`case when r.form || '.' || f.key = any(${[...stocks]}::text[])
               then row_number() over (partition by r.stage, r.ask, r.form, f.key, u.unit_code order by r.opens_at desc, r.id)
               else 1 end`;
