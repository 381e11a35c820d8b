import { createHmac } from 'node:crypto';
import type { Queries } from '../../db/db';
import { type DataKey, makeFirstKeys, readKeys, unwrapKey, type WrappedKey } from './data-keys';
import type { PeopleKey } from './people-key';
import { seal, unseal } from './seal';
import type { SealedPlace } from './sealed-tables';

/** A sealed value, as in the columns `sealed` and `key_no`. */
export interface Sealed {
  sealed: Buffer;
  keyNo: number;
}

/** What a digest is of. The same text gives different digests for different kinds. */
export type DigestKind = 'id' | 'name' | 'hint' | 'file' | 'payee' | 'account';

/** The opened keys, for the transaction that they were opened in. */
export interface Keyring {
  /** @param plain plain data, which JSON keeps completely */
  seal(plain: object, place: SealedPlace): Sealed;
  /** @returns what was sealed, unchecked @throws Error when it was changed, or stood in another place */
  unseal(value: Sealed, place: SealedPlace): unknown;
  /** @param normalised text that is written in one way only @returns 16 bytes, by a key that never changes */
  digest(kind: DigestKind, normalised: string): Buffer;
}

/**
 * Half of SHA-256: equal digests of different texts are as unlikely as a guessed key, and indexes are half as large.
 */
const DIGEST_BYTES = 16;

/**
 * Opens the keys, and makes them at the first use. Open a keyring in the transaction that uses it: it costs one round
 * trip, and keys do not change before the transaction ends.
 * @throws Refused when PEOPLE_KEY is not the one that wrapped the keys
 */
export async function openKeyring(sql: Queries, people: PeopleKey): Promise<Keyring> {
  const found = await readKeys(sql);
  return keyringOf(people, found.length > 0 ? found : await makeFirstKeys(sql, people));
}

/**
 * Tries whether PEOPLE_KEY opens the keys, and makes none.
 * @returns the number of keys
 * @throws Refused when it is not the one that wrapped them
 */
export async function tryKeys(sql: Queries, people: PeopleKey): Promise<number> {
  const rows = await readKeys(sql);
  for (const row of rows) unwrapKey(people, row);
  return rows.length;
}

function keyringOf(people: PeopleKey, rows: readonly WrappedKey[]): Keyring {
  const keys = new Map(rows.map((row) => [row.no, unwrapKey(people, row)]));
  const inUse = (purpose: WrappedKey['purpose']): DataKey => {
    const key = keys.get(rows.find((row) => row.purpose === purpose && !row.retired)?.no ?? 0);
    if (!key) throw new Error(`people_keys holds no key in use to ${purpose}`);
    return key;
  };
  const [sealing, digesting] = [inUse('seal'), inUse('digest')];
  return {
    seal: (plain, place) => ({
      sealed: seal(sealing.key, Buffer.from(JSON.stringify(plain)), place),
      keyNo: sealing.no,
    }),
    unseal({ sealed, keyNo }, place) {
      const key = keys.get(keyNo);
      const plain = key ? unseal(key.key, sealed, place) : null;
      if (plain === null) throw new Error(`A sealed value of ${place} does not open under key ${keyNo}.`);
      return JSON.parse(plain.toString());
    },
    digest: (kind, normalised) =>
      createHmac('sha256', digesting.key).update(`${kind}\0${normalised}`).digest().subarray(0, DIGEST_BYTES),
  };
}
