import { createHash } from 'node:crypto';
import { sentence } from '../../../../domain/text/refusal';
import type { RegionRow } from '../rows';
import { bad, plainName, type Reading } from './check-cells';
import { type Named, namesOf, type PlaceFinder, placeFinder } from './find-place';

/** The schema's bound: province, city, county, township, village, group. */
const MOST_LEVELS = 6;
const LONGEST_CODE = 40;
const DIGEST = 12;

/** How places that the register lacks are made from their names. */
export interface Making {
  /** Code of the region that the table is of, such as its county; null when a column names it. */
  under: string | null;
  /** Whether a county may be made at the top, which only an importer of the whole register does. */
  atTop: boolean;
}

/**
 * Finds the places that a roster names, and makes those that there are not: offices have 乡镇 and 村 and no codes. A
 * code is made of the names from the top down, so that the same table makes the same codes again, and a place that was
 * renamed or moved since is still found by the names that it was made from.
 * @param known regions that a table may name, and all above them
 */
export class PlaceMaker {
  /** The regions made, each superior before its own. */
  readonly made: RegionRow[] = [];
  private readonly find: PlaceFinder;
  private readonly byCode: Map<string, RegionRow>;
  private readonly below = new Map<string, RegionRow>();

  constructor(
    known: readonly RegionRow[],
    private readonly making: Making,
  ) {
    this.find = placeFinder(known);
    this.byCode = new Map(known.map((region) => [region.code, region]));
    for (const region of known) this.below.set(keyOf(region.parent, region.name), region);
  }

  /** @returns the code of the place that a row names */
  readonly place: PlaceFinder = (named) => {
    const found = this.find(named);
    if (found.ok || found.why.code !== 'place-unknown') return found;
    return this.chain(named);
  };

  /** Goes down from the county, and makes what is missing on the way. */
  private chain({ name, above, county = '' }: Named): Reading<string> {
    const { under } = this.making;
    let place = under === null ? null : (this.byCode.get(under) ?? null);
    if (county !== '') {
      const found = this.countyNamed(county);
      if (!found.ok) return found;
      place = found.value;
    }
    const township = above !== '' && above !== name ? above : null;
    if (place === null) {
      const found = township === null ? null : this.find({ name: township, above: '' });
      if (!found?.ok) return bad(sentence('place-without-county'));
      place = this.byCode.get(found.value) ?? null;
    } else if (township !== null) place = this.stepDown(place, township, 'township');
    if (name === county || place === null)
      return place ? { ok: true, value: place.code } : bad(sentence('place-unknown'));
    if (this.depthOf(place) >= MOST_LEVELS) return bad(sentence('region-too-deep', { levels: MOST_LEVELS }));
    return { ok: true, value: this.stepDown(place, name, kindOf(name, { inTownship: township !== null })).code };
  }

  private countyNamed(county: string): Reading<RegionRow> {
    const found = this.find({ name: county, above: '' });
    const region = found.ok ? this.byCode.get(found.value) : undefined;
    if (region) return { ok: true, value: region };
    if (!found.ok && found.why.code !== 'place-unknown') return found;
    const made = this.below.get(keyOf(null, county));
    if (made) return { ok: true, value: made };
    if (!this.making.atTop) return bad(sentence('place-unknown'));
    return { ok: true, value: this.make(null, { name: county, kind: 'county' }) };
  }

  private stepDown(parent: RegionRow, written: string, kind: string): RegionRow {
    const there = namesOf(written).map((name) => this.below.get(keyOf(parent.code, name)));
    const region = there.find((one) => one !== undefined);
    return region ?? this.make(parent, { name: settledName(written), kind });
  }

  private make(parent: RegionRow | null, { name, kind }: { name: string; kind: string }): RegionRow {
    const code = madeCode(parent?.code ?? null, name);
    // Made from these names before, and renamed or moved since.
    const before = this.byCode.get(code);
    if (before) return before;
    const region: RegionRow = { code, parent: parent?.code ?? null, kind, name };
    this.made.push(region);
    this.byCode.set(code, region);
    this.below.set(keyOf(region.parent, name), region);
    return region;
  }

  private depthOf(region: RegionRow): number {
    let depth = 1;
    for (let at = region; at.parent !== null && depth <= MOST_LEVELS; depth += 1) {
      const superior = this.byCode.get(at.parent);
      if (!superior) break;
      at = superior;
    }
    return depth;
  }
}

const keyOf = (parent: string | null, name: string): string => `${parent ?? ''}/${name}`;

/** @returns the name as a register has it: 清平村 for 清平村村民委员会 */
const settledName = (written: string): string => {
  const name = plainName(written);
  return namesOf(name).find((one) => one !== name) ?? name;
};

/** @returns the code of a place, from the code of its superior and its name; the same for the same names */
export function madeCode(parent: string | null, name: string): string {
  const own = name.normalize('NFKC').replace(/[^\p{L}\p{N}.-]/gu, '');
  const code = parent === null ? own : `${parent}-${own}`;
  if (own !== '' && code.length <= LONGEST_CODE) return code;
  const digest = createHash('sha256').update(keyOf(parent, name)).digest('hex').slice(0, DIGEST);
  return `${(parent ?? '').slice(0, LONGEST_CODE - DIGEST - 1)}-${digest}`;
}

const KINDS: readonly [ending: RegExp, kind: string][] = [
  [/(社区|居委会|居民委员会)$/, 'community'],
  [/(村|村委会?|村民委员会|嘎查)$/, 'village'],
  [/(乡|镇|街道|街道办事处|苏木)$/, 'township'],
  [/(组|屯|自然村)$/, 'group'],
];

const kindOf = (name: string, { inTownship }: { inTownship: boolean }): string =>
  KINDS.find(([ending]) => ending.test(name))?.[1] ?? (inTownship ? 'village' : 'unit');
