import type { Instant } from '../../../../domain/instant';
import { type Sentence, sentence } from '../../../../domain/text/refusal';
import type { Queries } from '../../../db/db';
import { within } from '../../../db/scope';
import { townshipsOf } from '../../../people/helped/townships';
import { type PlaceFinder, placeFinder } from '../../../people/tables/check/find-place';
import type { RegionRow } from '../../../people/tables/rows';
import { textOf } from '../../../people/tables/table';
import type { RosterRow, RosterSheet } from '../shape/roster';

/** A unit that is asked for rows of the list. */
export interface ListUnit {
  code: string;
  name: string;
  /** Code of its township, or its own. */
  township: string;
  /** Whether a round takes its rows now. */
  open: boolean;
}

/** Finds the units of rows. */
export interface ListUnits {
  byCode: ReadonlyMap<string, ListUnit>;
  /** @returns the unit, or the heading of the cell at fault and why */
  find(row: RosterRow, sheet: RosterSheet): { unit: ListUnit } | { key: string; said: Sentence };
}

/**
 * @param top the importer's region; null for everything
 * @returns the units that the campaign asks to propose rows of the list
 */
export async function unitsOf(
  sql: Queries,
  { campaign, list, top }: { campaign: string; list: string; top: string | null },
): Promise<ListUnits> {
  const asked = await sql<(RegionRow & { open: boolean; path: string })[]>`
    select g.code, g.parent_code as parent, g.kind, g.name, g.path,
           bool_or(r.state = 'open' and n.now >= r.opens_at and n.now < r.locks_at) as open
    from rounds r
    join asks u on u.round_id = r.id and u.subject_id is null
    join regions g on g.code = u.unit_code
    cross join (select campaign_now(${campaign}) as now) n
    where r.campaign_id = ${campaign} and r.list = ${list} and r.does = 'propose' and ${within(sql, top, 'g.path')}
    group by g.code order by g.code`;
  const codes = [...new Set(asked.flatMap(({ path }) => path.split('/')))].filter(Boolean);
  const above = await sql<RegionRow[]>`
    select code, parent_code as parent, kind, name from regions where code = any(${codes})`;
  const townships = await townshipsOf(
    sql,
    asked.map(({ code }) => code),
  );
  const units = new Map(
    asked.map(({ code, name, open }) => [code, { code, name, open, township: townships.get(code) ?? code }] as const),
  );
  // What was read of them is let go: a province has twenty thousand.
  return finderOf(units, placeFinder(above));
}

function finderOf(byCode: ReadonlyMap<string, ListUnit>, place: PlaceFinder): ListUnits {
  const asked = [...byCode.values()];
  const known = new Map<string, ReturnType<ListUnits['find']>>();
  const taken = (code: string, key: string): ReturnType<ListUnits['find']> => {
    const unit = byCode.get(code);
    if (!unit) return { key, said: sentence('unit-not-asked') };
    return unit.open ? { unit } : { key, said: sentence('unit-not-open') };
  };
  const named = (name: string, above: string, key: string): ReturnType<ListUnits['find']> => {
    const found = place({ name, above });
    if (found.ok) return taken(found.value, key);
    const unclear = found.why.code === 'place-unclear';
    return { key, said: unclear ? found.why : sentence('unit-not-asked') };
  };
  /** 城关镇清平村 is the village, with the township before it. */
  const ending = (text: string, key: string): ReturnType<ListUnits['find']> => {
    const plain = text.replace(/\s/g, '');
    const fits = asked.filter(({ name }) => plain.endsWith(name) || name.startsWith(plain));
    const [longest] = fits.toSorted((a, b) => b.name.length - a.name.length);
    const others = fits.filter(({ name }) => name === longest?.name);
    if (longest && others.length === 1) return taken(longest.code, key);
    return named(plain, '', key);
  };
  return {
    byCode,
    find({ cells }, { name, unit }) {
      const [code = '', village = '', township = '', county = ''] = ['code', 'village', 'township', 'county'].map(
        (key) => textOf(cells.get(key)?.cell).replace(/\s/g, ''),
      );
      const mark = JSON.stringify([code, village, township, county, village || code ? '' : [name, unit]]);
      const before = known.get(mark);
      if (before) return before;
      const found = (): ReturnType<ListUnits['find']> => {
        if (code) return taken(code.normalize('NFKC'), 'code');
        if (village) return named(village, township || county, 'village');
        const ofSheet = name === null ? null : ending(name, 'village');
        if (ofSheet && 'unit' in ofSheet) return ofSheet;
        if (unit) return ending(unit, 'village');
        return { key: 'village', said: sentence('row-without-place') };
      };
      const answer = found();
      known.set(mark, answer);
      return answer;
    },
  };
}

/** The moment of an import, in the campaign's time. */
export const campaignNow = async (sql: Queries, campaign: string): Promise<Instant> => {
  const [row] = await sql<{ now: Instant }[]>`select campaign_now(${campaign}) as now`;
  return row?.now ?? '';
};
