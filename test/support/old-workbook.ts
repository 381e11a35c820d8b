import CFB from 'cfb';

/** A cell of an old workbook: a text, a number, the error #N/A, or a formula with a text as its result. */
export type OldCell = string | number | null | { error: true } | { formula: string };

/** A sheet of an old workbook; merges as [top, bottom, left, right], from 0. */
export interface OldSheet {
  name: string;
  rows: OldCell[][];
  merges?: [number, number, number, number][];
  hidden?: boolean;
}

const LONGEST_RECORD = 8224;
const record = (type: number, bytes: Buffer): Buffer => {
  const head = Buffer.alloc(4);
  head.writeUInt16LE(type, 0);
  head.writeUInt16LE(bytes.length, 2);
  return Buffer.concat([head, bytes]);
};
const u16 = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2);
  return bytes;
};
const u32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
};
const f64 = (value: number): Buffer => {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(value);
  return bytes;
};
const isWide = (text: string): boolean => [...text].some((sign) => sign.charCodeAt(0) > 0xff);
const signs = (text: string): Buffer => Buffer.from(text, isWide(text) ? 'utf16le' : 'latin1');
const text16 = (text: string): Buffer =>
  Buffer.concat([u16(text.length), Buffer.of(isWide(text) ? 1 : 0), signs(text)]);

/** The table of texts, cut in the middle of a text wherever a record is full, as Excel does. */
function sharedTexts(texts: readonly string[]): Buffer {
  const records: Buffer[] = [];
  let open = Buffer.concat([u32(texts.length), u32(texts.length)]);
  const end = (): void => {
    records.push(record(records.length === 0 ? 0xfc : 0x3c, open));
    open = Buffer.alloc(0);
  };
  for (const text of texts) {
    const [head, rest] = [text16(text).subarray(0, 3), signs(text)];
    if (open.length + head.length > LONGEST_RECORD) end();
    open = Buffer.concat([open, head]);
    let at = 0;
    for (;;) {
      const room = Math.floor((LONGEST_RECORD - open.length) / 2) * 2;
      open = Buffer.concat([open, rest.subarray(at, at + room)]);
      at += room;
      if (at >= rest.length) break;
      end();
      open = Buffer.of(isWide(text) ? 1 : 0);
    }
  }
  end();
  return Buffer.concat(records);
}

const bof = (kind: number): Buffer => record(0x809, u16(0x0600, kind, 0, 0, 0, 0, 0, 0));
const EOF = record(0x0a, Buffer.alloc(0));
const PLAIN = 0;

function cellRecords(row: number, column: number, cell: OldCell, textAt: (text: string) => number): Buffer[] {
  const at = u16(row, column, PLAIN);
  if (cell === null) return [record(0x201, at)];
  if (typeof cell === 'string') return [record(0xfd, Buffer.concat([at, u32(textAt(cell))]))];
  if (typeof cell === 'number')
    return Number.isInteger(cell) && Math.abs(cell) < 2 ** 29
      ? [record(0x27e, Buffer.concat([at, u32(((cell << 2) | 2) >>> 0)]))]
      : [record(0x203, Buffer.concat([at, f64(cell)]))];
  if ('error' in cell) return [record(0x205, Buffer.concat([at, Buffer.of(0x2a, 1)]))];
  const result = Buffer.concat([at, Buffer.of(0, 0, 0, 0, 0, 0, 0xff, 0xff), u16(0), u32(0), u16(0)]);
  return [record(0x06, result), record(0x207, text16(cell.formula))];
}

/** @returns a workbook as Excel wrote it from 1997 to 2003, enough of it to be read. */
export function oldWorkbook(sheets: readonly OldSheet[]): Buffer {
  const texts: string[] = [];
  const known = new Map<string, number>();
  const textAt = (text: string): number => {
    const found = known.get(text);
    if (found !== undefined) return found;
    known.set(text, texts.length);
    return texts.push(text) - 1;
  };
  const streams = sheets.map(({ rows, merges = [] }) => {
    const cells = rows.flatMap((row, at) => row.flatMap((cell, column) => cellRecords(at, column, cell, textAt)));
    const merged = record(0xe5, u16(merges.length, ...merges.flat()));
    return Buffer.concat([bof(0x10), ...cells, merged, EOF]);
  });
  const contents = (begins: readonly number[]): Buffer => {
    const names = sheets.map(({ name, hidden = false }, index) => {
      const head = Buffer.concat([u32(begins[index] ?? 0), Buffer.of(hidden ? 1 : 0, 0, name.length)]);
      return record(0x85, Buffer.concat([head, Buffer.of(isWide(name) ? 1 : 0), signs(name)]));
    });
    const style = record(0xe0, Buffer.alloc(20));
    return Buffer.concat([bof(0x05), style, ...names, sharedTexts(texts), EOF]);
  };
  const sizes = streams.map(({ length }) => length);
  const first = contents([]).length;
  const begins = sizes.map((_, index) => first + sizes.slice(0, index).reduce((sum, size) => sum + size, 0));
  const container = CFB.utils.cfb_new();
  CFB.utils.cfb_add(container, '/Workbook', Buffer.concat([contents(begins), ...streams]));
  return Buffer.from(CFB.write(container, { type: 'buffer' }));
}
