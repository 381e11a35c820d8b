import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Instant } from '../../../domain/instant';
import type { Entitled } from '../../../domain/list/entitled';
import type { RowState } from '../../../domain/list/row-life';
import type { Step } from '../../../domain/list/steps';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { Fragment, Queries } from '../../db/db';
import { within } from '../../db/scope';
import type { Source } from '../../table/keyset';
import { type RowFilter, rowFits } from '../acts/row-filter';

/** A row for officers: masked. */
export interface RosterRow {
  id: number;
  unit: string;
  unitName: string;
  /** The unit whose quota it uses, if another. */
  slotUnit: string | null;
  /** 王** */
  shown: string;
  /** Number in `people`, to show the person for a reason. */
  person: number;
  category: string;
  heads: number;
  /** The last step that is done. */
  step: Step;
  state: RowState;
  because: string | null;
  entitled: Entitled[] | null;
  helper: number | null;
  returnDue: Instant | null;
  version: number;
  changedAt: Instant;
}

export interface RosterFilter extends RowFilter {
  /** Number of a helper in `people`. */
  helper?: number | undefined;
}

/** Where a page begins: behind a row, before one, or at either end. */
export type PageAt = { after: number } | { before: number } | 'first' | 'last';

export interface RosterPage {
  rows: RosterRow[];
  /** Whether there are rows before and after. */
  more: { before: boolean; after: boolean };
}

interface Of {
  campaign: string;
  list: string;
  /** Highest region of the reader; null means everything. */
  top: string | null;
}

/** @returns the track of a list. @throws Refused when the campaign has no such list */
export async function trackOf(sql: Queries, { campaign, list }: Omit<Of, 'top'>): Promise<readonly Step[]> {
  const [found] = await sql<{ track: Step[] }[]>`
    select track from lists where campaign_id = ${campaign} and id = ${list}`;
  if (!found) throw new Refused(sentence('unknown-list'));
  return found.track;
}

/**
 * Reads one page of a list. Pages go by unit and number of the row, so that the last page costs what the first one
 * does, and a region's page what the whole list's does.
 * @param size most rows of the page
 * @throws Refused when the campaign has no such list
 */
export async function rosterPage(
  sql: Queries,
  of: Of,
  { filter, at, size }: { filter: RosterFilter; at: PageAt; size: number },
): Promise<RosterPage> {
  const track = await trackOf(sql, of);
  const backward = at === 'last' || (typeof at === 'object' && 'before' in at);
  const from = typeof at === 'string' ? sql`` : 'after' in at ? beyondRow(sql, at.after) : beforeRow(sql, at.before);
  const ends = await endsOf(sql, of.top, filter.units);
  const between = ends ? sql`and e.unit_code between ${ends.first ?? ''} and ${ends.last ?? ''}` : sql``;
  const found = await readRows(sql, of, {
    track,
    which: sql`${fits(sql, filter, track)} ${between} ${from}`,
    end: backward
      ? sql`order by e.unit_code desc, e.id desc limit ${size + 1}`
      : sql`order by e.unit_code, e.id limit ${size + 1}`,
  });
  const rows = found.slice(0, size);
  const beyond = found.length > size;
  if (backward) rows.reverse();
  const inside = typeof at === 'object';
  return { rows, more: backward ? { before: beyond, after: inside } : { before: inside, after: beyond } };
}

const placeOf = (sql: Queries, row: number): Fragment => sql`(select unit_code from entries where id = ${row})`;
const beyondRow = (sql: Queries, row: number): Fragment =>
  sql`and (e.unit_code, e.id) > (${placeOf(sql, row)}, ${row})`;
const beforeRow = (sql: Queries, row: number): Fragment =>
  sql`and (e.unit_code, e.id) < (${placeOf(sql, row)}, ${row})`;

interface Ends {
  /** Codes; null when there is no region within. */
  first: string | null;
  last: string | null;
}

/**
 * Codes of a region's villages are neighbours: its page begins at the first of them, instead of looking for it among
 * all rows of the list.
 * @returns the least and the greatest code of the regions that the page is about; null for everything
 */
async function endsOf(sql: Queries, top: string | null, units: string | undefined): Promise<Ends | null> {
  if (top === null && units === undefined) return null;
  const [ends] = await sql<Ends[]>`
    select min(g.code) as first, max(g.code) as last from regions g
    where ${within(sql, top, 'g.path')} and ${within(sql, units ?? null, 'g.path')}`;
  return ends ?? null;
}

/** @returns how many rows fit: what somebody sees who decides on all of them */
export async function countRoster(sql: Queries, of: Of, filter: RosterFilter): Promise<number> {
  const track = await trackOf(sql, of);
  const [counted] = await sql<{ rows: number }[]>`
    select count(*)::int as rows from entries e join regions g on g.code = e.unit_code
    where e.campaign_id = ${of.campaign} and e.list = ${of.list} and ${within(sql, of.top, 'g.path')} and ${fits(sql, filter, track)}`;
  return counted?.rows ?? 0;
}

