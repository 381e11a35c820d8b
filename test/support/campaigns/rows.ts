import { randomUUID } from 'node:crypto';
import type { RowSent } from '../../../domain/list/row-check';
import { checkCharacter } from '../../../domain/people/id-number';
import type { RowsSent } from '../../../store/list/propose';
import { peopleKey } from '../../../store/people/sealed/people-key';

/** The setting PEOPLE_KEY. */
export const TEST_SECRET_OF_PEOPLE = 'a key of the tests for people, of at least 32 characters';
export const TEST_PEOPLE_KEY = peopleKey(TEST_SECRET_OF_PEOPLE);

/** An identity number in any text; a digest in hex may have fifteen digits in a row by chance. */
export const IDENTITY_NUMBER = /(?<![\da-f])\d{17}[\dX](?![\da-f])/;

/** @returns an ID number that no person can have: there is no area 990000. */
export function specimen(nth: number): string {
  const digits = `990000${1940 + (nth % 60)}0101${String(nth % 1000).padStart(3, '0')}`;
  return digits + checkCharacter(digits);
}

const SURNAMES = '王李张刘陈杨赵黄周吴';

/** @returns a row of listDefinition as a phone sends it; the same person for the same number. */
export const family = (nth: number, changes: Partial<RowSent> = {}): RowSent => ({
  row: randomUUID(),
  category: 'special',
  consent: true,
  figures: { name: `${SURNAMES[nth % 10]}某${nth}`, idNumber: specimen(nth), heads: 1 + (nth % 5) },
  ...changes,
});

/** @returns a sending of rows. */
export const sending = (...rows: RowSent[]): RowsSent => ({ rows, gone: [] });
