import { deliver } from '../../../actions/ledger/deliver';
import { progress } from '../../../cli/output';
import { shellUser } from '../../../store/account/actor';
import type { Sql } from '../../../store/db/db';
import type { PeopleKey } from '../../../store/people/sealed/people-key';
import { secondsOf } from '../seconds-of';
import { CASH, keyOf, type LedgerGround, LIST, PURSE, THING } from './ground';

const WRITERS = 8;
/** Rows of one sending, as an office keys in what a village has handed over. */
const ROWS_A_SENDING = 100;

/** Deliveries with their transfers in a second, many in a sending and one; 8 writers at once. */
export interface Deliveries {
  deliveriesPerSecond: number;
  oneByOnePerSecond: number;
  delivered: number;
}

interface Delivering {
  sql: Sql;
  people: PeopleKey;
  ground: LedgerGround;
}

/**
 * Eight writers hand over what rows are entitled to. Each has counties of its own, where there are several.
 * @throws Error when a row is refused, or the accounts do not hold exactly what was handed over
 */
export async function measureDeliveries(delivering: Delivering): Promise<Deliveries> {
  const { sql, ground } = delivering;
  const { sent, oneByOne } = ground.split;
  const chosen = await sql<{ id: number }[]>`
    select e.id from entries e join regions v on v.code = e.unit_code
    join regions c on c.kind = 'county' and v.path like c.path || '%'
    where e.campaign_id = ${ground.campaign} and e.list = ${LIST} and e.unit_code <> all(${[...ground.phones]}::text[])
    order by c.code, e.id`;
  const share = Math.ceil(chosen.length / WRITERS);
  const shares = Array.from({ length: WRITERS }, (_, nth) =>
    chosen.slice(nth * share, (nth + 1) * share).map(({ id }) => id),
  );
  const take = (count: number) => shares.map((rows, nth) => rows.splice(0, Math.floor((count + nth) / WRITERS)));
  progress(`${sent} deliveries in sendings of ${ROWS_A_SENDING}, by ${WRITERS} writers …`);
  const many = await measure(delivering, take(sent), { a: ROWS_A_SENDING, kind: 2 });
  progress(`${oneByOne} deliveries, one transaction a row …`);
  const one = await measure(delivering, take(oneByOne), { a: 1, kind: 3 });
  await expectBooked(delivering, many.rows + one.rows);
  return {
    deliveriesPerSecond: Math.round(many.rows / many.seconds),
    oneByOnePerSecond: Math.round(one.rows / one.seconds),
    delivered: many.rows + one.rows,
  };
}

async function measure(
  { sql, people, ground: { campaign } }: Delivering,
  shares: number[][],
  { a, kind }: { a: number; kind: number },
): Promise<{ rows: number; seconds: number }> {
  let rows = 0;
  let sending = 0;
  const write = async (share: number[]) => {
    for (let at = 0; at < share.length; at += a) {
      sending += 1;
      const ids = share.slice(at, at + a);
      const { rows: told } = await deliver(
        {
          sql,
          by: shellUser({ NUANDONG_BY: 'keeper' }),
          client: { startCases: async () => {}, reportArrived: async () => {}, caseAnswered: async () => {} },
        },
        {
          ...{ campaign, list: LIST, submission: keyOf(sending, kind), via: 'cli', top: null, people },
          rows: ids.map((id) => ({ id, done: true })),
        },
      );
      const refused = told.find(({ is }) => is !== 'done');
      if (refused) throw new Error(`A row was not served: ${JSON.stringify(refused)}`);
      rows += told.length;
    }
  };
  const seconds = await secondsOf(() => Promise.all(shares.map(write)));
  return { rows, seconds };
}

async function expectBooked({ sql, ground: { campaign } }: Delivering, rows: number): Promise<void> {
  const held = await sql<{ item: string; quantity: number }[]>`
    select item, sum(quantity)::bigint as quantity from balances
    where campaign_id = ${campaign} and purse = ${PURSE} and account like 'with:%' group by item`;
  const quantity = (item: string) => held.find((one) => one.item === item)?.quantity;
  if (quantity('cny') !== rows * CASH || quantity(THING) !== rows)
    throw new Error(`${rows} rows were served, and the accounts say ${JSON.stringify(held)}.`);
}
