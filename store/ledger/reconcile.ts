import { randomInt } from 'node:crypto';
import { storeOf } from '../../domain/ledger/accounts';
import { MONEY } from '../../domain/ledger/items';
import { type Level, levelsOf, type PlanInFen, worthOfPlan } from '../../domain/ledger/levels';
import { type Difference, missingFrom, type Places, type Unnamed } from '../../domain/ledger/reconciliation';
import type { Queries } from '../db/db';
import { atManyRows } from '../db/plans';
import { within } from '../db/scope';
import { type Batch, silentBatches } from './bank/batches';
import { type Count, openCounts } from './counts';
import { CASE_OF_NOTE } from './dispatches';
import { ledgerOf, refuseOtherStores } from './ledger-of';
import { flowsBetween, heldBy, type Looked, rowsHeld } from './level-sums';

/** The accounts of a campaign held against each other. */
export interface Reconciliation {
  balanced: boolean;
  differences: Difference[];
  /** Where everything is, by purse and item. */
  places: Places[];
  /** The region that was looked at, by purse and item; and each region right below it. */
  whole: NamedLevel[];
  parts: NamedLevel[];
}

/** A line of a region, with its name, and what its plan is worth. */
export interface NamedLevel extends Level {
  name: string;
  /** Village, township, county … */
  kind: string;
  worth: PlanInFen | null;
}

interface Wanted {
  campaign: string;
  /** The reader's region: differences that its offices are asked about; null for all. */
  top: string | null;
  /** A region of theirs to look at instead of all. */
  region?: string | undefined;
}

/** What the plan of a region is, and what became of it; with what does not fit, by unit. */
interface LevelsHeld {
  places: Places[];
  whole: NamedLevel[];
  parts: NamedLevel[];
  off: Unnamed[];
}

/**
 * What a page shows live. Rows are held against what they have got; that balances are the sum of their transfers, which
 * reads every transfer, is left to {@link reconcile}.
 * @returns the region by purse and item, and each region right below it
 */
export async function levelsHeld(sql: Queries, looked: Looked): Promise<LevelsHeld> {
  // Each is one statement and so sees one moment; they run at once.
  const [places, { plans, off }, held, flows] = await Promise.all([
    placesOf(sql, looked.campaign),
    atManyRows(sql, (tx) => rowsHeld(tx, looked)),
    heldBy(sql, looked),
    atManyRows(sql, (tx) => flowsBetween(tx, looked)),
  ]);
  const { whole, parts } = levelsOf(looked.region, { plans, held, flows });
  const say = await namesOf(sql, [...new Set([...whole, ...parts].map(({ region }) => region))]);
  const told = (line: Level): NamedLevel => {
    const of = places.find(({ item, purse }) => item === line.item && purse === line.purse);
    const { name, kind } = say.get(line.region) ?? { name: line.region, kind: '' };
    return { ...line, name, kind, worth: worthOfPlan(line, of) };
  };
  return { places, whole: whole.map(told), parts: parts.map(told), off };
}

/**
 * Holds the transfers of a campaign against its balances, its notes and its lists. What does not fit is told by
 * place, so that somebody can be asked.
 * @throws Refused when the campaign keeps no accounts, or the region is not theirs
 */
export async function reconcile(sql: Queries, wanted: Wanted): Promise<Reconciliation> {
  const { campaign, region } = wanted;
  const { now, definition } = await ledgerOf(sql, campaign);
  const { scope } = definition;
  if (region !== undefined) await refuseOtherStores(sql, { scope, top: wanted.top }, [region]);
  const top = region ?? wanted.top;
  const [{ places, whole, parts, off }, balances, ways, purses, counts, silent] = await Promise.all([
    levelsHeld(sql, { campaign, region: top ?? scope }),
    balancesOff(sql, wanted),
    onTheWayTooLong(sql, wanted, now),
    pursesShort(sql, campaign, scope),
    openCounts(sql, { campaign, top }),
    silentBatches(sql, { campaign, now }),
  ]);
  const sums = places.flatMap((one): Unnamed[] => {
    const missing = missingFrom(one);
    if (missing === 0) return [];
    const { item, purse, came } = one;
    return [{ code: 'sum-off', item, purse, expected: came, found: came - missing, ask: scope }];
  });
  const differences = await named(sql, top, [
    ...balances,
    ...sums,
    ...ways,
    ...purses,
    ...counts.map(notConfirmed),
    ...silent.map(notAnswered),
    ...off,
  ]);
  return { balanced: differences.length === 0, differences, places, whole, parts };
}

