import type { Names } from '../../figures/names';
import { type Cell, cellText, isLinked, isNothing, type Table } from '../table';

/** @returns a small table as sentences: each row says what it is of, then its figures that are not zero */
export function rowSentences({ columns, rows }: Table, { locale }: Pick<Names, 'locale'>): string[] {
  const english = locale.language === 'en';
  return rows.flatMap((cells, row) => {
    const labels = labelsOf(cells);
    const figures = cells.flatMap((cell, nr) => {
      if (nr < labels.length || isNothing(cell)) return [];
      const { label = '', unit } = columns[nr] ?? {};
      const text = cellText(cell, locale);
      if (english) return [`${label} ${text}`];
      return [typeof cell === 'string' ? `${label}：${text}` : `${label}${text}${unit?.(row) ?? ''}`];
    });
    if (figures.length === 0) return [];
    // A list with one category may be called like it.
    const named = labels.filter((cell) => cell !== null).map((cell) => cellText(cell, locale));
    const [first = '', ...others] = [...new Set(named)];
    const head =
      others.length > 0 ? `${first}${english ? ` (${others.join(', ')})` : `（${others.join('、')}）`}` : first;
    return [english ? `${head}: ${figures.join(', ')}.` : `${head}：${figures.join('，')}。`];
  });
}

const isLabel = (cell: Cell): boolean => cell === null || typeof cell === 'string' || isLinked(cell);

/** What stands before the first figure; one cell at least. */
function labelsOf(cells: readonly Cell[]): readonly Cell[] {
  const first = cells.findIndex((cell) => !isLabel(cell));
  return cells.slice(0, Math.max(1, first));
}
