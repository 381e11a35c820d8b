import type { Language } from '../../../domain/campaign/definition/definition';
import { type Column, wordIn } from '../../../domain/table/shape';
import type { Cell } from '../../../reporting/document/table';

/** @returns a value of a row as Excel has it: a word, a number, a moment */
export function cellOf(column: Column, row: Readonly<Record<string, unknown>>, language: Language): Cell {
  const value = row[column.key];
  if (value === null || value === undefined) return null;
  switch (column.kind) {
    case 'number':
      return Number(value);
    case 'fen':
      return { fen: Number(value) };
    case 'time':
      return { at: String(value) };
    case 'word':
      return wordIn(column, String(value), language);
    case 'text':
      return isText(value) ? (value[language] ?? value['zh-CN'] ?? '') : String(value);
  }
}

const isText = (value: unknown): value is Partial<Record<string, string>> =>
  typeof value === 'object' && value !== null && 'zh-CN' in value;
