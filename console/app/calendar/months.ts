const DAY_MS = 86_400_000;
const iso = (ms: number): string => new Date(ms).toISOString().slice(0, 10);
const startOf = (month: string): number => Date.parse(`${month}-01T00:00:00Z`);

/** @param days to move, may be negative */
export const moved = (day: string, days: number): string => iso(Date.parse(`${day}T00:00:00Z`) + days * DAY_MS);

/** @returns the month so many months later: `2027-01` */
export function monthAfter(month: string, count: number): string {
  const start = new Date(startOf(month));
  return iso(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + count, 1)).slice(0, 7);
}

/** @returns the months from that of the first day to that of the last */
export function monthsBetween(first: string, last: string): string[] {
  const months: string[] = [];
  for (let month = first.slice(0, 7); month <= last.slice(0, 7); month = monthAfter(month, 1)) months.push(month);
  return months;
}

export const firstDay = (month: string): string => `${month}-01`;
export const lastDay = (month: string): string => moved(firstDay(monthAfter(month, 1)), -1);

/** @returns the days of a month by week, from Monday; with those of its neighbours that fill the weeks */
export function weeksOf(month: string): string[][] {
  const start = startOf(month);
  const lead = (new Date(start).getUTCDay() + 6) % 7;
  const days = (startOf(monthAfter(month, 1)) - start) / DAY_MS;
  return Array.from({ length: Math.ceil((lead + days) / 7) }, (_, week) =>
    Array.from({ length: 7 }, (__, day) => iso(start + (week * 7 + day - lead) * DAY_MS)),
  );
}
