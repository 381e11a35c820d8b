import type { Day } from '../../domain/campaign/calendar/days';
import type { Listed } from '../../domain/list/list-definition';
import type { RowChecked } from '../../domain/list/row-check';
import type { PersonKind } from '../../domain/people/person';
import type { Queries } from '../db/db';
import { changePerson } from '../people/helped/change-person';
import { findHouseholds } from '../people/helped/households';
import { identify } from '../people/helped/identify';
import type { GivenPerson } from '../people/helped/make-people';
import type { Keyring } from '../people/sealed/keyring';

/** What of a row tells who it is about. */
type Told = Pick<RowChecked, 'personal' | 'born' | 'noId'>;

interface Listing {
  of: Listed;
  /** Code of the region where they live. */
  unit: string;
  keyring: Keyring;
  today: Day;
}

/** A row's person is the head where the row is about a household. */
export const PERSON_KINDS: Readonly<Record<Listed, PersonKind>> = {
  household: 'person',
  person: 'person',
  pair: 'person',
  enterprise: 'enterprise',
  place: 'place',
};

/** @returns for each row who it is about: a number in `people`, known or new, in the same order. */
export async function subjectsOf(
  sql: Queries,
  { of, unit, keyring, today }: Listing,
  rows: readonly Told[],
): Promise<number[]> {
  const people = rows.map((row) => givenPerson(row, { kind: PERSON_KINDS[of], unit }));
  const found = await identify(sql, keyring, people);
  const ids = found.map(({ id }) => id);
  if (of !== 'household') return ids;
  const households = await findHouseholds(
    sql,
    ids.map((head) => ({ head, region: unit, members: [] })),
    today,
  );
  return households.map(({ id }) => id);
}

/**
 * A row without an ID number keeps its person: nothing else would find them again. What is known of somebody whom this
 * row alone names is what the row says now; of others it stays (docs/decisions/people.md).
 * @param subject who the row is about so far
 * @returns who it is about after its correction
 */
export async function subjectAfter(
  sql: Queries,
  listing: Listing,
  { subject, row }: { subject: number; row: Told },
): Promise<number> {
  const without = row.personal['id-number'] === undefined ? await personWithoutId(sql, subject) : null;
  if (!without) return (await subjectsOf(sql, listing, [row]))[0] ?? 0;
  const {
    region: _,
    kind: __,
    noId,
    ...changes
  } = givenPerson(row, { kind: PERSON_KINDS[listing.of], unit: listing.unit });
  if (without.rows === 1) await changePerson(sql, listing.keyring, { person: without.person, changes, noId });
  return subject;
}

/** @returns the person of a subject, where no number is known of them, and how many rows of lists name them */
async function personWithoutId(sql: Queries, subject: number): Promise<{ person: number; rows: number } | null> {
  const [found] = await sql<{ person: number; rows: number }[]>`
    select k.id as person, (
      select count(*)::int from entries e where e.subject_id in (
        select k.id union all select h.id from people h where h.head_id = k.id)) as rows
    from people p join people k on k.id = coalesce(p.head_id, p.id)
    where p.id = ${subject} and k.id_digest is null and k.sealed is not null and k.merged_into is null`;
  return found ?? null;
}

function givenPerson({ personal, born, noId }: Told, { kind, unit }: { kind: PersonKind; unit: string }): GivenPerson {
  const { name, 'id-number': idNumber = null, phone = null, address = null, account = null } = personal;
  const without = idNumber === null ? (noId ?? 'unknown') : null;
  return { kind, region: unit, noId: without, name, idNumber, born, phone, address, account };
}
