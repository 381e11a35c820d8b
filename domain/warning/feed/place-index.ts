import { compare } from '../../compare';
import { groupBy } from '../../group-by';
import { bareName } from './place-names';

/** A region of the register that a warning may mean. */
export interface Place {
  code: string;
  name: string;
  kind: string;
  /** Codes from the top down to it, each closed by `/`. */
  path: string;
}

/**
 * GB/T 2260 and 10114: 6 digits to the county, 9 to the township, 12 to the village; a province is numbered from 11.
 */
const ADMINISTRATIVE = /^[1-8]\d{5}(?:\d{3}){0,2}$/;

/**
 * @returns the significant digits of an administrative code (530000 → 53, 532626000000 → 532626): an area lies within
 *   another when its digits begin with the other's. Null for a code of another kind.
 */
export function significant(code: string): string | null {
  if (!ADMINISTRATIVE.test(code)) return null;
  let digits = code;
  while (digits.length > 6 && digits.endsWith('000')) digits = digits.slice(0, -3);
  if (digits.length === 6 && digits.endsWith('0000')) return digits.slice(0, 2);
  return digits.length === 6 && digits.endsWith('00') ? digits.slice(0, 4) : digits;
}

/** An index of a register's places by names and codes in warnings, for look-ups without a scan. */
export interface PlaceIndex {
  byCode(code: string): Place | undefined;
  /** @returns places with this full name, or with this name without the word for the kind. */
  named(name: string): readonly Place[];
  bare(name: string): readonly Place[];
  /** @returns places with exactly these administrative digits. */
  at(digits: string): readonly Place[];
  /** @returns places whose administrative digits begin with these. */
  within(digits: string): readonly Place[];
  /** @returns the place and all places below it. */
  below(path: string): readonly Place[];
  /** Whether any place has an administrative code. */
  administrative: boolean;
}

/** A register of 41,000 places is indexed in a tenth of a second; a document has thousands of areas. */
const indexes = new WeakMap<readonly Place[], PlaceIndex>();

/** @returns the index of a list of places; it is made once and lives as long as the list. */
export function indexOf(places: readonly Place[]): PlaceIndex {
  const known = indexes.get(places) ?? makeIndex(places);
  indexes.set(places, known);
  return known;
}

function makeIndex(places: readonly Place[]): PlaceIndex {
  const codes = new Map(places.map((place) => [place.code, place]));
  const names = groupBy(places, ({ name }) => name);
  const bares = groupBy(places, ({ name }) => bareName(name));
  const numbered = places.flatMap((place) => {
    const digits = significant(place.code);
    return digits === null ? [] : [{ key: digits, place }];
  });
  const digits = groupBy(numbered, ({ key }) => key);
  const byDigits = sorted(numbered);
  const byPath = sorted(places.map((place) => ({ key: place.path, place })));
  return {
    byCode: (code) => codes.get(code),
    named: (name) => names.get(name) ?? [],
    bare: (name) => bares.get(bareName(name)) ?? [],
    at: (key) => (digits.get(key) ?? []).map(({ place }) => place),
    within: (prefix) => beginningWith(byDigits, prefix),
    below: (path) => beginningWith(byPath, path),
    administrative: numbered.length > 0,
  };
}

interface Keyed {
  key: string;
  place: Place;
}

const sorted = (entries: readonly Keyed[]): Keyed[] => [...entries].sort((a, b) => compare(a.key, b.key));

/** @param entries sorted by key, so that equal beginnings are adjacent */
function beginningWith(entries: readonly Keyed[], prefix: string): Place[] {
  let [from, to] = [0, entries.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((entries[middle]?.key ?? '') < prefix) from = middle + 1;
    else to = middle;
  }
  const found: Place[] = [];
  for (let at = from; entries[at]?.key.startsWith(prefix); at++) found.push((entries[at] as Keyed).place);
  return found;
}
