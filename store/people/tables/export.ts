import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Language } from '../../../domain/campaign/definition/definition';
import { CONTACT, dutyOf } from '../../../domain/people/duties';
import { FIXED_KINDS, kindName, type RegionKind } from '../../../domain/people/region-kinds';
import { regionTree, subtree } from '../../../domain/people/regions';
import type { Queries } from '../../db/db';
import { inDutyOrder } from '../duties';
import { regionKinds } from '../region-kinds';
import { storedRegions } from '../regions';
import {
  CONTACT_COLUMNS,
  type ContactColumn,
  KIND_COLUMNS,
  type KindColumn,
  REGION_COLUMNS,
  type RegionColumn,
} from './columns';
import type { ContactRow, RegionRow, RegisterRows } from './rows';
import { type Line, type Table, textOf } from './table';

/** The file of kinds exists only if the office added or changed some, so that others need not think about it. */
export type ExportedRegister = RegisterRows & { kinds?: readonly RegionKind[] };

const isOwn = (kind: RegionKind): boolean => !FIXED_KINDS.some((fixed) => isDeepStrictEqual({ ...fixed }, { ...kind }));

/**
 * @param top only this region and all below it; null for the whole register
 * @returns all data of the register that tables can hold, regions in the order of {@link regionsUnder}.
 */
export async function exportRegister(sql: Queries, top: string | null = null): Promise<ExportedRegister> {
  const kinds = await regionKinds(sql);
  const tree = regionTree(await storedRegions(sql));
  const tops = top === null ? tree.tops : [tree.byCode.get(top)].flatMap((region) => region ?? []);
  const regions = tops
    .flatMap(({ code }) => subtree(tree, code))
    .map(
      ({ code, parent, kind, name, tags }): RegionRow => ({
        code,
        parent,
        kind,
        name,
        ...(tags.length > 0 && { tags }),
      }),
    );
  const rank = new Map(regions.map(({ code }, index) => [code, index]));
  const contacts = await sql<ContactRow[]>`
    select d.region_code as region, duty_word(d.role, d.deputy) as role, k.name, k.phone, k.email, k.language,
           d.leave_from as "leaveFrom", d.leave_until as "leaveUntil"
    from duties d join contacts k on k.id = d.contact_id where k.name is not null order by ${inDutyOrder(sql)}`;
  return {
    regions,
    contacts: contacts
      .filter(({ region }) => rank.has(region))
      .toSorted((a, b) => (rank.get(a.region) ?? 0) - (rank.get(b.region) ?? 0)),
    ...(kinds.some(isOwn) && { kinds }),
  };
}

const WORDS = {
  'zh-CN': { duty: '联络人', own: 'A角', deputy: 'B角' },
  en: { duty: 'contact', own: 'contact', deputy: 'deputy' },
} as const;
const REGION_HEADINGS: RegionColumn[] = ['code', 'parent', 'kind', 'name'];
const LEFT_OUT = ['place', 'above', 'county', 'deputyName', 'deputyPhone'] as const;
type LeftOut = (typeof LEFT_OUT)[number];
/** Has the code instead of the name, because rows are recognised by code, and a row for each person. */
const CONTACT_HEADINGS = (Object.keys(CONTACT_COLUMNS) as ContactColumn[]).filter(
  (key): key is Exclude<ContactColumn, LeftOut> => !LEFT_OUT.some((one) => one === key),
);

/** @returns the regions as a table that `register import` reads, in the words of the language. */
export function regionTable(
  rows: readonly RegionRow[],
  { file, language, kinds = FIXED_KINDS }: { file: string; language: Language; kinds?: readonly RegionKind[] },
): Table {
  // Without tags the column is left out, so that it does not confuse an office that uses none.
  const tagged = rows.some(({ tags = [] }) => tags.length > 0);
  const headings = [...REGION_HEADINGS, ...(tagged ? (['tags'] as const) : [])];
  const cells = rows.map(({ code, parent, kind, name, tags = [] }) => [
    ...[code, parent ?? '', kindName(kinds, kind, language), name],
    ...(tagged ? [tags.join(' ')] : []),
  ]);
  return { file, headings: headings.map((key) => REGION_COLUMNS[key][language]), headingRow: 1, rows: numbered(cells) };
}

