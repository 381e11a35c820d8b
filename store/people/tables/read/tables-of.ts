import { extname } from 'node:path';
import { Refused, sentence } from '../../../../domain/text/refusal';
import type { RawTable } from '../table';
import { readCsv } from './csv';
import { LARGEST_FILE, MEGABYTE } from './limits';
import { readWorkbook } from './workbook';

/**
 * Every table of a file: a CSV file holds one, a workbook one a sheet. Time and memory depend on the file, so a process
 * with other requests uses a thread, by `readTable`.
 * @param file its name; the ending says of which kind it is
 * @throws Refused when it is no table, or more than a register can be
 */
export async function tablesOf(file: string, bytes: Buffer): Promise<RawTable[]> {
  const kind = extname(file).toLowerCase();
  if (kind !== '.csv' && kind !== '.xlsx') throw new Refused(sentence('table-kind', { file }));
  if (bytes.length > LARGEST_FILE)
    throw new Refused(sentence('table-too-big', { file, most: LARGEST_FILE / MEGABYTE }));
  return kind === '.csv' ? [readCsv(file, bytes)] : readWorkbook(file, bytes);
}
