import type { Instant } from '../../../domain/instant';
import type {
  DeliveryOutcome,
  Mark,
  ProxyRelation,
  Rest,
  ReturnReason,
  WayToDeliver,
} from '../../../domain/ledger/delivery';
import type { Part } from '../../../domain/ledger/hand-out';
import type { Fragment, Queries } from '../../db/db';
import { within } from '../../db/scope';
import type { Source } from '../../table/keyset';

/** A delivery as it is listed: nobody's name but masked ones. */
export interface DeliveryListed {
  id: number;
  /** Number of the row, its list, the masked name on it, its unit with its name. */
  entry: number;
  list: string;
  shown: string;
  unit: string;
  place: string;
  outcome: DeliveryOutcome;
  how: WayToDeliver | null;
  /** When it was handed over, and when that arrived here. */
  handedAt: Instant;
  at: Instant;
  things: Part[];
  /** In which of the list's ways it helps. */
  helps: string[];
  rest: Rest | null;
  returned: ReturnReason | null;
  mark: Mark | null;
  /** Since when the picture of the signature is here. */
  signedAt: Instant | null;
  relation: ProxyRelation | null;
  /** For how many rows of the campaign the same proxy has signed. */
  proxyFor: number | null;
  /** More than the campaign allows one person. */
  flagged: boolean;
  case: number | null;
  /** Number on the receipt of what was booked. */
  act: number | null;
}

/** Which deliveries: by outcome; `unsigned` are those whose picture is missing, `proxies` those of a flagged proxy. */
export interface DeliveriesWanted {
  campaign: string;
  top: string | null;
  which?: DeliveryOutcome | Doubt | undefined;
  /** Code of a region: rows below it. */
  unit?: string | undefined;
  /** Number of a row. */
  entry?: number | undefined;
  /** `id` of the last delivery of the page before. */
  before?: number | undefined;
  limit: number;
}

/** Rows for which a proxy has signed who signs for more of them than the campaign allows, as `many (entry_id, n)`. */
export const rowsOfManyProxies = (sql: Queries, campaign: string): Fragment => sql`
  select v.entry_id, max(m.n)::int as n
  from (select proxy_digest, count(distinct entry_id) as n from deliveries
        where campaign_id = ${campaign} and proxy_digest is not null and outcome in ('given', 'waits') group by 1) m
  join deliveries v on v.campaign_id = ${campaign} and v.proxy_digest = m.proxy_digest
  where m.n > (select coalesce((definition #>> '{delivery,proxy,limit}')::int, 2147483647) from campaigns where id = ${campaign})
  group by 1`;

const proxyFor = (sql: Queries): Fragment => sql`
  case when v.proxy_digest is not null then (
    select count(distinct o.entry_id)::int from deliveries o
    where o.campaign_id = v.campaign_id and o.proxy_digest = v.proxy_digest) end`;

const listed = (sql: Queries): Fragment => sql`
  v.id, v.entry_id as entry, e.list, e.shown, e.unit_code as unit, g.name as place, v.outcome, v.how, v.handed_at as "handedAt", d.at,
  v.things, v.helps, v.rest, v.returned, v.mark, v.signed_at as "signedAt", v.relation, v.act_id as act, d.case_id as case,
  ${proxyFor(sql)} as "proxyFor"`;

const from = (sql: Queries): Fragment => sql`
  deliveries v join deeds d on d.id = v.deed_id join entries e on e.id = v.entry_id join regions g on g.code = e.unit_code`;

const isUnsigned = (sql: Queries): Fragment => sql`(v.signature is not null and v.signed_at is null)`;

/** Its picture is missing; its proxy signs for more rows than the campaign allows. */
type Doubt = 'unsigned' | 'proxies';

/** A delivery in the table of all, with what is in doubt about it. */
export interface DeliveryFound extends DeliveryListed {
  doubt: Doubt | null;
}

