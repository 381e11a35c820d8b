import { checkCharacter } from '../../../domain/people/id-number';
import type { GivenPerson } from '../../../store/people/helped/make-people';
import { peopleKey } from '../../../store/people/sealed/people-key';

/** The PEOPLE_KEY of tests. */
export const SECRET = 'a key for people of the tests, 32 characters long';
export const KEY = peopleKey(SECRET);

/** @returns an ID number that no person can have: no area begins with 99 */
export function specimenNumber(n: number, born = '1950-01-01'): string {
  const digits = `990${String(Math.floor(n / 1000)).padStart(3, '0')}${born.replaceAll('-', '')}${String(n % 1000).padStart(3, '0')}`;
  return digits + checkCharacter(digits);
}

/** @returns an invented person, with what differs from the usual */
export const givenPerson = (over: Partial<GivenPerson> = {}): GivenPerson => ({
  kind: 'person',
  region: '911',
  name: '甘晓晴',
  idNumber: specimenNumber(1),
  born: '1950-01-01',
  phone: '19900001234',
  address: '甘家组 7 号',
  account: null,
  noId: null,
  ...over,
});
