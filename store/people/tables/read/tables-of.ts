import { open } from 'node:fs/promises';
import { Refused, sentence } from '../../../../domain/text/refusal';
import type { Piece } from '../table';
import { readCsv } from './csv';
import type { Limits } from './limits';
import { kindOf, type Source } from './source';
import { readWorkbook } from './workbook';
import { readOldWorkbook } from './xls/old-workbook';

/** Old workbooks, and new ones with a password, are OLE files. */
const OLE = Buffer.from('d0cf11e0', 'hex');
const ZIP = Buffer.from('PK', 'latin1');
const KINDS = ['.csv', '.xlsx', '.xls'];

/**
 * Every table of a file, in pieces: a CSV file holds one, a workbook one a sheet. Time and memory depend on the file,
 * so a process with other requests uses a thread, by `readPieces`. Programs give one kind of workbook the ending of
 * the other; of these two the first bytes decide.
 * @throws Refused when it is no table, or more than may be
 */
export async function* piecesOf(source: Source, limits: Limits): AsyncGenerator<Piece> {
  const { file } = source;
  const kind = kindOf(source);
  if (!KINDS.includes(kind)) throw new Refused(sentence('table-kind', { file }));
  if (kind === '.csv') yield* readCsv(source, limits);
  else {
    const first = await beginningOf(source);
    if (first.equals(OLE)) yield* readOldWorkbook(source, limits);
    else if (kind === '.xlsx' || first.subarray(0, ZIP.length).equals(ZIP)) yield* readWorkbook(source, limits);
    else throw new Refused(sentence('workbook-broken', { file }));
  }
}

async function beginningOf(source: Source): Promise<Buffer> {
  if ('bytes' in source) return Buffer.from(source.bytes.subarray(0, OLE.length));
  const handle = await open(source.path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(OLE.length), 0, OLE.length, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
