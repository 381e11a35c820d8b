import type { Language } from '../../../../domain/campaign/definition/definition';
import { type Bilingual, type Sentence, tellIn } from '../../../../domain/text/refusal';

/** A fault of one cell of a table: a sentence of the catalogue, and the place. */
export interface Flaw<K extends string = string> extends Sentence {
  row: number;
  column: K;
  value: string;
}

/** A cell that keeps the whole table from being imported. */
export interface BadCell extends Sentence {
  file: string;
  /** As the spreadsheet numbers it. */
  row: number;
  /** The heading in the table, or what it should be. */
  column: string | Bilingual;
  /** Position of the column, from 0; left out for a column that the table lacks. */
  at?: number;
  value: string;
}

/** A bad cell, for programs and people. */
export interface BadRow {
  file: string;
  row: number;
  column: string;
  /** Position of the column, from 0; null for a column that the table lacks. */
  at: number | null;
  value: string;
  code: string;
  /** In words, in the language asked for. */
  reason: string;
}

/** Most characters of a long text; the beginning identifies the cell. */
const SHOWN = 200;

/** @returns the cell with its reason in words. */
export const wordCell = (language: Language, cell: BadCell): BadRow => ({
  file: cell.file,
  row: cell.row,
  column: headingIn(language, cell),
  at: cell.at ?? null,
  value: cell.value.slice(0, SHOWN),
  code: cell.code,
  reason: tellIn(language, cell),
});

/** @returns the heading of a bad cell's column. */
export const headingIn = (language: Language, { column }: Pick<BadCell, 'column'>): string =>
  typeof column === 'string' ? column : (column[language] ?? column['zh-CN']);

/** @returns a sentence as a value of another, in the same language. */
export const quoted = (said: Sentence): Bilingual => ({ 'zh-CN': tellIn('zh-CN', said), en: tellIn('en', said) });
