import type { Plan } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import { MONEY } from '../../domain/ledger/items';
import { roundsMeant, type SteeringTarget } from '../../domain/round/round';
import { type Problem, Refused, sentence } from '../../domain/text/refusal';
import { getCampaign } from '../campaign/campaigns';
import { codeOf } from '../db/data-error';
import type { Queries } from '../db/db';
import { atManyRows } from '../db/plans';
import type { Hand } from '../list/deeds';
import { quantityOf } from './ledger-refusals';
import { rowsInUnits } from './level-sums';

/** A round of delivery in one area. */
export interface DeliveryRound {
  key: string;
  stage: string;
  list: string;
  area: string;
}

/** @returns the rounds of delivery among those that a decision means */
export const deliveryRounds = (plan: Plan, target: SteeringTarget): DeliveryRound[] =>
  roundsMeant(plan, target).flatMap(({ round: { key, stage, list, does }, area }) =>
    does === 'deliver' && list !== undefined ? [{ key, stage, list, area }] : [],
  );

/** What rows of a unit lack without a reason. */
interface Unexplained {
  unit: string;
  name: string;
  item: string;
  purse: string;
  left: number;
  rows: number;
}

/** What a note to an office of the area still carries. */
interface Carried {
  dispatch: number;
  unit: string;
  name: string;
  item: string;
  purse: string;
  left: number;
}

/** What a bank was asked to pay to rows of the area, and has not answered. */
interface Unanswered {
  batch: number;
  bank: string;
  /** The region whose store pays. */
  unit: string;
  name: string;
  rows: number;
  left: number;
}

/** Most units that a refusal names. */
const SHOWN = 100;

interface Unbalanced {
  units: Unexplained[];
  ways: Carried[];
  banks: Unanswered[];
}

/**
 * @returns what keeps a round of delivery from balancing; each unit entitled = with rows + undelivered with a reason
 */
async function unbalancedIn(
  sql: Queries,
  { campaign, list, area }: Pick<DeliveryRound, 'list' | 'area'> & { campaign: string },
): Promise<Unbalanced> {
  const inArea = sql`join regions a on a.code = ${area} and g.path ~>=~ a.path and g.path ~<~ (left(a.path, -1) || '0')`;
  const units = await atManyRows(
    sql,
    (tx) => tx<Unexplained[]>`
    with ${rowsInUnits(sql, campaign)}
    select u.unit_code as unit, g.name, u.item, u.purse, sum(u.planned - u.delivered - u.returned)::bigint as left, sum(u.rows)::int as rows
    from units u join regions g on g.code = u.unit_code ${inArea}
    where u.list = ${list} and u.why = 'unexplained'
    group by 1, 2, 3, 4 order by 1, 4, 3`,
  );
  const ways = await sql<Carried[]>`
    select d.id as dispatch, g.code as unit, g.name, b.item, b.purse, b.quantity as left
    from dispatches d join balances b on b.campaign_id = d.campaign_id and b.account = 'way:' || d.id and b.quantity > 0
    join regions g on g.code = d.to_code ${inArea}
    where d.campaign_id = ${campaign} order by d.id, b.item, b.purse`;
  const banks = await atManyRows(
    sql,
    (tx) => tx<Unanswered[]>`
    select b.id as batch, b.bank, s.code as unit, s.name, count(*)::int as rows, sum(l.fen)::bigint as left
    from bank_batches b join bank_lines l on l.batch_id = b.id and l.state = 'open'
    join entries e on e.id = l.entry_id join regions g on g.code = e.unit_code ${inArea}
    join regions s on s.code = b.store_code
    where b.campaign_id = ${campaign} and b.list = ${list} and b.withdrawn_at is null group by 1, 2, 3, 4 order by 1`,
  );
  return { units, ways, banks };
}

interface Closing {
  campaign: string;
  target?: SteeringTarget | undefined;
  now: Instant;
  hand: Hand;
}

/**
 * A round of delivery is closed when nothing is missing without a reason, nothing is on its way and banks have
 * answered, or when another person has let it be closed.
 * @param tx the transaction that records the decision
 * @throws Refused with what is missing, by unit and note
 */
export async function refuseUnbalanced(tx: Queries, { campaign, target = {}, now, hand }: Closing): Promise<void> {
  const { plan, definition } = await getCampaign(tx, campaign);
  if (Object.keys(definition.purses ?? {}).length === 0) return;
  const all: Unbalanced = { units: [], ways: [], banks: [] };
  const permits = new Set<number>();
  for (const round of deliveryRounds(plan, target)) {
    const found = await unbalancedIn(tx, { ...round, campaign });
    if (found.units.length + found.ways.length + found.banks.length === 0) continue;
    const permit = await permitFor(tx, campaign, round);
    if (permit !== null) permits.add(permit);
    else {
      all.units.push(...found.units);
      all.ways.push(...found.ways);
      all.banks.push(...found.banks);
    }
  }
  if (all.units.length + all.ways.length + all.banks.length > 0) throw refusalOf(all);
  for (const id of permits) await consumePermit(tx, { id, now, hand });
}

function refusalOf({ units, ways, banks }: Unbalanced): Refused {
  const problems = [
    ...banks.map(({ batch, bank, unit, name, rows, left }): Problem => {
      const said = { batch, bank, unit: name, rows, left: quantityOf(MONEY, left) };
      return { field: unit, ...sentence('batch-not-answered', said) };
    }),
    ...units.map(({ unit, name, rows, item, left }): Problem => {
      return { field: unit, ...sentence('unit-unexplained', { unit: name, rows, item, left: quantityOf(item, left) }) };
    }),
    ...ways.map(({ dispatch, unit, name, item, left }): Problem => {
      return {
        field: unit,
        ...sentence('way-not-empty', { dispatch, unit: name, item, left: quantityOf(item, left) }),
      };
    }),
  ];
  const rows = units.reduce((sum, one) => sum + one.rows, 0);
  const notes = new Set(ways.map(({ dispatch }) => dispatch)).size;
  return new Refused(
    sentence('stage-unbalanced', { rows, ways: notes, banks: banks.length }),
    problems.slice(0, SHOWN),
  );
}

/** A permit to close what does not balance. */
export interface Permit {
  campaign: string;
  /** Stage or round. */
  key: string;
  /** Code of the area; all of them when null. */
  area: string | null;
  at: Instant;
  hand: Hand;
}

/** @returns the number of the permit */
export async function addPermit(tx: Queries, { campaign, key, area, at, hand }: Permit): Promise<number> {
  const [made] = await tx<{ id: number }[]>`
    insert into closing_permits (campaign_id, key, area, at, account_id, by_name)
    values (${campaign}, ${key}, ${area}, ${at}, ${hand.account ?? null}, ${hand.name ?? null}) returning id`;
  return made?.id ?? 0;
}

async function permitFor(tx: Queries, campaign: string, { key, stage, area }: DeliveryRound): Promise<number | null> {
  const [found] = await tx<{ id: number }[]>`
    select id from closing_permits
    where campaign_id = ${campaign} and used_at is null and key in (${key}, ${stage}) and (area is null or area = ${area})
    order by id limit 1 for update`;
  return found?.id ?? null;
}

const consumePermit = (tx: Queries, { id, now, hand }: { id: number; now: Instant; hand: Hand }) =>
  tx`
    update closing_permits set used_at = ${now}, used_account_id = ${hand.account ?? null}, used_by_name = ${hand.name ?? null}
    where id = ${id}`.catch((error: unknown) => {
    if (codeOf(error) === 'ND012') throw new Refused(sentence('permit-same-hand'), [], { cause: error });
    throw error;
  });