/** @returns where everything of a campaign is, by purse and item */
const placesOf = (sql: Queries, campaign: string): Promise<Places[]> => sql<Places[]>`
  with undone as materialized (select reverses from transfers where campaign_id = ${campaign} and reverses is not null),
  standing as materialized (
    select t.item, t.purse, t.quantity, t.value_fen, t.from_account, t.to_account from transfers t
    where t.campaign_id = ${campaign} and (t.from_account like 'from:%' or t.to_account like 'from:%') and t.reverses is null
      and not exists (select from undone u where u.reverses = t.id)),
  came as (
    select item, purse, sum(quantity)::bigint as came,
           case when count(*) = count(coalesce(value_fen, case item when 'cny' then quantity end))
                then sum(coalesce(value_fen, quantity))::bigint end as value
    from standing where from_account like 'from:%' group by 1, 2),
  back as (select item, purse, sum(quantity)::bigint as back from standing where to_account like 'from:%' group by 1, 2),
  inside as (
    select item, purse,
           coalesce(sum(quantity) filter (where account like 'promised:%'), 0)::bigint as promised,
           coalesce(sum(quantity) filter (where account like 'store:%'), 0)::bigint as stores,
           coalesce(sum(quantity) filter (where account like 'way:%'), 0)::bigint as ways,
           coalesce(sum(quantity) filter (where account like 'with:%'), 0)::bigint as rows,
           coalesce(sum(quantity) filter (where account in ('to:lost', 'to:counted')), 0)::bigint as lost,
           coalesce(sum(quantity) filter (where account like 'to:%' and account not in ('to:lost', 'to:counted')), 0)::bigint as spent
    from balances where campaign_id = ${campaign} group by 1, 2)
  select i.*, coalesce(c.came, 0) as came, coalesce(b.back, 0) as back, c.value as "valueFen"
  from inside i left join came c using (item, purse) left join back b using (item, purse) order by purse, item`;

/**
 * Balances that are not the sum of their transfers: somebody has been at the database. A million accounts are not
 * compared one by one: each quantity counts by a number that follows from its account, and where the two totals differ
 * the accounts are looked at. The numbers are others each time, so nobody can choose accounts that look alike.
 */
async function balancesOff(sql: Queries, wanted: Wanted): Promise<Unnamed[]> {
  const seed = randomInt(2 ** 31);
  // Never 0; small enough that no total leaves the range of whole numbers.
  const weight = (account: string) => sql`(1 + (hashtextextended(${sql(account)}, ${seed}) & 4095))`;
  const { campaign } = wanted;
  const suspect = await sql<{ item: string; purse: string }[]>`
    with moved as (
      select item, purse, sum(quantity * (${weight('to_account')} - ${weight('from_account')})) as total
      from transfers where campaign_id = ${campaign} group by 1, 2),
    there as (
      select item, purse, sum(quantity * ${weight('account')}) as total from balances where campaign_id = ${campaign} group by 1, 2)
    select item, purse from moved full join there using (item, purse)
    where coalesce(moved.total, 0) <> coalesce(there.total, 0)`;
  const each = suspect.map((one) => accountsOff(sql, { campaign, ...one }));
  return (await Promise.all(each)).flat();
}

