import { textOf } from '../../../people/tables/table';
import type { Headings, Place } from './headings';
import type { SettledLine } from './merged';

const OF_HEAD = ['本人', '户主', '户主本人', '申请人', 'head', 'self'];

/** Where the columns stand by which a line is known to begin a household. */
export interface Signs {
  number: number | undefined;
  household: number | undefined;
  head: number | undefined;
  name: number | undefined;
  relation: number | undefined;
}

/** @returns the positions of those columns in a sheet */
export function signsIn({ at }: Headings): Signs {
  const where = (key: string): number | undefined =>
    [...at].find(([, place]: [number, Place]) => place.slot === 0 && place.column.key === key)?.[0];
  return {
    number: where('number'),
    household: where('household'),
    head: where('head'),
    name: where('name'),
    relation: where('relation'),
  };
}

const plain = (line: SettledLine, column: number | undefined): string =>
  column === undefined ? '' : textOf(line.cells[column]).replace(/\s/g, '');

/**
 * Members stand in lines below their household. A line begins a household by the first of these signs that it has: the
 * household's number, the relation to its head, the head's name, the number of the line.
 * @param current the first line of the household above; null at the beginning
 */
export function beginsHousehold(line: SettledLine, current: SettledLine | null, signs: Signs): boolean {
  if (!current) return true;
  const household = plain(line, signs.household);
  if (signs.household !== undefined) return household !== '' && household !== plain(current, signs.household);
  const relation = plain(line, signs.relation).toLowerCase();
  const { head, name } = signs;
  if (OF_HEAD.includes(relation)) return true;
  if (relation !== '' && head === undefined) return false;
  if (head !== undefined) {
    const isCovered = line.covered.has(head);
    const own = plain(line, head);
    if (isCovered || own === '') return false;
    if (name === undefined) return true;
    return own === plain(line, name) || own !== plain(current, head);
  }
  if (signs.number === undefined || plain(current, signs.number) === '') return true;
  return plain(line, signs.number) !== '' && !line.covered.has(signs.number);
}
