import type { Language } from '../../domain/campaign/definition/definition';

const formats = new Map<string, Intl.DateTimeFormat>();

function format(
  language: Language,
  zone: string | undefined,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = `${language} ${zone} ${JSON.stringify(options)}`;
  const known =
    formats.get(key) ??
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { ...(zone && { timeZone: zone }), ...options });
  formats.set(key, known);
  return known;
}

/** Chinese formats glue the weekday to the day: 12月2日周三. */
const spaced = (shown: string): string => shown.replace(/日(?=周)/, '日 ');

const DAY = { month: 'short', day: 'numeric', weekday: 'short' } as const;
const TIME = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

export const showDay = (at: string | number, zone: string, language: Language): string =>
  spaced(format(language, zone, DAY).format(new Date(at)));

/** @returns a day without its weekday, for an axis. */
export const showShortDay = (at: number, zone: string, language: Language): string =>
  format(language, zone, { month: 'short', day: 'numeric' }).format(new Date(at));

/** @returns a day with its year, in the reader's zone: for data that outlive a season. */
export const showDate = (at: string, language: Language): string =>
  format(language, undefined, { year: 'numeric', month: 'short', day: 'numeric' }).format(new Date(at));

/** The zone of nearly all campaigns. */
const USUAL_ZONE = 'Asia/Shanghai';

/**
 * @param zone of the campaign; null without a campaign: then the reader's own zone, which is named behind the time
 *   where the clock differs from a campaign's
 */
export function showTime(at: string | number, zone: string | null, language: Language): string {
  const shown = (inZone: string | undefined) =>
    spaced(format(language, inZone, { ...DAY, ...TIME }).format(new Date(at)));
  if (zone !== null) return shown(zone);
  const own = shown(undefined);
  if (own === shown(USUAL_ZONE)) return own;
  const name = format(language, undefined, { timeZoneName: 'short' })
    .formatToParts(new Date(at))
    .find(({ type }) => type === 'timeZoneName')?.value;
  return `${own} (${name})`;
}

/** @returns the time; with its day when it differs from the day of `from`, the beginning. */
export const showTimeSince = (at: string, from: string, zone: string, language: Language): string =>
  showDay(at, zone, language) === showDay(from, zone, language)
    ? format(language, zone, TIME).format(new Date(at))
    : showTime(at, zone, language);

/** A deadline at the first moment of a day belongs to the day that ends: 12月3日 24:00, never 12月4日 00:00. */
export function showDeadline(at: string, zone: string, language: Language): string {
  const lastDay = showDay(Date.parse(at) - 1, zone, language);
  if (lastDay === showDay(at, zone, language)) return showTime(at, zone, language);
  return `${lastDay}${language === 'en' ? ',' : ''} 24:00`;
}

/** @returns for example "in 3 days", "2 小时前". */
export function showDistance(at: string, now: string, language: Language): string {
  const minutes = (Date.parse(at) - Date.parse(now)) / 60_000;
  const relative = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  const size = Math.abs(minutes);
  // Of less than a minute Chinese browsers say 此刻, now, also of what was done a moment before.
  if (Math.round(size) === 0) {
    return minutes <= 0 ? (language === 'en' ? 'just now' : '刚刚') : language === 'en' ? 'in a moment' : '马上';
  }
  if (size < 60) return relative.format(Math.round(minutes), 'minute');
  if (size < 48 * 60) return relative.format(Math.round(minutes / 60), 'hour');
  return relative.format(Math.round(minutes / 1440), 'day');
}
