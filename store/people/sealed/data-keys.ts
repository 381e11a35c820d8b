import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { Queries, Sql } from '../../db/db';
import type { PeopleKey } from './people-key';
import { seal, unseal } from './seal';

export type Purpose = 'seal' | 'digest';

/** A row of `people_keys`. */
export interface WrappedKey {
  no: number;
  purpose: Purpose;
  wrapped: Buffer;
  retired: boolean;
}

/** A key that was opened with PEOPLE_KEY. */
export interface DataKey {
  no: number;
  key: KeyObject;
}

const BYTES = 32;
/** Numbers of the first two keys. */
const FIRST: readonly { no: number; purpose: Purpose }[] = [
  { no: 1, purpose: 'seal' },
  { no: 2, purpose: 'digest' },
];
/** Any constant number: held in shared mode by transactions that use keys, alone by whoever changes keys. */
const KEYS_LOCK = 20_261_129;

const contextOf = ({ no, purpose }: Pick<WrappedKey, 'no' | 'purpose'>): string => `people_keys ${no} ${purpose}`;

/** @returns a new random key, wrapped */
export const freshKey = (people: PeopleKey, named: Pick<WrappedKey, 'no' | 'purpose'>): Buffer =>
  seal(people, randomBytes(BYTES), contextOf(named));

/** @throws Refused when PEOPLE_KEY is not the one that wrapped the key */
export function unwrapKey(people: PeopleKey, row: WrappedKey): DataKey {
  const bytes = unseal(people, row.wrapped, contextOf(row));
  if (bytes === null) throw new Refused(sentence('people-key-wrong'));
  return { no: row.no, key: createSecretKey(bytes) };
}

/** @returns the same key, wrapped by another PEOPLE_KEY @throws Refused when `from` is not the present one */
export const rewrapKey = (row: WrappedKey, { from, to }: { from: PeopleKey; to: PeopleKey }): Buffer =>
  seal(to, unwrapKey(from, row).key.export(), contextOf(row));

/**
 * Reads the keys. In a transaction they stay as they are until its end: who changes keys waits.
 * @returns none before the first use
 */
export async function readKeys(sql: Queries): Promise<WrappedKey[]> {
  // Sent together; each statement sees what was committed before it.
  const [, rows] = await Promise.all([
    sql`select pg_advisory_xact_lock_shared(${KEYS_LOCK})`,
    sql<WrappedKey[]>`
      select no, purpose, wrapped, retired_at is not null as retired from people_keys order by no`,
  ]);
  return [...rows];
}

/** Makes the first keys. Of two processes one wins, and both get its keys. */
export async function makeFirstKeys(sql: Queries, people: PeopleKey): Promise<WrappedKey[]> {
  const fresh = FIRST.map((named) => ({ ...named, wrapped: freshKey(people, named) }));
  await sql`insert into people_keys ${sql(fresh, 'no', 'purpose', 'wrapped')} on conflict do nothing`;
  return readKeys(sql);
}

/** Who waits for a lock makes all wait who ask for it later: after this time the change gives way, and tries again. */
const LOCK_TIMEOUT = '2s';
const GIVE_WAY_MS = 3000;
const TRIES = 60;
/** Postgres: lock_not_available. */
const WAITED_IN_VAIN = '55P03';

/**
 * Runs a step, in a transaction, while nobody else uses keys. Transactions that use them are waited for; a long one,
 * such as the import of a list, is given way.
 * @throws Refused when keys were in use for five minutes
 */
export async function withKeysAlone<T>(sql: Sql, step: (transaction: Queries) => Promise<T>): Promise<T> {
  for (let attempt = 1; attempt <= TRIES; attempt++) {
    try {
      return (await sql.begin(async (transaction) => {
        await transaction.unsafe(`set local lock_timeout = '${LOCK_TIMEOUT}'`);
        await transaction`select pg_advisory_xact_lock(${KEYS_LOCK})`;
        return step(transaction);
      })) as T;
    } catch (error) {
      if ((error as { code?: string }).code !== WAITED_IN_VAIN) throw error;
    }
    await pause(GIVE_WAY_MS);
  }
  throw new Refused(sentence('people-keys-busy'));
}
