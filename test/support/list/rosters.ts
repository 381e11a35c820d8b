import ExcelJS from 'exceljs';
import { KNOWN, type RosterColumn } from '../../../store/list/tables/shape/columns';
import { type RosterRow, type RosterSheet, rosterOf } from '../../../store/list/tables/shape/roster';
import { plainHeading } from '../../../store/people/tables/columns';
import { LIST_LIMITS } from '../../../store/people/tables/read/limits';
import { readPieces } from '../../../store/people/tables/read/read-table';
import { textOf } from '../../../store/people/tables/table';

/** Goods and money, as a list may ask for them. */
const ASKED: RosterColumn[] = [
  { key: 'money', 'zh-CN': '金额', en: 'money', also: ['救助金额'], of: 'household', summed: true },
  { key: 'rice', 'zh-CN': '大米', en: 'rice', also: [], of: 'household', summed: true },
];

export const COLUMNS: readonly RosterColumn[] = [...KNOWN, ...ASKED];

export interface Read {
  sheets: RosterSheet[];
  rows: RosterRow[];
  /** Flaws as `heading row code`. */
  flaws: string[];
  /** Notes as `code values`. */
  notes: string[];
}

/** Reads a file into the rows of a list. */
export async function readRoster(
  file: string,
  bytes: Uint8Array | string,
  { households = true, mapped = {} }: { households?: boolean; mapped?: Record<string, string> } = {},
): Promise<Read> {
  const read: Read = { sheets: [], rows: [], flaws: [], notes: [] };
  const plan = {
    columns: COLUMNS,
    households,
    mapped: new Map(Object.entries(mapped).map(([heading, key]) => [plainHeading(heading), key])),
  };
  for await (const items of rosterOf(readPieces({ file, bytes: Buffer.from(bytes) }, LIST_LIMITS), plan))
    for (const item of items) {
      if ('sheet' in item) read.sheets.push(item.sheet);
      else if ('row' in item) read.rows.push(item.row);
      else if ('flaw' in item) read.flaws.push(`${item.flaw.column} ${item.flaw.row} ${item.flaw.code}`);
      else read.notes.push([item.note.code, ...Object.values(item.note.values)].join(' '));
    }
  return read;
}

/** @returns what a row says, by the key of each column, and its people one by one as `name id relation` */
export const said = ({ cells, people }: RosterRow) => ({
  ...Object.fromEntries([...cells].map(([key, { cell }]) => [key, textOf(cell)])),
  people: people.map(({ cells: own, relation }) =>
    ['name', 'id', 'relation']
      .map((key) => textOf(own.get(key)?.cell) || (key === 'relation' ? (relation ?? '') : ''))
      .join(' ')
      .trim(),
  ),
});

/** @returns a workbook, its sheets filled by functions */
export async function book(sheets: Record<string, (sheet: ExcelJS.Worksheet) => void>): Promise<Uint8Array> {
  const workbook = new ExcelJS.Workbook();
  for (const [name, fill] of Object.entries(sheets)) fill(workbook.addWorksheet(name));
  return new Uint8Array(await workbook.xlsx.writeBuffer());
}
