import type { ContactColumn } from '../columns';
import { textOf } from '../table';
import type { SheetRow } from './check-rows';

/** How the names of townships and of counties end; a sheet of another name says nothing about its rows. */
const ENDINGS = { above: /(乡|镇|街道|苏木)$/, county: /(县|区|市|旗)$/ } as const;
const NARROWER = { above: ['place'], county: ['place', 'above'] } as const;

/**
 * A workbook with a sheet for each township, as offices collect them, names the township by the sheet alone.
 * @param sheet its name
 * @returns the row with the region that the sheet is named after, where the table has no column for it
 */
export function onSheet(sheet: string | null, row: SheetRow<ContactColumn>): SheetRow<ContactColumn> {
  const { cells } = row;
  const column = cells.above === undefined ? 'above' : 'county';
  const names = NARROWER[column].some((key) => textOf(cells[key]) !== '');
  if (sheet === null || cells[column] !== undefined || !ENDINGS[column].test(sheet) || !names) return row;
  return { ...row, cells: { ...cells, [column]: sheet } };
}
