const WRITTEN = /^(\d{4})-(\d\d)-(\d\d)[T ](\d\d:\d\d)(:\d\d)?(?:\.\d{1,9})? ?(Z|[+-]\d\d:?\d\d)?$/i;

/**
 * @param text a time as feeds write it: `2026-01-10T08:00Z`, `2026-01-10 08:00:00+08:00`
 * @param offset for times without one, such as `+08:00`; when left out, such times are refused
 * @returns ISO 8601 to the second with the offset of the text, or null when it is no time
 */
export function isoTime(text: string, offset?: string): string | null {
  const [, year, month, day, clock, seconds = ':00', zone = offset] = WRITTEN.exec(text.trim()) ?? [];
  if (!year || !month || !day || !clock || !zone || !dayExists(Number(year), Number(month), Number(day))) return null;
  const written = zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone.toUpperCase();
  const iso = `${year}-${month}-${day}T${clock}${seconds}${written}`;
  return Number.isNaN(Date.parse(iso)) ? null : iso;
}

/** No warning is from another century; later years might not fit into four digits after a zone is applied. */
const [FIRST_YEAR, LAST_YEAR] = [1900, 2199];

/** `Date.parse` takes 31 February for 3 March. */
function dayExists(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return year >= FIRST_YEAR && year <= LAST_YEAR && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** @returns whether `a` is before `b`; both as {@link isoTime} gives them. */
export const isBefore = (a: string, b: string): boolean => Date.parse(a) < Date.parse(b);
