import { posix } from 'node:path';
import { printable } from '../../../../domain/text/printable';
import { Refused, sentence } from '../../../../domain/text/refusal';
import type { Piece } from '../table';
import { type NumberFormat, numberFormat } from './formats';
import type { Limits } from './limits';
import { Lines } from './line';
import { Merges } from './merges';
import { openParts, type Parts } from './package';
import { mergesOf, readSheet } from './sheet';
import type { Source } from './source';
import { Texts } from './texts';

interface SheetPart {
  name: string;
  hidden: boolean;
  part: string;
}

/**
 * Every sheet of a workbook, with its lines.
 * @throws Refused when the file is no workbook, or more than may be
 */
export async function* readWorkbook(source: Source, limits: Limits): AsyncGenerator<Piece> {
  try {
    const parts = await openParts(source, limits);
    try {
      yield* sheetsOf(source.file, parts, limits);
    } finally {
      parts.close();
    }
  } catch (cause) {
    if (cause instanceof Refused) throw cause;
    throw new Refused(sentence('workbook-broken', { file: source.file }), [], { cause });
  }
}

async function* sheetsOf(file: string, parts: Parts, limits: Limits): AsyncGenerator<Piece> {
  const root = (await relationsOf(parts, '')).find(({ type }) => type === 'officeDocument');
  const workbook = root?.target ?? 'xl/workbook.xml';
  const { sheets, from1904 } = await readContents(parts, workbook);
  const strings = new Texts(file, limits.texts);
  await readStrings(parts, partOf(workbook, 'sharedStrings.xml'), strings);
  const shared = { from1904, strings, formats: await readFormats(parts, partOf(workbook, 'styles.xml')) };
  const lines = new Lines(file, limits);
  for (const { name, hidden, part } of sheets) {
    const merges = await mergesOf(parts, part, new Merges(file, limits.merges));
    yield { sheet: { file: sheets.length > 1 ? `${file}#${name}` : file, name, hidden, merges } };
    for await (const read of readSheet(parts, part, { shared, lines })) yield { lines: read };
  }
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
async function readStrings(parts: Parts, part: string, strings: Texts): Promise<void> {
  if (!parts.has(part)) return;
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
      if (tag === 'si') strings.add(text);
      if (tag === 'rPh') phonetic = false;
      inText = false;
    },
    text: (piece) => {
      if (inText) text += piece;
    },
  });
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
