/** Numbers of the records of a BIFF8 stream that are read, as [MS-XLS] names them. */
export const RECORD = {
  formula: 0x0006,
  eof: 0x000a,
  date1904: 0x0022,
  filePass: 0x002f,
  continue: 0x003c,
  boundSheet: 0x0085,
  mulRk: 0x00bd,
  richString: 0x00d6,
  xf: 0x00e0,
  mergeCells: 0x00e5,
  sst: 0x00fc,
  labelSst: 0x00fd,
  number: 0x0203,
  label: 0x0204,
  boolErr: 0x0205,
  string: 0x0207,
  rk: 0x027e,
  format: 0x041e,
  bof: 0x0809,
} as const;

/** One record: its number, and its bytes; a long one goes on in others. */
export interface BiffRecord {
  type: number;
  parts: [Buffer, ...Buffer[]];
}

const HEAD = 4;

/**
 * @param from the byte at which the first record begins
 * @returns the records up to the end of that part of the stream, each with what continues it
 * @throws RangeError when the stream ends before
 */
export function* recordsOf(stream: Buffer, from: number): Generator<BiffRecord> {
  let at = from;
  let open: BiffRecord | null = null;
  for (;;) {
    const type = stream.readUInt16LE(at);
    const end: number = at + HEAD + stream.readUInt16LE(at + 2);
    if (end > stream.length) throw new RangeError('A record ends behind the stream');
    const bytes = stream.subarray(at + HEAD, end);
    if (type === RECORD.continue && open) open.parts.push(bytes);
    else {
      if (open) yield open;
      open = { type, parts: [bytes] };
    }
    if (type === RECORD.eof) return;
    at = end;
  }
}
