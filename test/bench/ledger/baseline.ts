import { progress } from '../../../cli/output';
import type { Sql, Transaction } from '../../../store/db/db';
import { json } from '../../../store/db/json';
import { secondsOf } from '../seconds-of';
import { CASH, type LedgerGround, LIST, PURSE, THING } from './ground';

/** Enough for a rate. */
const ROWS = 1600;
const WRITERS = 8;
const AT = '2026-12-08T02:00:00.000Z';

/** The same work as an application with an object mapper does it, in rows a second. */
export interface OneByOne {
  baselineEntitlementsPerSecond: number;
  baselineDeliveriesPerSecond: number;
}

/**
 * One transaction for each row: every record is read as a whole, changed in memory and written, and the rules are in
 * the code. Its tables are like ours, without our triggers and foreign keys, so nothing but the way of working differs.
 */
export async function measureOneByOne(sql: Sql, ground: LedgerGround): Promise<OneByOne> {
  progress(`${ROWS} rows, one transaction each …`);
  const rows = await copyTables(sql, ground);
  const shares = Array.from({ length: WRITERS }, (_, writer) => rows.filter((_row, nth) => nth % WRITERS === writer));
  const rate = async (work: (tx: Transaction, row: number, store: string) => Promise<void>): Promise<number> => {
    const seconds = await secondsOf(() =>
      Promise.all(
        shares.map(async (share, writer) => {
          for (const row of share) await sql.begin((tx) => work(tx, row, `store:${writer}`));
        }),
      ),
    );
    return Math.round(rows.length / seconds);
  };
  const baselineEntitlementsPerSecond = await rate(entitle);
  const baselineDeliveriesPerSecond = await rate(handOver);
  await sql`drop schema mapped cascade`;
  return { baselineEntitlementsPerSecond, baselineDeliveriesPerSecond };
}

/** @returns the numbers of the rows */
async function copyTables(sql: Sql, { campaign }: LedgerGround): Promise<number[]> {
  await sql`create schema mapped`;
  for (const table of ['entries', 'entitled_sums', 'balances', 'ledger_acts', 'transfers', 'deeds', 'deliveries'])
    await sql`create table mapped.${sql(table)} (like ${sql(table)} including all)`;
  const rows = await sql<{ id: number }[]>`
    insert into mapped.entries overriding system value
    select * from entries where campaign_id = ${campaign} and list = ${LIST} order by id limit ${ROWS} returning id`;
  for (const [item, quantity] of Object.entries({ cny: ROWS * CASH, [THING]: ROWS })) {
    await sql`insert into mapped.entitled_sums (campaign_id, item, purse) values (${campaign}, ${item}, ${PURSE})`;
    for (let writer = 0; writer < WRITERS; writer += 1)
      await sql`
        insert into mapped.balances (campaign_id, account, item, purse, quantity)
        values (${campaign}, ${`store:${writer}`}, ${item}, ${PURSE}, ${quantity})`;
  }
  return rows.map(({ id }) => id);
}

interface Row {
  id: number;
  campaign_id: string;
  unit_code: string;
  done: number;
  state: string;
  category: string;
  heads: number;
  version: number;
}

const readRow = async (tx: Transaction, id: number): Promise<Row> => {
  const [row] = await tx<Row[]>`select * from mapped.entries where id = ${id} for update`;
  if (!row) throw new Error(`There is no row ${id}.`);
  return row;
};

/** Freezes what one row is entitled to, and adds it to what the purse answers for. */
async function entitle(tx: Transaction, id: number): Promise<void> {
  const row = await readRow(tx, id);
  if (row.state !== 'in') throw new Error(`Row ${id} is not in.`);
  const goods = [{ item: THING, quantity: 1, purse: PURSE }];
  const entitled = [{ category: row.category, cash: CASH, purse: PURSE, goods }];
  for (const [item, quantity] of [
    ['cny', CASH],
    [THING, 1],
  ] as const) {
    const [sum] = await tx<{ quantity: number }[]>`
      select * from mapped.entitled_sums
      where campaign_id = ${row.campaign_id} and item = ${item} and purse = ${PURSE} for update`;
    await tx`
      update mapped.entitled_sums set quantity = ${(sum?.quantity ?? 0) + quantity}
      where campaign_id = ${row.campaign_id} and item = ${item} and purse = ${PURSE}`;
  }
  await tx`
    update mapped.entries set entitled = ${json(tx, entitled)}, done = 2, version = ${row.version + 1}, changed_at = ${AT}
    where id = ${id}`;
  await writeDeed(tx, row, 'approve');
}

/** Hands over to one row what it is entitled to, out of a store. */
async function handOver(tx: Transaction, id: number, store: string): Promise<void> {
  const row = await readRow(tx, id);
  if (row.done !== 2) throw new Error(`Row ${id} is not approved.`);
  const [act] = await tx<{ id: number }[]>`
    insert into mapped.ledger_acts (campaign_id, key, digest, kind, at, by_name, via)
    values (${row.campaign_id}, gen_random_uuid(), sha256('one'), 'deliver', ${AT}, 'mapped', 'cli') returning *`;
  const things = [
    { item: 'cny', purse: PURSE, quantity: CASH },
    { item: THING, purse: PURSE, quantity: 1 },
  ];
  for (const { item, quantity } of things) {
    const key = tx`campaign_id = ${row.campaign_id} and item = ${item} and purse = ${PURSE}`;
    const [held] = await tx<{ quantity: number }[]>`
      select * from mapped.balances where ${key} and account = ${store} for update`;
    if (!held || held.quantity < quantity) throw new Error(`${store} lacks ${item}.`);
    await tx`update mapped.balances set quantity = ${held.quantity - quantity} where ${key} and account = ${store}`;
    await tx`
      insert into mapped.balances (campaign_id, account, item, purse, quantity)
      values (${row.campaign_id}, ${`with:${id}`}, ${item}, ${PURSE}, ${quantity})`;
    await tx`
      insert into mapped.transfers (act_id, campaign_id, kind, item, purse, quantity, from_account, to_account)
      values (${act?.id ?? 0}, ${row.campaign_id}, 'deliver', ${item}, ${PURSE}, ${quantity}, ${store}, ${`with:${id}`})`;
  }
  await tx`update mapped.entries set done = 3, version = ${row.version + 1}, changed_at = ${AT} where id = ${id}`;
  const deed = await writeDeed(tx, row, 'deliver');
  await tx`
    insert into mapped.deliveries (deed_id, campaign_id, entry_id, outcome, handed_at, things, act_id)
    values (${deed}, ${row.campaign_id}, ${id}, 'given', ${AT}, ${json(tx, things)}, ${act?.id ?? 0})`;
}

async function writeDeed(tx: Transaction, row: Row, kind: string): Promise<number> {
  const standing = json(tx, { done: row.done, state: row.state });
  const [deed] = await tx<{ id: number }[]>`
    insert into mapped.deeds (campaign_id, entry_id, unit_code, kind, at, by_name, via, before, after)
    values (${row.campaign_id}, ${row.id}, ${row.unit_code}, ${kind}, ${AT}, 'mapped', 'cli', ${standing}, ${standing}) returning *`;
  return deed?.id ?? 0;
}
