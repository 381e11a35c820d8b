import { posix } from 'node:path';
import { printable } from '../../../../domain/text/printable';
import { Refused, sentence } from '../../../../domain/text/refusal';
import type { RawTable } from '../table';
import { type NumberFormat, numberFormat } from './formats';
import { Lines } from './line';
import { openParts, type Parts } from './package';
import { readSheet } from './sheet';

interface SheetPart {
  name: string;
  hidden: boolean;
  part: string;
}

/**
 * @returns every sheet that holds anything; an empty one when none does
 * @throws Refused when the file is no workbook, or more than a register can be
 */
export async function readWorkbook(file: string, bytes: Buffer): Promise<RawTable[]> {
  try {
    return await sheetsOf(file, await openParts(file, bytes));
  } catch (cause) {
    if (cause instanceof Refused) throw cause;
    throw new Refused(sentence('workbook-broken', { file }), [], { cause });
  }
}

async function sheetsOf(file: string, parts: Parts): Promise<RawTable[]> {
  const root = (await relationsOf(parts, '')).find(({ type }) => type === 'officeDocument');
  const workbook = root?.target ?? 'xl/workbook.xml';
  const { sheets, from1904 } = await readContents(parts, workbook);
  const shared = {
    from1904,
    strings: await readStrings(parts, partOf(workbook, 'sharedStrings.xml')),
    formats: await readFormats(parts, partOf(workbook, 'styles.xml')),
  };
  const lines = new Lines(file);
  const tables: RawTable[] = [];
  for (const { name, hidden, part } of sheets) {
    const { lines: rows, merges } = await readSheet(parts, part, { shared, lines });
    tables.push({ file: sheets.length > 1 ? `${file}#${name}` : file, hidden, lines: rows, merges });
  }
  // Spreadsheet programs add empty sheets; but a file with nothing else is handed on, to be refused by name.
  const filled = tables.filter((table) => table.lines.length > 0);
  return filled.length > 0 ? filled : tables.slice(0, 1);
}

const partOf = (workbook: string, name: string): string => posix.join(posix.dirname(workbook), name);

async function readContents(parts: Parts, workbook: string): Promise<{ sheets: SheetPart[]; from1904: boolean }> {
  const relations = new Map((await relationsOf(parts, workbook)).map(({ id, target }) => [id, target]));
  const sheets: SheetPart[] = [];
  let from1904 = false;
  await parts.read(workbook, {
    open: (tag, attributes) => {
      if (tag === 'workbookPr') from1904 = ['1', 'true'].includes(attributes.date1904 ?? '');
      if (tag !== 'sheet') return;
      const id = Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1] ?? '';
      const part = relations.get(id);
      const visible = ['visible', ''].includes(attributes.state ?? '');
      // A chart has a sheet of its own, which is no part that holds cells.
      if (part) sheets.push({ name: printable(attributes.name ?? ''), hidden: !visible, part });
    },
    close: () => {},
    text: () => {},
  });
  return { sheets, from1904 };
}

/** @returns what a part refers to, with the last word of the kind of relation. */
async function relationsOf(parts: Parts, part: string): Promise<{ id: string; type: string; target: string }[]> {
  const folder = posix.dirname(part);
  const rels = posix.join(folder, '_rels', `${posix.basename(part)}.rels`);
  const found: { id: string; type: string; target: string }[] = [];
  if (!parts.has(rels)) return found;
  await parts.read(rels, {
    open: (tag, { Id = '', Type = '', Target = '' }) => {
      if (tag !== 'Relationship') return;
      const target = Target.startsWith('/') ? Target.slice(1) : posix.join(folder, Target);
      const type = Type.slice(Type.lastIndexOf('/') + 1);
      if (!['chartsheet', 'dialogsheet', 'macrosheet'].includes(type)) found.push({ id: Id, type, target });
    },
    close: () => {},
    text: () => {},
  });
  return found;
}

/** Texts that cells refer to by their number; phonetic readings beside them are left out. */
async function readStrings(parts: Parts, part: string): Promise<string[]> {
  const strings: string[] = [];
  if (!parts.has(part)) return strings;
  let text = '';
  let inText = false;
  let phonetic = false;
  await parts.read(part, {
    open: (tag) => {
      if (tag === 'si') text = '';
      if (tag === 'rPh') phonetic = true;
      inText = tag === 't' && !phonetic;
    },
    close: (tag) => {
      if (tag === 'si') strings.push(text);
      if (tag === 'rPh') phonetic = false;
      inText = false;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
  });
  return strings;
}

async function readFormats(parts: Parts, part: string): Promise<NumberFormat[]> {
  const codes = new Map<number, string>();
  const formats: NumberFormat[] = [];
  if (!parts.has(part)) return formats;
  let ofCells = false;
  await parts.read(part, {
    open: (tag, { numFmtId = '0', formatCode = '' }) => {
      if (tag === 'cellXfs') ofCells = true;
      if (tag === 'numFmt') codes.set(Number(numFmtId), formatCode);
      if (tag === 'xf' && ofCells) formats.push(numberFormat(Number(numFmtId), codes.get(Number(numFmtId))));
    },
    close: (tag) => {
      if (tag === 'cellXfs') ofCells = false;
    },
    text: () => {},
  });
  return formats;
}
