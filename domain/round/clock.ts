import type { Instant } from '../instant';

/**
 * The two kinds of campaign time. `wall`: campaign time is real time. `stepped`: it stands still until a driver moves
 * it to the next instant at which anything is due; `at` is its time.
 */
export type ClockSetting = { kind: 'wall' } | { kind: 'stepped'; at: Instant };

/** A workflow's answer after the driver has moved its clock and all due work is done. */
export interface Advanced {
  /** When this workflow's next own work is due; null when it only waits for others. */
  nextAt: Instant | null;
  ended: boolean;
  /** Ids of the rounds started since the last answer; the driver must advance these too. */
  started: string[];
}
