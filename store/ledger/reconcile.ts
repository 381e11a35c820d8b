import { storeOf } from '../../domain/ledger/accounts';
import { MONEY } from '../../domain/ledger/items';
import { type Level, levelsOf, type PlanInFen, worthOfPieces, worthOfPlan } from '../../domain/ledger/levels';
import { type Difference, missingFrom, type Places, type Unnamed } from '../../domain/ledger/reconciliation';
import type { Queries } from '../db/db';
import { atManyRows } from '../db/plans';
import { within } from '../db/scope';
import { type Batch, silentBatches } from './bank/batches';
import { type Count, openCounts } from './counts';
import { CASE_OF_NOTE } from './dispatches';
import { balancesOff, officeOf, placesOf } from './kept/books-held';
import { KEPT, type LastCount } from './kept/kept-sums';
import { ledgerOf, refuseOtherStores } from './ledger-of';
import { COUNTED_NOW, flowsBetween, type Given, heldBy, type Looked, rowsHeld, type Sums } from './level-sums';

/** The accounts of a campaign held against each other. */
export interface Reconciliation {
  balanced: boolean;
  differences: Difference[];
  /** Where everything is, by purse and item. */
  places: Places[];
  /** The region that was looked at, by purse and item; and each region right below it. */
  whole: NamedLevel[];
  parts: NamedLevel[];
  /** What is with the rows of each part, by category. */
  given: WorthGiven[];
}

/** What rows have, and what it is worth in fen; null where nobody knows the value of what came. */
export interface WorthGiven extends Given {
  worth: number | null;
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
interface LevelsHeld extends Pick<Reconciliation, 'whole' | 'parts' | 'given'> {
  off: Unnamed[];
}

/** Sums, and what else a count tells of a whole campaign. */
interface Books {
  sums: Sums;
  places: readonly Places[];
}

/** @returns the region by purse and item, and each region right below it */
export async function levelsHeld(sql: Queries, looked: Looked, { sums, places }: Books): Promise<LevelsHeld> {
  // Each is one statement and so sees one moment; they run at once.
  const [{ plans, given, off }, held, flows] = await Promise.all([
    atManyRows(sql, (tx) => rowsHeld(tx, looked, sums)),
    heldBy(sql, looked),
    atManyRows(sql, (tx) => flowsBetween(tx, looked, sums)),
  ]);
  const { whole, parts } = levelsOf(looked.region, { plans, held, flows });
  const say = await namesOf(sql, [...new Set([...whole, ...parts].map(({ region }) => region))]);
  const placesOfThing = (line: { item: string; purse: string }) =>
    places.find(({ item, purse }) => item === line.item && purse === line.purse);
  const told = (line: Level): NamedLevel => {
    const { name, kind } = say.get(line.region) ?? { name: line.region, kind: '' };
    return { ...line, name, kind, worth: worthOfPlan(line, placesOfThing(line)) };
  };
  const worth = given.map((one) => ({ ...one, worth: worthOfPieces(one, placesOfThing(one)) }));
  return { whole: whole.map(told), parts: parts.map(told), given: worth, off };
}

/**
 * Holds the transfers of a campaign against its balances, its notes and its lists. What does not fit is told by
 * place, so that somebody can be asked.
 * @param kept the last count, where a page shows that; left out, all is counted now
 * @throws Refused when the campaign keeps no accounts, or the region is not theirs
 */
export async function reconcile(sql: Queries, wanted: Wanted, kept?: LastCount): Promise<Reconciliation> {
  const { campaign, region } = wanted;
  const { now, definition } = await ledgerOf(sql, campaign);
  const { scope } = definition;
  if (region !== undefined) await refuseOtherStores(sql, { scope, top: wanted.top }, [region]);
  const top = region ?? wanted.top;
  const [places, balances] = kept
    ? [kept.places, kept.off]
    : await Promise.all([placesOf(sql, campaign), balancesOff(sql, wanted)]);
  const books = { sums: kept ? KEPT : COUNTED_NOW, places };
  const [{ whole, parts, given, off }, ways, purses, counts, silent] = await Promise.all([
    levelsHeld(sql, { campaign, region: top ?? scope }, books),
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
  return { balanced: differences.length === 0, differences, places, whole, parts, given };
}

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

/** After a loss, rows may be entitled to more than there is: it is asked where most of it was lost. */
const pursesShort = (sql: Queries, campaign: string, scope: string): Promise<Unnamed[]> => sql<Unnamed[]>`
  select 'purse-short' as code, s.item, s.purse, s.quantity as expected, r.there as found, l.account,
         coalesce(${officeOf(sql)}, ${scope}) as ask
  from entitled_sums s cross join lateral (select received(s.campaign_id, s.item, s.purse) as there) r
  left join lateral (
    select t.from_account as account from transfers t
    where t.campaign_id = s.campaign_id and t.kind = 'lose' and t.item = s.item and t.purse = s.purse
      and not exists (select from transfers u where u.reverses = t.id)
    group by 1 order by sum(t.quantity) desc, 1 limit 1) l on true
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