/** Most rows of people found by name. */
const MOST_FOUND = 200;

/** @param people numbers in `people`, themselves or heads of households @returns their rows on the list */
export async function rowsOfPeople(sql: Queries, of: Of, people: readonly number[]): Promise<RosterRow[]> {
  const track = await trackOf(sql, of);
  return readRows(sql, of, {
    track,
    which: sql`e.subject_id in (
      select p.id from people p where p.id = any(${[...people]}::bigint[]) or p.head_id = any(${[...people]}::bigint[]))`,
    end: sql`order by e.id limit ${MOST_FOUND}`,
  });
}

/** @returns one row, or null when it is not on this list, or not in the reader's region */
export async function rosterRow(sql: Queries, of: Of, id: number): Promise<RosterRow | null> {
  const track = await trackOf(sql, of);
  const [row] = await readRows(sql, of, { track, which: sql`e.id = ${id}`, end: sql`` });
  return row ?? null;
}

const fits = (sql: Queries, { helper, ...filter }: RosterFilter, track: readonly Step[]): Fragment => sql`
  ${rowFits(sql, filter, track)} ${helper === undefined ? sql`` : sql`and e.helper_id = ${helper}`}`;

const readRows = (
  sql: Queries,
  { campaign, list, top }: Of,
  { track, which, end }: { track: readonly Step[]; which: Fragment; end: Fragment },
): Promise<RosterRow[]> => sql<RosterRow[]>`
  select ${rowColumns(sql, sql`${[...track]}::text[]`)} from ${rowsInRegions(sql)}
  where e.campaign_id = ${campaign} and e.list = ${list} and ${within(sql, top, 'g.path')} and ${which} ${end}`;

/** @param track of the list, as SQL */
const rowColumns = (sql: Queries, track: Fragment): Fragment => sql`
  e.id, e.unit_code as unit, (select name from regions where code = e.unit_code) as "unitName", nullif(e.slot_unit, e.unit_code) as "slotUnit", e.shown,
  (select coalesce(head_id, id) from people where id = e.subject_id) as person, e.category, e.heads, (${track})[e.done] as step, e.state, e.because, e.entitled,
  e.helper_id as helper, e.return_due as "returnDue", e.version, e.changed_at as "changedAt"`;

/** Row by row, in the order of the page: a join would read all rows of a region first. */
const rowsInRegions = (sql: Queries): Fragment => sql`
  entries e cross join lateral (select path from regions where code = e.unit_code offset 0) g`;

/** The rows of a list as a table. */
export function rowSource(sql: Queries, { campaign, list, top }: Of): Source {
  const track = sql`(select track from lists where campaign_id = ${campaign} and id = ${list})`;
  // Codes of a region's villages are neighbours: its page begins at the first of them.
  const inside = (region: string) => sql`
    (select ${within(sql, region, 'g.path')} from regions g where g.code = e.unit_code) and e.unit_code between (select min(r.code) from regions r where ${within(sql, region, 'r.path')})
      and (select max(r.code) from regions r where ${within(sql, region, 'r.path')})`;
  const steps = (names: readonly string[]) => sql`
    e.done = any(array(select array_position(${track}, named) from unnest(${[...names]}::text[]) named))`;
  return {
    columns: rowColumns(sql, track),
    // Nothing beside the rows: of half a million, ten thousand are counted at each look.
    from: sql`entries e`,
    where: top === null ? sql`true` : inside(top),
    id: { as: sql`e.id`, type: 'bigint' },
    values: {
      campaign: { as: sql`e.campaign_id`, type: 'text' },
      list: { as: sql`e.list`, type: 'text' },
      unit: { as: sql`e.unit_code`, type: 'text' },
      category: { as: sql`e.category`, type: 'text' },
      state: { as: sql`e.state`, type: 'text' },
    },
    conditions: {
      units: (condition) => (condition.filter === 'whole' ? inside(condition.value) : sql`false`),
      step: (condition) => (condition.filter === 'choice' ? steps(condition.values) : sql`false`),
    },
  };
}

/** The lists of a definition for those who choose one. */
export const listsOf = ({ lists }: Pick<Definition, 'lists'>) =>
  Object.entries(lists ?? {}).map(([id, { name, of, track, categories, limit, rows, tell, helps }]) => ({
    ...{
      id,
      name,
      of,
      track,
      categories,
      tells: tell !== undefined,
      helps: helps ?? [],
      limited: limit === 'quotas',
      hasRows: rows !== 'none',
    },
  }));
