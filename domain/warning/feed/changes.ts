import { type Standing, strength } from './events';
import type { Hazard } from './warning';

/** What a message made of an event, for those who act on it. `merged`: it turned out to be another one (`into`). */
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

/** An event on which somebody has to act, or to look again. Holds no text: numbers and codes only. */
export interface Touched {
  event: number;
  hazard: Hazard;
  /** Codes of the regions covered now; of an event that has ended, those it covered. */
  regions: string[];
  change: Change;
  into?: number;
}

/**
 * Whether an event is acted on: its hazard and its places are known; otherwise it waits for the duty officer. A missing
 * colour does not hold it back: the duty officer is asked for it meanwhile.
 */
export const inForce = (standing: Standing | null): boolean =>
  standing !== null && standing.state === 'live' && standing.hazard !== 'other' && standing.paths.length > 0;

/** @returns what became of an event; null when it was not in force and is not. */
export function changeBetween(before: Standing | null, after: Standing): Change | null {
  if (before === null || !inForce(before)) return inForce(after) ? 'opened' : null;
  if (!inForce(after)) return after.state === 'expired' ? 'expired' : 'cancelled';
  const colours = strength(after.colour) - strength(before.colour);
  if (colours !== 0) return colours > 0 ? 'upgraded' : 'downgraded';
  const changed =
    before.hazard !== after.hazard || before.onsetAt !== after.onsetAt || before.paths.join() !== after.paths.join();
  if (changed) return 'changed';
  // That it lapses later, since somebody spoke again, is no news.
  if (before.endsAt === after.endsAt) return 'same';
  const later = before.endsAt !== null && after.endsAt !== null && after.endsAt > before.endsAt;
  return later ? 'extended' : 'changed';
}

/** @returns the code of the region at the end of a path. */
export const codeAtEnd = (path: string): string => path.split('/').at(-2) ?? path;
