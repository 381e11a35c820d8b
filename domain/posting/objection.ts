import type { Day } from '../campaign/calendar/days';
import type { Instant } from '../instant';

/** What somebody says about a posting becomes a case of one of these kinds. */
export type SaidKind = 'objection' | 'nomination' | 'complaint';

export interface Heard {
  /** When it arrived. */
  now: Instant;
  closesAt: Instant;
  /** The posting's last day. */
  lastDay: Day;
  /** The day on a paper that was handed over before it was keyed. */
  handedOver?: Day | undefined;
  /** It names a row by its number. */
  ofRow: boolean;
  /** The posting asks for families that are missing. */
  nominations: boolean;
  /** It no longer hangs: the posting was taken down before its end, or the row has left it. */
  down: boolean;
}

/**
 * Whatever is said is taken. In time, that is before the end of the last day by arrival, or by the day on the paper, it
 * objects to a row or nominates a family; later it is a complaint, which holds nothing by itself.
 */
export function saidKind({ now, closesAt, lastDay, handedOver, ofRow, nominations, down }: Heard): SaidKind {
  const inTime = !down && (handedOver === undefined ? now < closesAt : handedOver <= lastDay);
  if (!inTime) return 'complaint';
  return ofRow || !nominations ? 'objection' : 'nomination';
}
