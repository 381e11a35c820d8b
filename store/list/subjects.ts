import type { Day } from '../../domain/campaign/calendar/days';
import type { Listed } from '../../domain/list/list-definition';
import type { RowChecked } from '../../domain/list/row-check';
import type { PersonKind } from '../../domain/people/person';
import type { Queries } from '../db/db';
import { findHouseholds } from '../people/helped/households';
import { identify } from '../people/helped/identify';
import type { GivenPerson } from '../people/helped/make-people';
import type { Keyring } from '../people/sealed/keyring';

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
  rows: readonly Pick<RowChecked, 'personal' | 'born' | 'noId'>[],
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

function givenPerson(
  { personal, born, noId }: Pick<RowChecked, 'personal' | 'born' | 'noId'>,
  { kind, unit }: { kind: PersonKind; unit: string },
): GivenPerson {
  const { name, 'id-number': idNumber = null, phone = null, address = null, account = null } = personal;
  const without = idNumber === null ? (noId ?? 'unknown') : null;
  return { kind, region: unit, noId: without, name, idNumber, born, phone, address, account };
}
