import type { Day } from './days';
import { lunarOf } from './lunar';
import { feast, lunarMonth, numberOf } from './lunar-words';
import { lunarDayWithin } from './season';
import { type SeasonMonths, wordsOfDay } from './season-months';
import { KEPT } from './shown-day';

/** The parts of a day as it is written: `lunar 2026-12-08 18:00`. */
interface Written {
  lunar: boolean;
  /** Null: of the season. */
  year: number | null;
  month: number;
  date: number;
  /** HH:MM, or null. */
  time: string | null;
}

const two = (number: number): string => String(number).padStart(2, '0');

/** @returns the one form in which definitions keep a day */
const kept = ({ lunar, year, month, date, time }: Written): string =>
  `${lunar ? 'lunar ' : ''}${year === null ? '' : `${year}-`}${two(month)}-${two(date)}${time === null ? '' : ` ${time}`}`;

/** A time at the end: 18:00, 18点, 18时30分. */
const TIME = /(?:^|[\s日号]|(?<=\D))(\d{1,2})(?::(\d{2})|[点时](?:(\d{1,2})分?)?)$/;
const LUNAR = /^(?:lunar|农历|阴历|旧历|夏历)\s*/i;
const DIGITS = /^(?:(\d{4})\s*[-/.年]\s*)?(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?$/;
const CHINESE =
  /^(?:(\d{4})\s*年\s*)?([一二三四五六七八九十正腊臘冬]{1,2}月)(初?[一二三四五六七八九十廿卅]{1,3})([日号]?)$/;

/**
 * Reads a day in any usual form: 12-20, 12/20, 12月20日, 2026年12月20日, lunar 12-23, 农历11-01, 农历十一月初一, 腊月初八,
 * 除夕; each also with a time, 18:00 or 18点.
 * @returns the day as definitions keep it (`12-20 18:00`, `lunar 12-08`); null for a text that is no day
 */
export function dayFromTyped(typed: string): string | null {
  const plain = typed.normalize('NFKC').trim();
  const { rest, time } = withoutTime(plain);
  if (time === undefined) return null;
  const isLunar = LUNAR.test(rest);
  const words = rest.replace(LUNAR, '').trim();
  const named = feast(words);
  const found = named
    ? { ...named, lunar: true, year: null }
    : (fromDigits(words, isLunar) ?? fromChinese(words, isLunar));
  if (!found || !isPossible(found)) return null;
  return kept({ ...found, time });
}

const isPossible = ({ lunar, month, date }: Omit<Written, 'time'>): boolean =>
  month >= 1 && month <= 12 && date >= 1 && date <= (lunar ? 30 : 31);

/** @returns the text without its time; an undefined time for one that no day has */
function withoutTime(text: string): { rest: string; time: string | null | undefined } {
  const read = TIME.exec(text);
  if (!read) return { rest: text, time: null };
  const [whole, hour = '', minute, spoken] = read;
  const [hours, minutes] = [Number(hour), Number(minute ?? spoken ?? 0)];
  const isTime = (hours < 24 && minutes < 60) || (hours === 24 && minutes === 0);
  const lead = /^[日号]/.exec(whole)?.[0] ?? '';
  return {
    rest: (text.slice(0, read.index) + lead).trim(),
    time: isTime ? `${two(hours)}:${two(minutes)}` : undefined,
  };
}

function fromDigits(words: string, lunar: boolean): Omit<Written, 'time'> | null {
  const read = DIGITS.exec(words);
  if (!read) return null;
  const [, year, month, date] = read;
  return { lunar, year: year === undefined ? null : Number(year), month: Number(month), date: Number(date) };
}

/** 十二月二十日 is solar, 十二月初八 and 腊月二十 are lunar: by the words that only the lunar calendar has. */
function fromChinese(words: string, isLunar: boolean): Omit<Written, 'time'> | null {
  const read = CHINESE.exec(words);
  if (!read) return null;
  const [, year, monthWord = '', dateWord = '', day] = read;
  const lunar = isLunar || /^[正腊臘冬]/.test(monthWord) || /^[初廿]/.test(dateWord);
  if (!lunar && day === '') return null;
  const [month, date] = [lunarMonth(monthWord), numberOf(dateWord)];
  if (month === null || date === null) return null;
  return { lunar, year: year === undefined ? null : Number(year), month, date };
}

/**
 * @param like words of the day that stood there: a lunar day stays lunar, and a time stays
 * @returns the words of a day that was picked on a calendar
 */
export function wordsOfPicked(months: SeasonMonths, day: Day, like: string): string {
  const [, lunar, , , , time] = KEPT.exec(like) ?? [];
  const words = (lunar && lunarWordsOf(months, day)) || wordsOfDay(months, day);
  return time === undefined ? words : `${words} ${time}`;
}

/** @returns `lunar 12-08`; null for a day of a leap month, which these words do not reach */
function lunarWordsOf(months: SeasonMonths, day: Day): string | null {
  const { month, date } = lunarOf(day);
  return lunarDayWithin(months, month, date) === day ? `lunar ${two(month)}-${two(date)}` : null;
}
