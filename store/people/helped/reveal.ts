import type { PersonDetails } from '../../../domain/people/person';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { countShown, missingOf, type Reader } from '../people-shown';
import type { Keyring } from '../sealed/keyring';
import { openPeople } from './find-people';

/** Somebody who is helped, in full. */
export interface HelpedInFull extends PersonDetails {
  id: number;
}

/**
 * Shows people who are helped in full, and counts them for the reader together with contacts. Call it in the
 * transaction that writes the audit line.
 * @param people numbers in `people`
 * @returns the people, and how many more the reader may see
 * @throws Refused when one of them is unknown, erased or not within `top`, or when they are more than the limit
 */
export async function showHelped(
  sql: Queries,
  keyring: Keyring,
  { people, ...reader }: Reader & { people: readonly number[] },
): Promise<{ people: HelpedInFull[]; left: number }> {
  const opened = await openPeople(sql, keyring, { people, top: reader.top });
  const found = [...opened].map(([id, details]) => ({ id, ...details })).sort((a, b) => a.id - b.id);
  const missing = missingOf(people, found);
  if (missing !== undefined) throw new Refused(sentence('unknown-helped', { person: missing }));
  return { people: found, left: await countShown(sql, { ...reader, column: 'person_id', ids: people }) };
}
