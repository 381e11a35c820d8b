import type { ClocksPlace } from '../../services/backup/backup';

/**
 * @param address of Temporal's role on a Postgres, when Temporal stores there
 * @param home the folder of `npm start`, when its Temporal is the one whose clocks belong to the database
 */
export const clocksPlace = (address: string | undefined, home: string | null): ClocksPlace | null =>
  address ? { server: address } : home === null ? null : { home };

/** The name of a file that stands for standard output, or standard input. */
export const STREAM = '-';
