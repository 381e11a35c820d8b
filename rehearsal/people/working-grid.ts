import { DateTime } from 'luxon';
import { epochMs, type Instant, instant, plusMs } from '../../domain/instant';

/**
 * Hours in which simulated people act, in the campaign's zone. Every day: a campaign's villages work at weekends too.
 */
export interface WorkingGrid {
  zone: string;
  from: string;
  to: string;
}

/** People act on the half hour, so that many act in one step of the clock and steps stay few. */
const GRID_MINUTES = 30;
const GRID_MS = GRID_MINUTES * 60_000;

const minutesOf = (time: string): number => {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return hours * 60 + minutes;
};

/** @returns the first half hour within working hours at or after the given moment. */
function nextOnGrid(ms: number, { zone, from, to }: WorkingGrid): number {
  const local = DateTime.fromMillis(Math.ceil(ms / GRID_MS) * GRID_MS, { zone });
  const minute = local.hour * 60 + local.minute;
  const at = (day: DateTime, minutes: number) =>
    day.set({ hour: Math.floor(minutes / 60), minute: minutes % 60, second: 0, millisecond: 0 }).toMillis();
  if (minute < minutesOf(from)) return at(local, minutesOf(from));
  if (minute > minutesOf(to)) return at(local.plus({ days: 1 }), minutesOf(from));
  return local.toMillis();
}

/**
 * A half hour in working hours strictly between two instants.
 * @param share 0–1: how far between them
 * @returns null when there is no such half hour
 */
export function onGrid(
  { after, before, share }: { after: Instant; before: Instant; share: number },
  grid: WorkingGrid,
): Instant | null {
  const [start, end] = [epochMs(after), epochMs(before)];
  if (start >= end) return null;
  const wanted = nextOnGrid(start + 1 + share * (end - start), grid);
  if (wanted < end) return instant(wanted);
  const first = nextOnGrid(start + 1, grid);
  return first < end ? instant(first) : null;
}

const HOUR_MS = 3_600_000;

/** @returns the last half hour of working hours before the lock; the lock where there is none in a day before it */
export function lastBefore(lock: Instant, grid: WorkingGrid): Instant {
  for (let hours = 1; hours <= 24; hours += 1) {
    const at = onGrid({ after: plusMs(lock, -hours * HOUR_MS), before: lock, share: 0 }, grid);
    if (at !== null) return at;
  }
  return lock;
}
