import type { Instant } from '../../../domain/instant';
import { PAIR_DEED_NAMES } from '../../../domain/list/pairs/deed-kinds';
import { type Bounds, boundsOf, happenedIn, type Period } from '../../../domain/report/period';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { CampaignRow } from '../../../store/campaign/campaigns';
import type { Fragment, Queries } from '../../../store/db/db';
import { asOf } from '../as-of';
import { type Decision, decisions } from '../log';
import { before, during, type In } from './counted';
import {
  type PeriodPairs,
  type PeriodPostings,
  type PeriodSample,
  pairsIn,
  postingsIn,
  samplesIn,
} from './period-lists';

/**
 * Returns of one stage: how many were asked for until the end of the period, came in it, and are missing at its end.
 */
export interface PeriodReturns {
  stage: string;
  asked: number;
  onTime: number;
  late: number;
  missing: number;
}

/** Rows of a list with which something was done in the period: a step, or another act; help for pairs is told apart. */
export interface PeriodActs {
  list: string;
  kind: string;
  rows: number;
}

/**
 * An item of a purse in the stores and on the way, whole units or fen. `closing` = `opening` + `came` + `counted` −
 * `delivered` − `spent` − `lost` − `back`; what was undone counts the other way.
 */
export interface PeriodGoods {
  purse: string;
  item: string;
  opening: number;
  /** From donors, the treasury and sellers. */
  came: number;
  /** To rows, less what they brought back. */
  delivered: number;
  spent: number;
  lost: number;
  back: number;
  /** By counts, more or less than the books said. */
  counted: number;
  closing: number;
}

/** Deliveries of a list by what became of them, and how. */
export interface PeriodDeliveries {
  list: string;
  outcome: string;
  how: string | null;
  deliveries: number;
}

/** Cases of one kind, without drills: opened and closed in the period, open at its end. */
export interface PeriodCases {
  kind: string;
  opened: number;
  closed: number;
  open: number;
}

/** What happened in a campaign in a period, and what stood at its end; see `COUNTED` (domain/report/period.ts). */
export interface PeriodFigures {
  period: Period;
  /** Its days as instants. */
  bounds: Bounds;
  /** The end of the period, or now where that is earlier. */
  asOf: Instant;
  /** The period goes on. */
  isRunning: boolean;
  returns: PeriodReturns[];
  acts: PeriodActs[];
  goods: PeriodGoods[];
  deliveries: PeriodDeliveries[];
  cases: PeriodCases[];
  postings: PeriodPostings[];
  pairs: PeriodPairs[];
  samples: PeriodSample[];
  decisions: Decision[];
}

/**
 * @returns the figures of a period; one that goes on is told as far as it has come
 * @throws Refused when it has not begun
 */
export async function periodFigures(sql: Queries, row: CampaignRow, period: Period): Promise<PeriodFigures> {
  const { id: campaign, plan } = row;
  const bounds = boundsOf(period, plan.zone);
  const now = asOf(row);
  if (now < bounds.from) throw new Refused(sentence('period-ahead', { from: period.from }));
  const isRunning = now < bounds.until;
  const of = { campaign, bounds };
  const stages = plan.stages.map(({ id }) => id);
  const returns = await returnsIn(sql, of);
  return {
    ...{ period, bounds, isRunning, asOf: isRunning ? now : lastMomentOf(bounds) },
    returns: returns.toSorted((one, other) => stages.indexOf(one.stage) - stages.indexOf(other.stage)),
    acts: await actsIn(sql, of),
    goods: await goodsIn(sql, of),
    deliveries: await deliveriesIn(sql, of),
    cases: await casesIn(sql, of),
    postings: await postingsIn(sql, of),
    pairs: await pairsIn(sql, of),
    samples: await samplesIn(sql, of),
    decisions: (await decisions(sql, campaign)).filter(({ at }) => happenedIn(bounds, at)),
  };
}

const lastMomentOf = ({ until }: Bounds): Instant => new Date(Date.parse(until) - 1000).toISOString();