/** @returns the contacts as a table that `register import` reads, in the words of the language. */
export function contactTable(
  rows: readonly ContactRow[],
  { file, language }: { file: string; language: Language },
): Table {
  // The table has no duties while it holds only contacts and their deputies.
  const several = rows.some(({ role }) => dutyOf(role).role !== CONTACT);
  const keys = CONTACT_HEADINGS.filter((key) => key !== 'duty' || several);
  const headings = keys.map((key) => CONTACT_COLUMNS[key][language]);
  const cells = rows.map((row) => keys.map((key) => contactCell(row, key, language)));
  return { file, headings, headingRow: 1, rows: numbered(cells) };
}

function contactCell(row: ContactRow, key: (typeof CONTACT_HEADINGS)[number], language: Language): string {
  const { role, deputy } = dutyOf(row.role);
  const words = WORDS[language];
  if (key === 'duty') return role === CONTACT ? words.duty : role;
  if (key === 'role') return deputy ? words.deputy : words.own;
  return row[key] ?? '';
}

const numbered = (lines: string[][]): Line[] => lines.map((cells, index) => ({ row: index + 2, cells }));

const KIND_HEADINGS = Object.keys(KIND_COLUMNS) as KindColumn[];
const ASKED = { 'zh-CN': ['否', '是'], en: ['no', 'yes'] } as const;

/** @returns the kinds of region as a table that `register import` reads, in the words of the language. */
export function kindTable(
  kinds: readonly RegionKind[],
  { file, language }: { file: string; language: Language },
): Table {
  const cells = kinds.map(({ code, name, words, rank, asked }) => [
    ...[code, name['zh-CN'], name.en, words.join('、'), String(rank)],
    ASKED[language][Number(asked)] ?? '',
  ]);
  const headings = KIND_HEADINGS.map((key) => KIND_COLUMNS[key][language]);
  return { file, headings, headingRow: 1, rows: numbered(cells) };
}

/** With a byte order mark, without which Excel reads UTF-8 as the local code page. */
export function csvText({ headings, rows }: Pick<Table, 'headings' | 'rows'>): string {
  return `\ufeff${[headings, ...rows.map(({ cells }) => cells.map(textOf))].map(csvLine).join('')}`;
}

/** @returns a line of a CSV file, with its line break */
export const csvLine = (cells: readonly string[]): string =>
  `${cells.map((cell) => quoted(harmless(cell))).join(',')}\n`;

/**
 * Puts an apostrophe before a text that a spreadsheet would take for a formula; reading removes it again. A name such
 * as `=HYPERLINK(…)` must not act when an officer opens the table.
 */
const harmless = (cell: string): string => (/^'*[=+\-@\t\r]/.test(cell) ? `'${cell}` : cell);

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell);

/** Paths of the tables of a register, or of a part of one. */
export interface Written {
  regions: string;
  contacts: string;
  kinds?: string;
}

/**
 * Writes `regions.csv` and `contacts.csv` into the folder, which it makes if needed, and `kinds.csv` for a register
 * with its own kinds.
 * @param part number of the part, for a register that has several: the second is in `regions-2.csv`
 * @returns their paths
 */
export async function writeTables({
  rows,
  dir,
  language,
  part = 1,
}: {
  rows: ExportedRegister;
  dir: string;
  language: Language;
  part?: number;
}): Promise<Written> {
  const suffix = part === 1 ? '' : `-${part}`;
  const paths = { regions: join(dir, `regions${suffix}.csv`), contacts: join(dir, `contacts${suffix}.csv`) };
  const { kinds } = rows;
  await mkdir(dir, { recursive: true });
  await writeFile(
    paths.regions,
    csvText(regionTable(rows.regions, { file: 'regions.csv', language, kinds: [...(kinds ?? []), ...FIXED_KINDS] })),
  );
  await writeFile(paths.contacts, csvText(contactTable(rows.contacts, { file: 'contacts.csv', language })));
  if (!kinds) return paths;
  const own = join(dir, 'kinds.csv');
  await writeFile(own, csvText(kindTable(kinds, { file: 'kinds.csv', language })));
  return { ...paths, kinds: own };
}
