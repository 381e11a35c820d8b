import type { LunarDay } from './lunar';

/** Chinese words for the months and days of the lunar calendar, and back. */

const DIGITS = ['', '一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/** In their order; the first and the last have names that no solar month has. */
const MONTHS = ['正月', '二月', '三月', '四月', '五月', '六月', '七月', '八月', '九月', '十月', '十一月', '腊月'];
/** Other names of a month. */
const ALSO: Readonly<Record<string, number>> = { 一月: 1, 冬月: 11, 十二月: 12, 臘月: 12 };

/** Days with a name of their own. The last day of the year is the 30th also where the month has 29 days. */
const FEASTS: Readonly<Record<string, Pick<LunarDay, 'month' | 'date'>>> = {
  春节: { month: 1, date: 1 },
  大年初一: { month: 1, date: 1 },
  元宵节: { month: 1, date: 15 },
  元宵: { month: 1, date: 15 },
  腊八节: { month: 12, date: 8 },
  腊八: { month: 12, date: 8 },
  除夕: { month: 12, date: 30 },
  大年三十: { month: 12, date: 30 },
};

const DATES = Array.from({ length: 30 }, (_, index) => {
  const date = index + 1;
  if (date <= 10) return `初${DIGITS[date]}`;
  if (date < 20) return `十${DIGITS[date - 10]}`;
  if (date === 20) return '二十';
  return date === 30 ? '三十' : `廿${DIGITS[date - 20]}`;
});

/** @returns 初八 */
export const lunarDateWord = (date: number): string => DATES[date - 1] ?? String(date);

/** @returns 腊月 */
export const lunarMonthWord = (month: number): string => MONTHS[month - 1] ?? `${month}月`;

/** @returns 腊月初八, 农历十一月初一: the first and the last month are known without the word lunar */
export const lunarWords = ({ month, date }: Pick<LunarDay, 'month' | 'date'>): string =>
  `${month === 1 || month === 12 ? '' : '农历'}${lunarMonthWord(month)}${lunarDateWord(date)}`;

/** @returns the number of Chinese digits up to 39, 二十三 or 廿三; null for anything else */
export function numberOf(words: string): number | null {
  const read = /^(初|[一二三]?十|廿|卅)?([一二三四五六七八九十])?$/.exec(words);
  if (!read || words === '') return null;
  const [, tens = '', ones = ''] = read;
  if (tens !== '初' && ones === '十') return tens === '' ? 10 : null;
  const lead = { '': 0, 初: 0, 廿: 20, 卅: 30 }[tens] ?? (tens === '十' ? 10 : DIGITS.indexOf(tens.slice(0, 1)) * 10);
  return lead + DIGITS.indexOf(ones);
}

/** @returns the month of a word such as 腊月 or 十一月; null for none */
export function lunarMonth(word: string): number | null {
  const nth = MONTHS.indexOf(word);
  return nth >= 0 ? nth + 1 : (ALSO[word] ?? null);
}

/** @returns the day of a feast, such as 除夕; null for none */
export const feast = (word: string): Pick<LunarDay, 'month' | 'date'> | null =>
  Object.hasOwn(FEASTS, word) ? (FEASTS[word] ?? null) : null;
