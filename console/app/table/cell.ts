import { type Column, wordIn } from '../../../domain/table/shape';
import { showTime } from '../when';
import { useWords } from '../words';

/** @returns a function that says a value of a row by the kind of its column; a row may name the zone of its times */
export function useShownValue(): (column: Column, row: object) => string | null {
  const { language } = useWords();
  const figures = new Intl.NumberFormat(language);
  const money = new Intl.NumberFormat(language, { minimumFractionDigits: 2, maximumFractionDigits: 2 });
  return (column, row) => {
    const { [column.key]: value, zone } = row as Record<string, unknown>;
    if (value === null || value === undefined) return null;
    switch (column.kind) {
      case 'number':
        return column.key === 'id' ? String(value) : figures.format(Number(value));
      case 'fen':
        return money.format(Number(value) / 100);
      case 'time':
        return showTime(String(value), typeof zone === 'string' ? zone : null, language);
      case 'word':
        return wordIn(column, String(value), language);
      case 'text':
        return typeof value === 'object' ? inLanguage(value as Record<string, string>, language) : String(value);
    }
  };
}

const inLanguage = (text: Record<string, string>, language: string): string => text[language] ?? text['zh-CN'] ?? '';