const returnsIn = (sql: Queries, { campaign, bounds }: In): Promise<PeriodReturns[]> => sql<PeriodReturns[]>`
  select r.stage, count(*)::int as asked,
         (count(*) filter (where ${during(sql, bounds, 'return', 'u')} and u.reported_at < r.due_at))::int as "onTime",
         (count(*) filter (where ${during(sql, bounds, 'return', 'u')} and u.reported_at >= r.due_at))::int as late,
         (count(*) filter (where (${before(sql, bounds, 'return', 'u')}) is not true))::int as missing
  from rounds r join asks u on u.round_id = r.id
  where r.campaign_id = ${campaign} and r.origin = 'plan' and ${before(sql, bounds, 'asked', 'r')} group by 1`;

/** What helpers do, and what undoes it. */
const FOR_PAIRS = [...PAIR_DEED_NAMES, 'undo'];

const actsIn = (sql: Queries, { campaign, bounds }: In): Promise<PeriodActs[]> => sql<PeriodActs[]>`
  select e.list, d.kind, count(distinct d.entry_id)::int as rows
  from deeds d join entries e on e.id = d.entry_id
  where d.campaign_id = ${campaign} and ${during(sql, bounds, 'deed', 'd')} and d.kind <> all(${FOR_PAIRS}) group by 1, 2 order by 1, 2`;

/** Between stores and notes nothing is lost or won, so only what goes in or out of both counts. */
const goodsIn = (sql: Queries, { campaign, bounds }: In): Promise<PeriodGoods[]> => {
  const sum = (which: Fragment) => sql`coalesce(sum(quantity) filter (where inside and ${which}), 0)::bigint`;
  return sql<PeriodGoods[]>`
    with acts as materialized (
      select a.id, ${during(sql, bounds, 'transfers', 'a')} as inside from ledger_acts a
      where a.campaign_id = ${campaign} and ${before(sql, bounds, 'transfers', 'a')}),
    ends as (
      select t.purse, t.item, x.sign * t.quantity as quantity, a.inside, split_part(x.other, ':', 1) as other,
             split_part(x.other, ':', 2) as word, t.kind
      from transfers t join acts a on a.id = t.act_id
      cross join lateral (values (t.to_account, t.from_account, 1), (t.from_account, t.to_account, -1)) x(here, other, sign)
      where t.campaign_id = ${campaign} and x.here ~ '^(store|way):' and x.other !~ '^(store|way):')
    select purse, item, coalesce(sum(quantity) filter (where not inside), 0)::bigint as opening,
           ${sum(sql`other in ('from', 'promised') and word <> 'counted' and kind <> 'return'`)} as came,
           -${sum(sql`other = 'with'`)} as delivered,
           -${sum(sql`other = 'to' and word not in ('lost', 'counted')`)} as spent,
           -${sum(sql`other = 'to' and word = 'lost'`)} as lost,
           -${sum(sql`other in ('from', 'promised') and kind = 'return'`)} as back,
           ${sum(sql`word = 'counted'`)} as counted,
           sum(quantity)::bigint as closing
    from ends group by 1, 2 order by 1, 2`;
};

const deliveriesIn = (sql: Queries, { campaign, bounds }: In): Promise<PeriodDeliveries[]> => sql<PeriodDeliveries[]>`
  select e.list, v.outcome, v.how, count(*)::int as deliveries
  from deliveries v join deeds d on d.id = v.deed_id join entries e on e.id = v.entry_id
  where v.campaign_id = ${campaign} and ${during(sql, bounds, 'deed', 'd')} group by 1, 2, 3 order by 1, 2, 3`;

const casesIn = (sql: Queries, { campaign, bounds }: In): Promise<PeriodCases[]> => sql<PeriodCases[]>`
  select c.kind, (count(*) filter (where ${during(sql, bounds, 'caseOpened', 'c')}))::int as opened,
         (count(*) filter (where ${during(sql, bounds, 'caseClosed', 'c')}))::int as closed,
         (count(*) filter (where (${before(sql, bounds, 'caseClosed', 'c')}) is not true))::int as open
  from cases c left join alerts a on a.id = c.alert_id
  where c.campaign_id = ${campaign} and not coalesce(a.drill, false) and ${before(sql, bounds, 'caseOpened', 'c')} group by 1 order by 1`;