/** Deliveries of a campaign, as far as the reader may see them. @param top highest region; null: all */
export function deliverySource(sql: Queries, { campaign, top }: { campaign: string; top: string | null }): Source {
  const ofMany = sql`
    (v.proxy_digest is not null and v.entry_id in (select entry_id from (${rowsOfManyProxies(sql, campaign)}) many))`;
  const doubts = { unsigned: isUnsigned(sql), proxies: ofMany };
  return {
    columns: sql`
      ${listed(sql)}, ${ofMany} as flagged,
      case when ${isUnsigned(sql)} then 'unsigned' when ${ofMany} then 'proxies' end as doubt`,
    from: from(sql),
    where: within(sql, top, 'g.path'),
    id: { as: sql`v.id`, type: 'bigint' },
    values: {
      campaign: { as: sql`v.campaign_id`, type: 'text' },
      entry: { as: sql`v.entry_id`, type: 'bigint' },
      outcome: { as: sql`v.outcome`, type: 'text' },
      mark: { as: sql`v.mark`, type: 'text', nullable: true },
      how: { as: sql`v.how`, type: 'text', nullable: true },
      handedAt: { as: sql`v.handed_at`, type: 'timestamptz' },
    },
    conditions: {
      units: (condition) => (condition.filter === 'whole' ? within(sql, condition.value, 'g.path') : sql`false`),
      doubt: (condition) =>
        condition.filter === 'choice'
          ? sql`(${condition.values.reduce<Fragment>((some, one) => sql`${some} or ${doubts[one as Doubt]}`, sql`false`)})`
          : sql`false`,
    },
  };
}

/** @returns deliveries within the reader's region, the newest first */
export const deliveriesOf = (sql: Queries, wanted: DeliveriesWanted): Promise<DeliveryListed[]> => {
  const { campaign, top, which, unit, entry, before, limit } = wanted;
  return sql<DeliveryListed[]>`
    with many as materialized (${rowsOfManyProxies(sql, campaign)})
    select ${listed(sql)}, v.proxy_digest is not null and m.n is not null as flagged
    from ${from(sql)} left join many m on m.entry_id = v.entry_id
    where v.campaign_id = ${campaign} and ${within(sql, top, 'g.path')} ${whichOf(sql, which)}
      ${unit === undefined ? sql`` : sql`and ${within(sql, unit, 'g.path')}`}
      ${entry === undefined ? sql`` : sql`and v.entry_id = ${entry}`}
      ${before === undefined ? sql`` : sql`and v.id < ${before}`}
    order by v.id desc limit ${limit}`;
};

function whichOf(sql: Queries, which: DeliveriesWanted['which']): Fragment {
  if (which === undefined) return sql``;
  if (which === 'unsigned') return sql`and ${isUnsigned(sql)}`;
  if (which === 'proxies') return sql`and v.proxy_digest is not null and m.n is not null`;
  return sql`and v.outcome = ${which}`;
}

/** How far deliveries are, by outcome; and how many signatures are still on their way. */
export interface DeliveryCounts {
  outcomes: Partial<Record<DeliveryOutcome, number>>;
  signed: number;
  unsigned: number;
  proxies: number;
}

/** @returns counts of deliveries within the reader's region */
export async function countDeliveries(
  sql: Queries,
  { campaign, top }: { campaign: string; top: string | null },
): Promise<DeliveryCounts> {
  const counted = await sql<
    { outcome: DeliveryOutcome; n: number; signed: number; unsigned: number; proxies: number }[]
  >`
    select v.outcome, count(*)::int as n, count(v.signed_at)::int as signed,
           count(*) filter (where v.signature is not null and v.signed_at is null)::int as unsigned,
           count(v.proxy_digest)::int as proxies
    from deliveries v join entries e on e.id = v.entry_id join regions g on g.code = e.unit_code
    where v.campaign_id = ${campaign} and ${within(sql, top, 'g.path')} group by 1`;
  const sum = (of: (one: (typeof counted)[number]) => number) => counted.reduce((all, one) => all + of(one), 0);
  return {
    outcomes: Object.fromEntries(counted.map(({ outcome, n }) => [outcome, n])),
    ...{ signed: sum((one) => one.signed), unsigned: sum((one) => one.unsigned), proxies: sum((one) => one.proxies) },
  };
}
