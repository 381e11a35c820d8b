import { useWords } from '../words';
import type { Place } from './places';

const WORDS: Record<Place, readonly [zh: string, en: string]> = {
  template: ['模板', 'Template'],
  scope: ['范围', 'Scope'],
  dates: ['日期', 'Dates'],
  ladder: ['阶梯', 'Ladder'],
  texts: ['文字', 'Texts'],
  check: ['核对与启动', 'Check and start'],
  forms: ['表单', 'Forms'],
  lists: ['名单', 'Lists'],
  standards: ['标准', 'Standards'],
  ledger: ['专款和物资', 'Purses and goods'],
  warnings: ['预警', 'Weather warnings'],
};

/** @returns the name of a place of the wizard */
export function usePlaceWord(): (place: Place) => string {
  const { say } = useWords();
  return (place) => say(...WORDS[place]);
}
