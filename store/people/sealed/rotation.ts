import { setTimeout as pause } from 'node:timers/promises';
import type { Instant } from '../../../domain/instant';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { Queries, Sql } from '../../db/db';
import { freshKey, readKeys, rewrapKey } from './data-keys';
import { type Keyring, openKeyring } from './keyring';
import type { PeopleKey } from './people-key';
import { SEALED_TABLES, type SealedTable } from './sealed-tables';

/** A key as it may be told of. */
export interface KeyInfo {
  no: number;
  purpose: 'seal' | 'digest';
  madeAt: Instant;
  retiredAt: Instant | null;
  /** Values that it opens; null for the key of digests. */
  values: number | null;
}

/** @returns the keys, each with the number of values that are sealed with it */
export async function listKeys(sql: Queries): Promise<KeyInfo[]> {
  const keys = await sql<Omit<KeyInfo, 'values'>[]>`
    select no, purpose, made_at as "madeAt", retired_at as "retiredAt" from people_keys order by no`;
  const sealed = new Map<number, number>();
  for (const table of SEALED_TABLES)
    for (const { no, n } of await sql<{ no: number; n: number }[]>`
      select key_no as no, count(*) as n from ${sql(table)} where key_no is not null group by key_no`)
      sealed.set(no, (sealed.get(no) ?? 0) + n);
  return keys.map((key) => ({ ...key, values: key.purpose === 'seal' ? (sealed.get(key.no) ?? 0) : null }));
}

/** The key that seals from now on, and those whose values are to be sealed anew. */
export interface Rotation {
  to: number;
  from: readonly number[];
}

/**
 * Makes a new key and retires the present one. While an earlier rotation is not finished, it makes none.
 * Call it while nobody else uses keys (store/people/sealed/data-keys.ts).
 * @throws Refused before the first use of keys
 */
export async function beginRotation(sql: Queries, people: PeopleKey): Promise<Rotation> {
  const keys = await readKeys(sql);
  const ofSealing = keys.filter(({ purpose }) => purpose === 'seal');
  const present = ofSealing.find(({ retired }) => !retired);
  if (!present) throw new Refused(sentence('no-people-keys'));
  await openKeyring(sql, people);
  const retired = ofSealing.flatMap((key) => (key.retired ? [key.no] : []));
  if (retired.length > 0) return { to: present.no, from: retired };
  const no = Math.max(...keys.map((key) => key.no)) + 1;
  const wrapped = freshKey(people, { no, purpose: 'seal' });
  await sql`update people_keys set retired_at = clock_timestamp() where no = ${present.no}`;
  await sql`insert into people_keys (no, purpose, wrapped) values (${no}, 'seal', ${wrapped})`;
  return { to: no, from: [present.no] };
}

/** Values of one transaction. */
const BATCH = 500;
const AGAIN_MS = 200;

/**
 * Seals everything anew that retired keys have sealed, a batch in each transaction, and deletes them. What others
 * change meanwhile is theirs for the moment. Broken off, it goes on where it was.
 * @param sealed called after each batch, with the number so far
 * @returns the number of values
 */
export async function finishRotation(
  sql: Sql,
  people: PeopleKey,
  { from }: Rotation,
  sealed: (count: number) => void = () => {},
): Promise<number> {
  let count = 0;
  for (const table of SEALED_TABLES)
    for (;;) {
      const done = await sql.begin(async (transaction) => sealBatch(transaction, people, { table, from }));
      count += done;
      if (done > 0) sealed(count);
      else if (await isDone(sql, { table, from })) break;
      else await pause(AGAIN_MS);
    }
  await sql`delete from people_keys where no = any(${[...from]}::smallint[])`;
  return count;
}

interface Part {
  table: SealedTable;
  from: readonly number[];
}

async function sealBatch(sql: Queries, people: PeopleKey, { table, from }: Part): Promise<number> {
  const keyring = await openKeyring(sql, people);
  const rows = await sql<{ id: number; sealed: Buffer; keyNo: number }[]>`
    select id, sealed, key_no as "keyNo" from ${sql(table)} where key_no = any(${[...from]}::smallint[])
    limit ${BATCH} for no key update skip locked`;
  if (rows.length === 0) return 0;
  const anew = rows.map(({ id, ...value }) => ({ id, ...sealedAnew(keyring, value, table) }));
  await sql`
    update ${sql(table)} t set sealed = decode(a.sealed, 'hex'), key_no = a.key_no
    from jsonb_to_recordset(${sql.json(anew)}) as a(id bigint, sealed text, key_no smallint) where t.id = a.id`;
  return rows.length;
}

function sealedAnew(keyring: Keyring, value: { sealed: Buffer; keyNo: number }, table: SealedTable) {
  const plain = keyring.unseal(value, `${table}.sealed`) as object;
  const { sealed, keyNo } = keyring.seal(plain, `${table}.sealed`);
  return { sealed: sealed.toString('hex'), key_no: keyNo };
}

async function isDone(sql: Sql, { table, from }: Part): Promise<boolean> {
  const [left] = await sql`select from ${sql(table)} where key_no = any(${[...from]}::smallint[]) limit 1`;
  return left === undefined;
}

/**
 * Wraps the keys with another PEOPLE_KEY; what they have sealed stays. Call it while nobody else uses keys.
 * @returns the number of keys
 * @throws Refused when `from` is not the present PEOPLE_KEY
 */
export async function rewrapKeys(sql: Queries, change: { from: PeopleKey; to: PeopleKey }): Promise<number> {
  const keys = await readKeys(sql);
  for (const key of keys) await sql`update people_keys set wrapped = ${rewrapKey(key, change)} where no = ${key.no}`;
  return keys.length;
}
