import type { Writable } from 'node:stream';
import { stream } from 'exceljs';
import { addTable, sheetNames } from './sheet';
import type { Locale, LongTable } from './table';
import { word } from './texts';

/** Writes one table as an Excel ready to print, row by row: it is never in memory as a whole. */
export async function writeTableFile(out: Writable, table: LongTable, locale: Locale): Promise<void> {
  const workbook = new stream.xlsx.WorkbookWriter({ stream: out, useStyles: true });
  const [name = table.title] = sheetNames([table.title]);
  await addTable(workbook, name, table, {
    locale,
    word: (one) => word(one, locale.language),
    address: () => null,
  });
  await workbook.commit();
}
