import type { Instant } from '../instant';

/**
 * The two kinds of campaign time. `wall`: campaign time is real time. `stepped`: it stands still until a driver
 * moves it to the next instant at which anything is due; `at` is where its hand stands.
 */
export type ClockSetting = { kind: 'wall' } | { kind: 'stepped'; at: Instant };

/** What a workflow answers when the driver has moved its clock and everything due has been done. */
export interface Advanced {
  /** When this workflow next has something to do by itself; null when it only waits for others. */
  nextAt: Instant | null;
  ended: boolean;
  /** Ids of the rounds started since the last answer; the driver has to advance those too. */
  started: string[];
}
