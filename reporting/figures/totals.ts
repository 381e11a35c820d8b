import type { Definition } from '../../domain/campaign/definition/definition';
import { getCampaign } from '../../store/campaign/campaigns';
import type { Fragment, Queries } from '../../store/db/db';
import type { FieldTotal } from './field-total';
import { deedTotals } from './list/pair-totals';
import { rowTotals } from './list/row-totals';

/**
 * Sums every numeric field over the present reports, without superseded and returned ones. The figures of a list
 * come from its rows: after a report an officer may move, strike or return one of them.
 */
export const fieldTotals = async (sql: Queries, campaign: string): Promise<FieldTotal[]> => {
  const { definition } = await getCampaign(sql, campaign);
  const typed = await typedTotals(sql, campaign, stocksOf(definition));
  return [...typed, ...(await rowTotals(sql, campaign)), ...(await deedTotals(sql, campaign))].sort(inOrder);
};

/** Fields whose last figure counts, such as staff taking part: `form.field`. */
const stocksOf = ({ forms }: Definition): string[] =>
  Object.entries(forms).flatMap(([form, { fields }]) =>
    fields.flatMap(({ id, over }) => (over === 'last' ? [`${form}.${id}`] : [])),
  );

const inOrder = (one: FieldTotal, other: FieldTotal): number => {
  const [first, second] = [one, other].map(({ stage, form, field }) => `${stage} ${form} ${field}`);
  return (first ?? '') < (second ?? '') ? -1 : 1;
};

/** @param stocks of these only the last round of each unit's ask counts that has the figure */
const typedTotals = (sql: Queries, campaign: string, stocks: readonly string[]): Promise<FieldTotal[]> => sql<
  FieldTotal[]
>`
  with figures as (
    select r.stage, r.form, f.key as field, f.value,
           ${nth(sql, stocks)} as nth
    from rounds r
    join asks u on u.round_id = r.id and u.reported_at is not null
    join reports p on p.id = u.report_id
    cross join lateral jsonb_each(p.figures) f
    where r.campaign_id = ${campaign} and r.origin = 'plan' and r.list is null and jsonb_typeof(f.value) = 'number')
  select stage, form, field, count(*) as reports, sum((value #>> '{}')::numeric)::bigint as sum
  from figures where nth = 1 group by 1, 2, 3`;

/** How many of its unit's figures are newer; numbered only where stocks are asked for, because it costs a sort. */
const nth = (sql: Queries, stocks: readonly string[]): Fragment =>
  stocks.length === 0
    ? sql`1`
    : sql`case when r.form || '.' || f.key = any(${[...stocks]}::text[])
               then row_number() over (partition by r.stage, r.ask, r.form, f.key, u.unit_code order by r.opens_at desc, r.id)
               else 1 end`;
