import { compare } from '../../../../domain/compare';
import type { Queries } from '../../../db/db';
import { below, within } from '../../../db/scope';
import type { StoredRegion } from '../../regions';
import type { ContactRow } from '../rows';
import type { StoredDuty } from '../settle-people';
import type { Sheets } from './check';
import { codeIn, namedIn } from './check-rows';
import { namesOf } from './find-place';
import type { Making } from './make-places';

/** The part of the register that tables concern: a country's register is not loaded for one village. */
export interface Concerned {
  /**
   * The regions that the tables list or name, all above them, those beside them, and those below moved ones: enough to
   * know the place and the order of each.
   */
  regions: StoredRegion[];
  /** Codes of those regions within the importer's region; null when all are. */
  own: ReadonlySet<string> | null;
}

type Regions = Map<string, StoredRegion>;

/**
 * @param top the region that the importer looks after; null for the whole register
 * @param making when places are made, all below the region that the table is of is looked at, for their names
 */
export async function concernedBy(
  sql: Queries,
  sheets: Sheets,
  { top, making }: { top: string | null; making: Making | null },
): Promise<Concerned> {
  const listed = sheets.regions.rows.map(({ cells }) => ({ code: codeIn(cells.code), parent: codeIn(cells.parent) }));
  const posts = sheets.contacts.rows.map(({ cells }) => codeIn(cells.region)).filter(Boolean);
  const parents = [...new Set(listed.map(({ parent }) => parent))];
  const regions: Regions = new Map();
  await addByCode(sql, regions, [...listed.map(({ code }) => code), ...parents, ...posts, ...(top ? [top] : [])]);
  await addByName(sql, regions, { names: namesIn(sheets), top });
  if (making) await addForMaking(sql, regions, { sheets, making, top });
  await addBeside(sql, regions, parents);
  const moved = listed.flatMap(({ code, parent }) => {
    const stored = regions.get(code);
    return stored && (stored.parent ?? '') !== parent ? [stored.path] : [];
  });
  await addBelow(sql, regions, moved);
  await addByCode(
    sql,
    regions,
    [...regions.values()].flatMap(({ closed }) => closed?.into ?? []),
  );
  await addAbove(sql, regions);
  const inOrder = [...regions.values()].sort((a, b) => a.position - b.position || compare(a.code, b.code));
  return { regions: inOrder, own: ownAmong(regions, top) };
}

const namesIn = (sheets: Sheets): string[] =>
  sheets.contacts.rows.flatMap((row) => {
    const named = namedIn(row);
    return named ? namesOf(named.name) : [];
  });

/** Adds what lies below the table's region and its counties, and the tops, beside which a county may be made. */
async function addForMaking(
  sql: Queries,
  regions: Regions,
  { sheets, making, top }: { sheets: Sheets; making: Making; top: string | null },
): Promise<void> {
  const named = sheets.contacts.rows.flatMap((row) => {
    const { county = '', above = '' } = namedIn(row) ?? {};
    return [...namesOf(county), ...namesOf(above), making.county ?? ''].filter(Boolean);
  });
  await addByCode(sql, regions, making.under === null ? [] : [making.under]);
  await addByName(sql, regions, { names: named, top });
  const counties = new Set(
    sheets.contacts.rows.flatMap((row) => namesOf(namedIn(row)?.county || (making.county ?? ''))),
  );
  const over = [...regions.values()].filter(({ code, name }) => code === making.under || counties.has(name));
  await addBelow(sql, regions, [...new Set(over.map(({ path }) => path))]);
  if (making.atTop) await addBeside(sql, regions, ['']);
}

function add(regions: Regions, rows: readonly StoredRegion[]): void {
  for (const { closed, ...row } of rows) regions.set(row.code, { ...row, ...(closed && { closed }) });
}

async function addByCode(sql: Queries, regions: Regions, codes: readonly string[]): Promise<void> {
  const wanted = [...new Set(codes)].filter((code) => code !== '' && !regions.has(code));
  if (wanted.length === 0) return;
  add(regions, await sql<StoredRegion[]>`select ${columns(sql)} from regions r where r.code = any(${wanted})`);
}

async function addByName(
  sql: Queries,
  regions: Regions,
  { names, top }: { names: readonly string[]; top: string | null },
): Promise<void> {
  if (names.length === 0) return;
  add(
    regions,
    await sql<StoredRegion[]>`
      select ${columns(sql)} from regions r
      where r.name = any(${[...new Set(names)]}) and ${within(sql, top, 'r.path')}`,
  );
}

/** Adds the siblings, because the order of regions below a superior includes all of them. */
async function addBeside(sql: Queries, regions: Regions, parents: readonly string[]): Promise<void> {
  if (parents.length === 0) return;
  add(
    regions,
    await sql<StoredRegion[]>`select ${columns(sql)} from regions r where r.parent_code = any(${[...parents]})`,
  );
  if (parents.includes(''))
    add(regions, await sql<StoredRegion[]>`select ${columns(sql)} from regions r where r.parent_code is null`);
}

/** Adds the regions below moved ones, because they move too. */
async function addBelow(sql: Queries, regions: Regions, paths: readonly string[]): Promise<void> {
  if (paths.length === 0) return;
  add(
    regions,
    await sql<StoredRegion[]>`
      select ${columns(sql)} from unnest(${[...paths]}::text[]) as moved(path)
      join regions r on ${below(sql, sql`r.path`, sql`moved.path`)}`,
  );
}

const addAbove = (sql: Queries, regions: Regions): Promise<void> =>
  addByCode(
    sql,
    regions,
    [...regions.values()].flatMap(({ path }) => path.split('/')),
  );

const columns = (sql: Queries) => sql`
  r.code, r.parent_code as parent, r.kind, r.name, r.tags, r.path, r.position,
  case when r.closed_at is not null then jsonb_build_object('into', r.merged_into) end as closed`;

function ownAmong(regions: Regions, top: string | null): ReadonlySet<string> | null {
  if (top === null) return null;
  const path = regions.get(top)?.path;
  const own = [...regions.values()].filter((region) => path !== undefined && region.path.startsWith(path));
  return new Set(own.map(({ code }) => code));
}

/**
 * @param top the region that the importer looks after; null for the whole register
 * @returns the duties of the rows' regions, and all that is done by those who have them or may be meant by a row
 */
export function dutiesConcerned(sql: Queries, rows: readonly ContactRow[], top: string | null): Promise<StoredDuty[]> {
  const each = <K extends keyof ContactRow>(field: K) => [...new Set(rows.map((row) => row[field]))];
  return sql<StoredDuty[]>`
  with people as materialized (
    select contact_id as id from duties where region_code = any(${each('region')})
    union select id from contacts where phone = any(${each('phone')}) and name = any(${each('name')})
    union select id from contacts where email = any(${each('email')}) and name = any(${each('name')}))
  select d.region_code as region, duty_word(d.role, d.deputy) as role, k.name, k.phone, k.email, k.language,
         d.leave_from as "leaveFrom", d.leave_until as "leaveUntil", k.id as person, ${within(sql, top, 'g.path')} as own
  from people p join duties d on d.contact_id = p.id join contacts k on k.id = p.id join regions g on g.code = d.region_code`;
}
