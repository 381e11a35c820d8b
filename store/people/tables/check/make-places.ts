import { createHash } from 'node:crypto';
import { sentence } from '../../../../domain/text/refusal';
import type { RegionRow } from '../rows';
import { bad, plainName, type Reading } from './check-cells';
import { type Named, namesOf, openOne, type PlaceFinder, placeFinder } from './find-place';

/** The schema's bound: province, city, county, township, village, group. */
const MOST_LEVELS = 6;
const LONGEST_CODE = 40;
const DIGEST = 12;

/** How places that the register lacks are made from their names. */
export interface Making {
  /** Code of the region that the table is of, such as its county; null when a column names it. */
  under: string | null;
  /** Name of the county of a table that names none, in a register that does not have it yet. */
  county?: string | null;
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
    for (const region of known) if (!region.closed) this.below.set(keyOf(region.parent, region.name), region);
  }

  /** @returns the code of the place that a row names */
  readonly place: PlaceFinder = (named) => {
    const found = this.find(named);
    if (found.ok || found.why.code !== 'place-unknown') return found;
    return this.chain(named);
  };

  /** Goes down from the county, and makes what is missing on the way. */
  private chain({ name, above, county = '' }: Named): Reading<string> {
    const township = above !== '' && above !== name ? above : null;
    const top = this.startOf(county, township);
    if (!top.ok || name === county) return top.ok ? { ok: true, value: top.value.code } : top;
    const superior = township === null ? top : this.townshipIn(top.value, township);
    if (!superior.ok) return superior;
    if (this.depthOf(superior.value) >= MOST_LEVELS) return bad(sentence('region-too-deep', { levels: MOST_LEVELS }));
    const place = this.stepDown(superior.value, name, kindOf(name, { inTownship: township !== null }));
    return place.ok ? { ok: true, value: place.value.code } : place;
  }

  /** @returns the county of a row: its own, that of the whole table, or the one in which its township lies */
  private startOf(county: string, township: string | null): Reading<RegionRow> {
    if (county !== '') return this.countyNamed(county);
    const under = this.making.under === null ? undefined : this.byCode.get(this.making.under);
    if (under) return { ok: true, value: under };
    if (this.making.county) return this.countyNamed(this.making.county);
    const found = township === null ? null : this.find({ name: township, above: '' });
    const parent = found?.ok ? this.byCode.get(this.byCode.get(found.value)?.parent ?? '') : undefined;
    return parent ? { ok: true, value: parent } : bad(sentence('place-without-county'));
  }

  private countyNamed(county: string): Reading<RegionRow> {
    const found = this.find({ name: county, above: '' });
    const region = found.ok ? this.byCode.get(found.value) : undefined;
    if (region) return { ok: true, value: region };
    if (!found.ok && found.why.code !== 'place-unknown') return found;
    const made = this.below.get(keyOf(null, county));
    if (made) return { ok: true, value: made };
    return this.making.atTop ? this.make(null, { name: county, kind: 'county' }) : bad(sentence('place-unknown'));
  }

  /** @returns the township of this name, wherever below the county it lies; it may be the table's own region */
  private townshipIn(top: RegionRow, township: string): Reading<RegionRow> {
    if (namesOf(township).includes(top.name)) return { ok: true, value: top };
    const found = this.find({ name: township, above: top.name });
    if (!found.ok && found.why.code !== 'place-unknown') return found;
    const region = found.ok ? this.byCode.get(found.value) : undefined;
    return region ? { ok: true, value: region } : this.stepDown(top, township, 'township');
  }

  private stepDown(parent: RegionRow, written: string, kind: string): Reading<RegionRow> {
    const there = namesOf(written).map((name) => this.below.get(keyOf(parent.code, name)));
    const region = there.find((one) => one !== undefined);
    return region ? { ok: true, value: region } : this.make(parent, { name: settledName(written), kind });
  }

  private make(parent: RegionRow | null, { name, kind }: { name: string; kind: string }): Reading<RegionRow> {
    const code = madeCode(parent?.code ?? null, name);
    // Made from these names before, and renamed, moved or merged since.
    const before = this.byCode.get(code);
    if (before) return this.openNow(before);
    const region: RegionRow = { code, parent: parent?.code ?? null, kind, name };
    this.made.push(region);
    this.byCode.set(code, region);
    this.below.set(keyOf(region.parent, name), region);
    return { ok: true, value: region };
  }

  private openNow(region: RegionRow): Reading<RegionRow> {
    const open = openOne(region, this.byCode);
    return open.ok ? { ok: true, value: this.byCode.get(open.value) ?? region } : open;
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
