import type { Definition, ListDefinition } from '../../../domain/campaign/definition/definition';
import { MOST_SLOTS, type Quota, type QuotaDifference, quotaDifference } from '../../../domain/list/quotas';
import { askedBy } from '../../../domain/people/regions';
import { type Problem, Refused, type Sentence, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { below, within } from '../../db/scope';
import { placeFinder } from '../../people/tables/check/find-place';
import { plainHeading } from '../../people/tables/columns';
import { REGISTER_LIMITS } from '../../people/tables/read/limits';
import { readPieces } from '../../people/tables/read/read-table';
import type { RegionRow } from '../../people/tables/rows';
import { textOf } from '../../people/tables/table';
import { isAskedBy } from '../../round/asks';
import { type ListAddress, limitedList, quotasOf } from '../quotas';
import { KNOWN, type RosterColumn } from './shape/columns';
import { type RosterRow, rosterOf } from './shape/roster';

/** A file with quotas (分配表): a column for each category, or one for the category and one for its slots. */
interface QuotaFile {
  file: string;
  bytes: Uint8Array;
}

interface Asked {
  campaign: string;
  list: string;
  definition: Definition;
  /** The importer's region; null for everything. */
  top: string | null;
}

/** Quotas of a table, and what was left out of it: sum rows, columns without a meaning, sums that differ. */
interface ReadQuotas {
  quotas: Quota[];
  notes: Sentence[];
}

const OF_PLACES = KNOWN.filter(({ of, key }) => of === 'place' && key !== 'group');
const CATEGORY = KNOWN.filter(({ key }) => key === 'category');
const SLOTS: RosterColumn = {
  key: 'slots',
  'zh-CN': '名额',
  en: 'slots',
  also: ['名额数', '分配名额', '分配数', '分配户数', '指标', '指标数', '户数', '数量', 'quota'],
  of: 'household',
  summed: true,
};
const slotsKey = (category: string): string => `slots ${category}`;

/** The columns of a list's table of quotas. */
function columnsOf({ standards }: Definition, { categories }: ListDefinition): RosterColumn[] {
  const own = categories.map((category): RosterColumn => {
    const name = standards.find((standard) => standard.category === category)?.name ?? { 'zh-CN': category };
    const also = ['名额', '指标', '户数', '（户）', '分配数'].map((word) => name['zh-CN'] + word);
    return {
      key: slotsKey(category),
      'zh-CN': name['zh-CN'],
      en: name.en ?? category,
      also: [category, ...also],
      of: 'household',
      summed: true,
    };
  });
  return [...own, ...OF_PLACES, ...CATEGORY, SLOTS];
}

/**
 * Reads a table of quotas. A cell without a number says nothing; a unit that loses its slots has a 0.
 * @throws Refused with every wrong cell
 */
async function readQuotas(sql: Queries, asked: Asked, { file, bytes }: QuotaFile): Promise<ReadQuotas> {
  const { definition, list } = asked;
  const listed = definition.lists[list];
  if (!listed) throw new Refused(sentence('unknown-list'));
  const unitOf = await unitFinder(sql, asked);
  const columns = columnsOf(definition, listed);
  const categoryOf = categoryFinder(columns, listed);
  const [quotas, notes, problems]: [Map<string, Quota>, Sentence[], Problem[]] = [new Map(), [], []];
  const needs = columns.filter(({ summed }) => summed).map(({ key }) => key);
  const pieces = readPieces({ file, bytes }, REGISTER_LIMITS);
  for await (const items of rosterOf(pieces, { columns, mapped: new Map(), needs, households: false }))
    for (const item of items) {
      if ('note' in item) notes.push(item.note);
      else if ('flaw' in item) problems.push({ field: `${item.flaw.file}:${item.flaw.row}`, ...item.flaw });
      else if ('row' in item)
        for (const one of cellsOf(item.row, { unitOf, categoryOf, listed })) {
          const field = `${item.row.file}:${item.row.row} ${one.heading}`.trim();
          if ('said' in one) problems.push({ field, ...one.said });
          else if (quotas.has(`${one.unit} ${one.category}`)) problems.push({ field, ...sentence('quota-twice') });
          else quotas.set(`${one.unit} ${one.category}`, { unit: one.unit, category: one.category, slots: one.slots });
        }
    }
  if (problems.length > 0) throw new Refused(sentence('quotas-refused', { count: problems.length }), problems);
  if (quotas.size === 0) throw new Refused(sentence('quotas-empty'));
  return { quotas: [...quotas.values()], notes };
}

/** What a table would change; nothing is written. @throws Refused with every wrong cell */
export async function lookAtQuotas(
  sql: Queries,
  { file, ...of }: ListAddress & { top: string | null; file: QuotaFile },
): Promise<ReadQuotas & { difference: QuotaDifference }> {
  const { row } = await limitedList(sql, of);
  const read = await readQuotas(sql, { ...of, definition: row.definition }, file);
  return { ...read, difference: quotaDifference(await quotasOf(sql, of), read.quotas) };
}

type Found<T> = T | { said: Sentence };
type UnitOf = (row: RosterRow) => Found<{ unit: string }>;
type CategoryOf = (word: string) => Found<{ category: string }>;
type QuotaCell = { heading: string } & (Quota | { said: Sentence });

const wordIn = ({ cells }: RosterRow, key: string): string => textOf(cells.get(key)?.cell).trim();

function cellsOf(
  row: RosterRow,
  { unitOf, categoryOf, listed }: { unitOf: UnitOf; categoryOf: CategoryOf; listed: ListDefinition },
): QuotaCell[] {
  const found = unitOf(row);
  if ('said' in found) return [{ heading: '', ...found }];
  const { unit } = found;
  const read = (key: string, category: string): QuotaCell[] => {
    const word = wordIn(row, key);
    if (word === '') return [];
    const heading = row.cells.get(key)?.heading ?? '';
    const slots = slotsIn(word);
    return [slots === null ? { heading, said: noNumber() } : { heading, unit, category, slots }];
  };
  const named = wordIn(row, 'category');
  const wide = listed.categories.flatMap((category) => read(slotsKey(category), category));
  if (wide.length > 0) return wide;
  const [first = ''] = listed.categories;
  const category = named === '' && listed.categories.length === 1 ? { category: first } : categoryOf(named);
  return 'said' in category ? [{ heading: '', ...category }] : read('slots', category.category);
}

const noNumber = (): Sentence => sentence('quota-no-number', { most: MOST_SLOTS });

/** @returns the number in a cell: 12, 12户; null when it is none */
function slotsIn(word: string): number | null {
  const [, digits] = /^(\d{1,6})(?:户|人|个|名)?$/.exec(word.normalize('NFKC')) ?? [];
  const slots = Number(digits ?? Number.NaN);
  return slots <= MOST_SLOTS ? slots : null;
}

function categoryFinder(columns: readonly RosterColumn[], { categories }: ListDefinition): CategoryOf {
  const words = new Map<string, string>();
  for (const category of categories) {
    const column = columns.find(({ key }) => key === slotsKey(category));
    for (const word of column ? [column['zh-CN'], column.en, ...column.also] : [])
      words.set(plainHeading(word), category);
  }
  return (word) => {
    const category = words.get(plainHeading(word));
    if (category !== undefined) return { category };
    return { said: sentence('quota-category-unknown', { categories: categories.join(', ') }) };
  };
}

/** Finds the unit of a line, among those that the list asks for rows, by code or by name. */
async function unitFinder(sql: Queries, asked: Asked): Promise<UnitOf> {
  const units = await unitsOfQuotas(sql, asked);
  const codes = [...new Set(units.flatMap(({ path }) => path.split('/')))].filter(Boolean);
  const known = await sql<RegionRow[]>`
    select code, parent_code as parent, kind, name from regions where code = any(${codes})`;
  const place = placeFinder(known);
  const own = new Set(units.map(({ code }) => code));
  const taken = (unit: string): Found<{ unit: string }> =>
    own.has(unit) ? { unit } : { said: sentence('quota-unit-unknown') };
  return (row) => {
    const [code, village, township, county] = ['code', 'village', 'township', 'county'].map((key) =>
      wordIn(row, key).replace(/\s/g, ''),
    );
    if (code) return taken(code.normalize('NFKC'));
    const name = village || township;
    if (!name) return { said: sentence('quota-unit-missing') };
    const found = place({ name, above: (village && township) || county || '' });
    if (found.ok) return taken(found.value);
    return { said: found.why.code === 'place-unclear' ? found.why : sentence('quota-unit-unknown') };
  };
}

/** @returns the units that the list asks for rows, with or without slots, within the reader's region */
export async function unitsOfQuotas(
  sql: Queries,
  { definition, list, top }: Pick<Asked, 'definition' | 'list' | 'top'>,
): Promise<{ code: string; path: string }[]> {
  const asks = definition.stages.flatMap((stage) =>
    stage.asks.filter((ask) => ask.list === list && ask.does === 'propose'),
  );
  const found = new Map<string, { code: string; path: string }>();
  for (const ask of asks)
    for (const unit of await sql<{ code: string; path: string }[]>`
      select u.code, u.path from regions a join regions u on ${below(sql, sql`u.path`, sql`a.path`)}
      where a.code = ${definition.scope} and ${within(sql, top, 'u.path')}
        and ${isAskedBy(sql, askedBy(ask))}`)
      found.set(unit.code, unit);
  return [...found.values()];
}