const accountsOff = (
  sql: Queries,
  { campaign, item, purse }: { campaign: string; item: string; purse: string },
): Promise<Unnamed[]> => sql<Unnamed[]>`
  with of as (select * from transfers where campaign_id = ${campaign} and item = ${item} and purse = ${purse}),
  moved as (
    select account, sum(change)::bigint as quantity from (
      select to_account as account, quantity as change from of union all select from_account, -quantity from of) x
    group by 1)
  select 'balance-off' as code, account, ${item} as item, ${purse} as purse, coalesce(m.quantity, 0) as expected,
         coalesce(b.quantity, 0) as found, ${officeOf(sql)} as ask
  from moved m
  full join (select * from balances where campaign_id = ${campaign} and item = ${item} and purse = ${purse}) b using (account)
  where coalesce(m.quantity, 0) <> coalesce(b.quantity, 0) order by account`;

/** The region whose office answers for an account. */
const officeOf = (sql: Queries) => sql`
  case split_part(account, ':', 1)
    when 'store' then split_part(account, ':', 2) when 'promised' then split_part(account, ':', 2)
    when 'way' then (select d.from_code from dispatches d where d.id = split_part(account, ':', 2)::bigint)
    when 'with' then (select e.unit_code from entries e where e.id = split_part(account, ':', 2)::bigint) end`;

/** Of a note whose receiver says that no more comes, the sender is asked; of one that is late, the receiver. */
const onTheWayTooLong = (sql: Queries, { campaign }: Wanted, now: string): Promise<Unnamed[]> => sql<Unnamed[]>`
  select 'on-the-way' as code, b.account, b.item, b.purse, 0 as expected, b.quantity as found, d.id as dispatch, ${CASE_OF_NOTE(sql)} as case,
         case when d.closed_at is null then d.to_code else d.from_code end as ask
  from balances b join dispatches d on d.id = split_part(b.account, ':', 2)::bigint
  where b.campaign_id = ${campaign} and b.account like 'way:%' and b.quantity > 0 and (d.closed_at is not null or d.due_at < ${now})
  order by d.id, b.item, b.purse`;

/** Somebody has counted, and nobody has confirmed it. */
const notConfirmed = ({ id, region, item, purse, expected, found }: Count): Unnamed => ({
  ...{ code: 'count-open', account: storeOf(region), count: id, item, purse, expected, found, ask: region },
});

/** What a bank was asked to pay may be paid or not: the office that has sent the file asks the bank. */
const notAnswered = ({ id, bank, store, purse, open, fen, paidFen, failedFen }: Batch): Unnamed => ({
  ...{ code: 'bank-silent', batch: id, bank, rows: open, item: MONEY, purse, ask: store },
  ...{ expected: 0, found: fen - paidFen - failedFen },
});

/** After a loss, rows may be entitled to more than there is. */
const pursesShort = (sql: Queries, campaign: string, scope: string): Promise<Unnamed[]> => sql<Unnamed[]>`
  select 'purse-short' as code, s.item, s.purse, s.quantity as expected, r.there as found, ${scope} as ask
  from entitled_sums s cross join lateral (select received(s.campaign_id, s.item, s.purse) as there) r
  where s.campaign_id = ${campaign} and s.quantity > r.there order by 3, 2`;

async function named(sql: Queries, top: string | null, found: readonly Unnamed[]): Promise<Difference[]> {
  const asked = [...new Set(found.flatMap(({ ask }) => ask ?? []))];
  const regions = await sql<{ code: string; name: string; duties: string[] }[]>`
    select g.code, g.name, array(select distinct d.role from duties d where d.region_code = g.code order by 1) as duties
    from regions g where g.code = any(${asked}::text[]) and ${within(sql, top, 'g.path')}`;
  const offices = new Map(regions.map(({ code, ...office }) => [code, office]));
  return found
    .filter(({ ask }) => top === null || (ask !== null && offices.has(ask)))
    .map((one) => {
      const { name: askName = null, duties: askDuties = [] } = offices.get(one.ask ?? '') ?? {};
      return { ...one, askName, askDuties };
    });
}

async function namesOf(sql: Queries, codes: readonly string[]): Promise<Map<string, { name: string; kind: string }>> {
  const regions = await sql<{ code: string; name: string; kind: string }[]>`
    select code, name, kind from regions where code = any(${[...codes]}::text[])`;
  return new Map(regions.map(({ code, ...one }) => [code, one]));
}
