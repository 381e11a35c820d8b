import dayjs, { type Dayjs } from 'dayjs';
import timezone from 'dayjs/plugin/timezone';
import utc from 'dayjs/plugin/utc';

dayjs.extend(utc);
dayjs.extend(timezone);

const WALL = 'YYYY-MM-DD HH:mm';

/** @returns an instant for a picker, in the given zone, independent of the reader's zone. */
export const wallIn = (at: string, zone: string): Dayjs => dayjs(dayjs(at).tz(zone).format(WALL));

/** @returns the instant of the picked time in the zone, to the minute. */
export const instantIn = (wall: Dayjs, zone: string): string => dayjs.tz(wall.format(WALL), zone).toISOString();
