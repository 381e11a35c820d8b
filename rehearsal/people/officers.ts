import type { Instant } from '../../domain/instant';
import { chance } from './chance';
import { onGrid, type WorkingGrid } from './working-grid';

/** A chase, as an officer of a township or county receives it. */
export interface ChaseMet {
  seed: number;
  region: string;
  /** Key of the round and id of the rung. */
  key: string;
  rung: string;
  receivedAt: Instant;
  acknowledgeBy: Instant;
}

/** Shares of chases that are acknowledged in the next half hour, and of those that stay unanswered and are raised. */
const AT_ONCE = 0.55;
const NEVER = 0.2;

/** Share of acknowledgements by SMS instead of by the button, where the message came by SMS. */
const BY_SMS = 0.4;

/** @returns whether the officer answers this chase by SMS. */
export const writesBack = ({ seed, region, key, rung }: Omit<ChaseMet, 'receivedAt' | 'acknowledgeBy'>): boolean =>
  chance(seed, 'officer-writes', region, key, rung) < BY_SMS;

/** @returns when the officer acknowledges, always before the time limit; null when never. */
export function acknowledgesAt(chase: ChaseMet, grid: WorkingGrid): Instant | null {
  const { seed, region, key, rung, receivedAt, acknowledgeBy } = chase;
  const manner = chance(seed, 'officer', region, key, rung);
  if (manner < NEVER) return null;
  const share = manner < NEVER + AT_ONCE ? 0 : chance(seed, 'acknowledgement', region, key, rung);
  return onGrid({ after: receivedAt, before: acknowledgeBy, share }, grid);
}
