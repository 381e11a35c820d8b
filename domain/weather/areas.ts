import { bareName, namesIn, partWords } from './place-names';
import type { WarningArea } from './warning';

/** A region of the register that a warning may mean. */
export interface Place {
  code: string;
  name: string;
  kind: string;
  /** Codes from the top down to it, each closed by `/`. */
  path: string;
}

/** A region of which the text means only a part, as far as one can tell. */
export interface PartOfArea {
  region: string;
  words: string[];
  /** Townships that the text names; all below the region when it names none. A person picks among them. */
  townships: string[];
}

/** What a warning's areas come to in the register. */
export interface Coverage {
  /** Codes of the regions covered, none of them below another. */
  regions: string[];
  /** Areas that nothing in the register answers to: a person has to look. */
  unmatched: string[];
  /** Areas whose administrative code says that they lie elsewhere: nobody needs to look. */
  elsewhere: string[];
  parts: PartOfArea[];
}

/** GB/T 2260 and 10114: 6 digits to the county, 9 to the township, 12 to the village; a province is numbered from 11. */
const ADMINISTRATIVE = /^[1-8]\d{5}(?:\d{3}){0,2}$/;

/**
 * @returns the digits of an administrative code that say something (530000 → 53, 532626000000 → 532626): one area lies
 * within another when these begin with the other's. Null for a code of another kind.
 */
export function significant(code: string): string | null {
  if (!ADMINISTRATIVE.test(code)) return null;
  let digits = code;
  while (digits.length > 6 && digits.endsWith('000')) digits = digits.slice(0, -3);
  if (digits.length === 6 && digits.endsWith('0000')) return digits.slice(0, 2);
  return digits.length === 6 && digits.endsWith('00') ? digits.slice(0, 4) : digits;
}

/** @returns the places of which none lies below another. */
export function topmost<P extends Pick<Place, 'path'>>(places: readonly P[]): P[] {
  const kept: P[] = [];
  for (const place of [...places].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0)))
    if (!kept.some(({ path }) => place.path.startsWith(path))) kept.push(place);
  return kept;
}

/**
 * Finds the regions of the register that a warning covers: by code; by name where there is no code that tells; and a
 * region of which only a part is meant counts as a whole, so that nobody is left without a warning.
 * @param given regions that are known to be meant, for a feed that is asked by point
 */
export function coverage(
  places: readonly Place[],
  { areas, headline }: { areas: readonly WarningArea[]; headline: string },
  given: readonly string[] = [],
): Coverage {
  const found = new Map<string, Place>();
  const parts = new Map<string, PartOfArea>();
  const [unmatched, elsewhere]: [string[], string[]] = [[], []];
  const cover = (place: Place, words: readonly string[]) => {
    found.set(place.code, place);
    if (words.length > 0) parts.set(place.code, partOf(places, place, words, headline));
  };

  const known = given.flatMap((code) => places.find((place) => place.code === code) ?? []);
  for (const place of known) cover(place, partWords(headline));
  if (known.length === 0)
    for (const area of areas) {
      const match = matchOf(places, area);
      if (match === 'elsewhere') elsewhere.push(area.name || (area.code ?? ''));
      else if (match.places.length === 0) unmatched.push(area.name || (area.code ?? ''));
      else for (const place of match.places) cover(place, [...match.words, ...partWords(`${area.name} ${headline}`)]);
    }
  const regions = topmost([...found.values()]).map(({ code }) => code);
  return { regions, unmatched, elsewhere, parts: [...parts.values()].filter(({ region }) => regions.includes(region)) };
}

type Match = { places: Place[]; words: string[] };

function matchOf(places: readonly Place[], { code, name }: WarningArea): Match | 'elsewhere' {
  const digits = code === null ? null : significant(code);
  if (digits === null) {
    const same = code === null ? undefined : places.find((place) => place.code === code);
    return { places: same ? [same] : byName(places, name), words: [] };
  }
  const byCode = placesAt(places, digits);
  if (byCode) return byCode;
  // A county that became a city got another code: the name counts as long as the prefecture is the same.
  const named = byName(places, name).filter(({ code: own }) => {
    const ours = significant(own);
    return ours === null || ours.slice(0, 4) === digits.slice(0, 4);
  });
  if (named.length > 0) return { places: named, words: [] };
  return places.some(({ code: own }) => significant(own) !== null) ? 'elsewhere' : { places: [], words: [] };
}

/** Those within the area; else the one that holds it, unless the register divides that one and does not know the area. */
function placesAt(places: readonly Place[], digits: string): Match | null {
  const within = places.filter(({ code }) => significant(code)?.startsWith(digits));
  if (within.length > 0) return { places: within, words: [] };
  const around = places
    .filter(({ code }) => digits.startsWith(significant(code) ?? `${digits}-`))
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (!around) return null;
  const divided = places.some(
    ({ code, path }) =>
      path !== around.path && path.startsWith(around.path) && (significant(code)?.length ?? 99) <= digits.length,
  );
  return divided ? null : { places: [around], words: [digits] };
}

/** A name that stands for two regions stands for none. */
function byName(places: readonly Place[], text: string): Place[] {
  const unique = (fits: (place: Place) => boolean): Place[] => {
    const fitting = topmost(places.filter(fits));
    return fitting.length === 1 ? fitting : [];
  };
  const one = (name: string): Place[] => {
    const exact = unique((place) => place.name === name);
    if (exact.length > 0 || places.some((place) => place.name === name)) return exact;
    const ending = unique((place) => place.name.length >= 3 && name.endsWith(place.name));
    return ending.length > 0 ? ending : unique((place) => bareName(place.name) === bareName(name));
  };
  return namesIn(text).flatMap(one);
}

function partOf(
  places: readonly Place[],
  { code, path }: Place,
  words: readonly string[],
  headline: string,
): PartOfArea {
  const below = places.filter((place) => place.kind === 'township' && place.path.startsWith(path));
  const named = below.filter(({ name }) => headline.includes(name));
  return {
    region: code,
    words: [...new Set(words)],
    townships: (named.length > 0 ? named : below).map((township) => township.code),
  };
}
