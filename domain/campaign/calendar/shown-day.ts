import type { Language } from '../definition/definition';
import { lunarWords } from './lunar-words';

/** A day as definitions keep it: `lunar 2026-12-08 18:00`. */
export const KEPT = /^(lunar )?(?:(\d{4})-)?(\d\d)-(\d\d)(?: (\d\d:\d\d))?$/;

/** @returns a day as definitions keep it, in the reader's words; a text that is no day stays as it is */
export function dayInWords(words: string, language: Language): string {
  const read = KEPT.exec(words);
  if (!read || language === 'en') return words;
  const [, lunar, year, month, date, time] = read;
  const solar = `${year === undefined ? '' : `${year}年`}${Number(month)}月${Number(date)}日`;
  const ofMoon = lunarWords({ month: Number(month), date: Number(date) });
  const day = !lunar ? solar : year === undefined ? ofMoon : `农历${year}年${ofMoon.replace('农历', '')}`;
  return time === undefined ? day : `${day} ${time}`;
}
