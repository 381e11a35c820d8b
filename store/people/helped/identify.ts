import { type Detail, detailsThatDiffer, type PersonDetails, personDetails } from '../../../domain/people/person';
import type { Queries } from '../../db/db';
import type { Keyring } from '../sealed/keyring';
import { type GivenPerson, idDigest, makePeople } from './make-people';

/** Who a given person is. */
export interface Identified {
  /** Number of the person in `people`. */
  id: number;
  /** Whether the person was known before, or is given twice. */
  known: boolean;
  /** What was given otherwise than it is known. What is known stays as it is (store/people/helped/change-person.ts). */
  differs: readonly Detail[];
}

/** Rows of one statement: about two megabytes. */
const BATCH = 2000;

/**
 * Finds people by their ID numbers, and makes those that are not known. Two processes that make the same person at once
 * get the same one. Without an ID number a person is always a new one.
 * @param people any number; an ID number may occur several times
 * @returns for each given person who it is, in the same order
 */
export async function identify(sql: Queries, keyring: Keyring, people: readonly GivenPerson[]): Promise<Identified[]> {
  const found: Identified[] = [];
  for (let from = 0; from < people.length; from += BATCH)
    found.push(...(await identifyBatch(sql, keyring, people.slice(from, from + BATCH))));
  return found;
}

interface Asked {
  given: GivenPerson;
  /** Kind and digest of the ID number; null without one. */
  key: string | null;
}

interface Known {
  id: number;
  details: PersonDetails;
}

async function identifyBatch(sql: Queries, keyring: Keyring, people: readonly GivenPerson[]): Promise<Identified[]> {
  const asked = people.map((given): Asked => ({ given, key: keyOf(keyring, given) }));
  const known = await knownBy(sql, keyring, new Set(asked.flatMap(({ key }) => key ?? [])));
  const fresh = new Set(firstOfEach(asked.filter(({ key }) => key === null || !known.has(key))));
  const ids = await makePeople(
    sql,
    keyring,
    [...fresh].map(({ given }) => given),
  );
  const made = new Map([...fresh].map((one, index) => [one, ids[index]]));
  for (const [{ key, given }, id] of made) if (key !== null && id !== undefined) known.set(key, { id, details: given });
  const missed = [...made].flatMap(([{ key }, id]) => (id === undefined && key !== null ? [key] : []));
  for (const [key, person] of await knownBy(sql, keyring, new Set(missed))) known.set(key, person);
  return asked.map((one) => {
    const id = made.get(one);
    if (id !== undefined) return { id, known: false, differs: [] };
    const before = known.get(one.key ?? '');
    if (!before) throw new Error('A person was erased at the moment at which a list named it.');
    return { id: before.id, known: true, differs: detailsThatDiffer(before.details, one.given) };
  });
}

const keyOf = (keyring: Keyring, given: GivenPerson): string | null => {
  const digest = idDigest(keyring, given);
  return digest === null ? null : `${given.kind} ${digest}`;
};

/** @returns without those whose number an earlier one has */
function firstOfEach(asked: readonly Asked[]): Asked[] {
  const met = new Set<string>();
  return asked.filter(({ key }) => {
    if (key === null) return true;
    if (met.has(key)) return false;
    met.add(key);
    return true;
  });
}

/** @returns the people who are known under kinds and digests, also by the number of somebody merged into them */
async function knownBy(sql: Queries, keyring: Keyring, keys: ReadonlySet<string>): Promise<Map<string, Known>> {
  if (keys.size === 0) return new Map();
  const asked = [...keys].map((key) => key.split(' '));
  const rows = await sql<{ id: number; key: string; sealed: Buffer; keyNo: number }[]>`
    select p.id, concat(asked.kind, ' ', asked.digest) as key, p.sealed, p.key_no as "keyNo"
    from unnest(${asked.map(([kind = '']) => kind)}::text[], ${asked.map(([, digest = '']) => digest)}::text[])
      as asked(kind, digest)
    -- One by one; and each of the two has an index of its own.
    cross join lateral (
      select id, merged_into from people
      where kind = asked.kind and id_digest = decode(asked.digest, 'hex') and merged_into is null
      union all
      select id, merged_into from people
      where kind = asked.kind and id_digest = decode(asked.digest, 'hex') and merged_into is not null offset 0) known
    cross join lateral (
      select id, sealed, key_no from people where id = coalesce(known.merged_into, known.id) offset 0) p
    order by known.merged_into nulls last`;
  return new Map(rows.map(({ id, key, ...value }) => [key, { id, details: openDetails(keyring, value) }]));
}

const openDetails = (keyring: Keyring, value: { sealed: Buffer; keyNo: number }): PersonDetails =>
  personDetails.parse(keyring.unseal(value, 'people.sealed'));
