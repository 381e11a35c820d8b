import { DateTime } from 'luxon';
import { epochMs, type Instant } from '../../domain/instant';
import { fill, words } from '../shell/words/words';
import type { Reader } from './format';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** A deadline at midnight belongs to the day that ends. */
const lastDay = (at: Instant, zone: string) => DateTime.fromISO(at, { zone }).minus({ milliseconds: 1 }).startOf('day');

/** @returns `18:00`, and `24:00` for the end of a day (1:00 where the clocks are put forward at midnight). */
function clockTime(at: Instant, zone: string): string {
  const time = DateTime.fromISO(at, { zone });
  return time.minus({ milliseconds: 1 }).hasSame(time, 'day') ? time.toFormat('HH:mm') : '24:00';
}

/**
 * The time before or since a deadline, in words.
 * @param now in the campaign's time
 * @returns for example 今天 18:00 前, 还有 2 天, 已逾期 1 天; minutes and hours when a day is too coarse
 */
export function dueInWords(dueAt: Instant, now: Instant, { zone, language }: Reader): string {
  const w = words[language];
  const left = epochMs(dueAt) - epochMs(now);
  const today = DateTime.fromISO(now, { zone }).startOf('day');
  const days = Math.round(lastDay(dueAt, zone).diff(today, 'days').days);
  if (left <= 0) {
    const count = -days;
    if (count > 0) return fill(w.overdueDays, { count });
    if (-left < MINUTE) return w.dueNow;
    return -left < HOUR
      ? fill(w.overdueMinutes, { count: Math.floor(-left / MINUTE) })
      : fill(w.overdueHours, { count: Math.floor(-left / HOUR) });
  }
  if (left < HOUR) return fill(w.dueInMinutes, { count: Math.ceil(left / MINUTE) });
  const time = clockTime(dueAt, zone);
  if (days === 0) return fill(w.dueToday, { time });
  return days === 1 ? fill(w.dueTomorrow, { time }) : fill(w.dueInDays, { count: days });
}
