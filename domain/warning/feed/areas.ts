import { compare } from '../../compare';
import { indexOf, type Place, type PlaceIndex, significant } from './place-index';
import { namesIn, partWords } from './place-names';
import type { WarningArea } from './warning';

/** A region of which the text probably means only a part. */
export interface PartOfArea {
  region: string;
  words: string[];
  /** Townships that the text names; all below the region when it names none. The duty officer picks among them. */
  townships: string[];
}

/** The regions of the register that a warning's areas mean. */
export interface Coverage {
  /** Codes of the regions covered, none of them below another. */
  regions: string[];
  /** Areas without a match in the register: the duty officer must decide. */
  unmatched: string[];
  /** Areas whose administrative code lies elsewhere: they need no decision. */
  elsewhere: string[];
  parts: PartOfArea[];
}

/** @returns the topmost of the places, so that none lies below another. */
export function topmost<P extends Pick<Place, 'path'>>(places: readonly P[]): P[] {
  const kept: P[] = [];
  for (const place of [...places].sort((a, b) => compare(a.path, b.path)))
    if (!isBelow(place, kept.at(-1))) kept.push(place);
  return kept;
}

/** In the order of paths, places below a place follow it directly. */
const isBelow = ({ path }: Pick<Place, 'path'>, above: Pick<Place, 'path'> | undefined): boolean =>
  above !== undefined && path.startsWith(above.path);

/**
 * Finds the regions of the register that a warning covers: by code, or by name where no code decides. A region of which
 * only a part is meant counts as a whole, so that no place misses the warning.
 * @param given regions that are certainly meant, for a feed that is polled by point
 */
export function coverage(
  places: readonly Place[],
  { areas, headline }: { areas: readonly WarningArea[]; headline: string },
  given: readonly string[] = [],
): Coverage {
  const index = indexOf(places);
  const found = new Map<string, Place>();
  const parts = new Map<string, PartOfArea>();
  const [unmatched, elsewhere]: [string[], string[]] = [[], []];
  const cover = (place: Place, words: readonly string[]) => {
    found.set(place.code, place);
    if (words.length > 0) parts.set(place.code, partOf(index, place, words, headline));
  };

  const known = given.flatMap((code) => index.byCode(code) ?? []);
  for (const place of known) cover(place, partWords(headline));
  if (known.length === 0)
    for (const area of areas) {
      const match = matchOf(index, area);
      if (match === 'elsewhere') elsewhere.push(area.name || (area.code ?? ''));
      else if (match.places.length === 0) unmatched.push(area.name || (area.code ?? ''));
      else for (const place of match.places) cover(place, [...match.words, ...partWords(`${area.name} ${headline}`)]);
    }
  const regions = topmost([...found.values()]).map(({ code }) => code);
  const covered = new Set(regions);
  return { regions, unmatched, elsewhere, parts: [...parts.values()].filter(({ region }) => covered.has(region)) };
}

type Match = { places: readonly Place[]; words: string[] };

function matchOf(index: PlaceIndex, { code, name }: WarningArea): Match | 'elsewhere' {
  const digits = code === null ? null : significant(code);
  if (digits === null) {
    const same = code === null ? undefined : index.byCode(code);
    return { places: same ? [same] : byName(index, name), words: [] };
  }
  const byCode = placesAt(index, digits);
  if (byCode) return byCode;
  // A county that became a city has a new code: the name counts if the prefecture is the same.
  const named = byName(index, name).filter(({ code: own }) => {
    const ours = significant(own);
    return ours === null || ours.slice(0, 4) === digits.slice(0, 4);
  });
  if (named.length > 0) return { places: named, words: [] };
  return index.administrative ? 'elsewhere' : { places: [], words: [] };
}

/**
 * @returns the places within the area; else the place around it, unless the register divides that place and lacks the
 *   area.
 */
function placesAt(index: PlaceIndex, digits: string): Match | null {
  const within = index.within(digits);
  if (within.length > 0) return { places: within, words: [] };
  const around = beginningsOf(digits)
    .flatMap((beginning) => index.at(beginning))
    .sort((a, b) => b.path.length - a.path.length)[0];
  if (!around) return null;
  const divided = index
    .below(around.path)
    .some(({ code, path }) => path !== around.path && (significant(code)?.length ?? 99) <= digits.length);
  return divided ? null : { places: [around], words: [digits] };
}

/** 532626101 → 5, 53, 532 … 53262610. */
const beginningsOf = (digits: string): string[] =>
  Array.from({ length: digits.length - 1 }, (_, length) => digits.slice(0, length + 1));

/** The shortest name that may match the end of another: 云南省丘北县 is 丘北县, but 小丘北 is not 丘北. */
const SHORTEST_ENDING = 3;
/** A longer text is no place name with a prefix. */
const LONGEST_BEFORE = 60;

/** A name of two regions matches none. */
function byName(index: PlaceIndex, text: string): Place[] {
  const unique = (fitting: readonly Place[]): Place[] => {
    const top = topmost(fitting);
    return top.length === 1 ? top : [];
  };
  const one = (name: string): Place[] => {
    const exact = index.named(name);
    if (exact.length > 0) return unique(exact);
    const ending = unique(endingsOf(name).flatMap((end) => index.named(end)));
    return ending.length > 0 ? ending : unique(index.bare(name));
  };
  return namesIn(text).flatMap(one);
}

/** 云南省丘北县 → 南省丘北县 … 丘北县. */
const endingsOf = (name: string): string[] =>
  name.length > LONGEST_BEFORE
    ? []
    : Array.from({ length: Math.max(name.length - SHORTEST_ENDING, 0) }, (_, at) => name.slice(at + 1));

function partOf(index: PlaceIndex, { code, path }: Place, words: readonly string[], headline: string): PartOfArea {
  const below = index.below(path).filter(({ kind }) => kind === 'township');
  const named = below.filter(({ name }) => headline.includes(name));
  return {
    region: code,
    words: [...new Set(words)],
    townships: (named.length > 0 ? named : below).map((township) => township.code),
  };
}
