import { type Standing, strength } from './events';
import type { Hazard } from './warning';

/** How a message changed an event. `merged`: the event turned out to be another one (`into`). */
export type Change =
  | 'opened'
  | 'upgraded'
  | 'downgraded'
  | 'extended'
  | 'changed'
  | 'cancelled'
  | 'expired'
  | 'merged'
  | 'same';

/** An event that alerts must handle or check again. It has no text, only numbers and codes. */
export interface Touched {
  event: number;
  hazard: Hazard;
  /** Codes of the covered regions; for an ended event, of the regions it covered. */
  regions: string[];
  change: Change;
  into?: number;
}

/**
 * @returns whether an event takes effect: its hazard and places are known; otherwise it waits for the duty officer. A
 *   missing colour does not hold it back; the duty officer is asked for it meanwhile.
 */
export const inForce = (standing: Standing | null): boolean =>
  standing !== null && standing.state === 'live' && standing.hazard !== 'other' && standing.paths.length > 0;

/** @returns the change of an event; null when it was not in force and still is not. */
export function changeBetween(before: Standing | null, after: Standing): Change | null {
  if (before === null || !inForce(before)) return inForce(after) ? 'opened' : null;
  if (!inForce(after)) return after.state === 'expired' ? 'expired' : 'cancelled';
  const colours = strength(after.colour) - strength(before.colour);
  if (colours !== 0) return colours > 0 ? 'upgraded' : 'downgraded';
  const changed =
    before.hazard !== after.hazard || before.onsetAt !== after.onsetAt || before.paths.join() !== after.paths.join();
  if (changed) return 'changed';
  // A later lapse, because of a further message, is no change.
  if (before.endsAt === after.endsAt) return 'same';
  const later = before.endsAt !== null && after.endsAt !== null && after.endsAt > before.endsAt;
  return later ? 'extended' : 'changed';
}

/** @returns the code of the region at the end of a path. */
export const codeAtEnd = (path: string): string => path.split('/').at(-2) ?? path;
