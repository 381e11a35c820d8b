import { normalName } from '../../../domain/people/normal-name';
import { hintOf, type NoId, type PersonDetails, type PersonKind, shownOf } from '../../../domain/people/person';
import type { Queries } from '../../db/db';
import type { Keyring } from '../sealed/keyring';
import { townshipsOf } from './townships';

/** A person as a row of a list tells of one; checked before (domain/people/id-number.ts). */
export interface GivenPerson extends PersonDetails {
  kind: PersonKind;
  /** Code of the region where the person lives. */
  region: string;
  /** Why there is no ID number; null exactly when there is one. */
  noId: NoId | null;
}

export const hex = (bytes: Buffer): string => bytes.toString('hex');

/** @returns the digest of the person's ID number, in hex; null without one */
export const idDigest = (keyring: Keyring, { idNumber }: Pick<PersonDetails, 'idNumber'>): string | null =>
  idNumber === null ? null : hex(keyring.digest('id', idNumber));

/**
 * Makes people. One whose ID number somebody else has just made is left out.
 * @returns the number of each, in the same order; undefined for those left out
 */
export async function makePeople(
  sql: Queries,
  keyring: Keyring,
  people: readonly GivenPerson[],
): Promise<(number | undefined)[]> {
  if (people.length === 0) return [];
  const regions = people.map(({ region }) => region);
  const townships = await townshipsOf(sql, regions);
  const rows = people.map((given, line) => ({ line, ...columnsOf(keyring, given, townships.get(given.region)) }));
  // In the order of the digests: two processes that make the same people wait for each other in one order.
  const made = await sql<{ id: number; line: number }[]>`
    with given as materialized (
      select nextval((select pg_get_serial_sequence('people', 'id'))) as id, r.*
      from jsonb_to_recordset(${sql.json(rows)}) as r(
        line int, kind text, region text, no_id text, shown text, sealed text, key_no smallint,
        id_digest text, name_digest text, hint_digest text)),
    made as (
      insert into people (id, kind, region_code, no_id, shown, sealed, key_no, id_digest, name_digest, hint_digest)
      overriding system value
      select id, kind, region, no_id, shown, decode(sealed, 'hex'), key_no, decode(id_digest, 'hex'),
             decode(name_digest, 'hex'), decode(hint_digest, 'hex')
      from given order by given.id_digest, line
      on conflict (kind, id_digest) where id_digest is not null and merged_into is null do nothing
      returning id)
    select id, line from made join given using (id)`;
  const byLine = new Map(made.map(({ id, line }) => [line, id]));
  return people.map((_, line) => byLine.get(line));
}

function columnsOf(keyring: Keyring, { kind, region, noId, ...details }: GivenPerson, township = region) {
  return {
    ...{ kind, region, no_id: noId, shown: shownOf(kind, details.name) },
    ...sealedColumns(keyring, details, township),
  };
}

/** @returns the columns that depend on what is known of a person, with bytes in hex */
export function sealedColumns(keyring: Keyring, details: PersonDetails, township: string) {
  const { sealed, keyNo } = keyring.seal(details, 'people.sealed');
  const hint = hintOf(details, township);
  return {
    sealed: hex(sealed),
    key_no: keyNo,
    id_digest: idDigest(keyring, details),
    name_digest: hex(keyring.digest('name', normalName(details.name))),
    hint_digest: hint === null ? null : hex(keyring.digest('hint', hint)),
  };
}
