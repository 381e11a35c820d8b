import type { Instant } from '../../domain/instant';
import { chance } from './chance';
import { onGrid, type WorkingGrid } from './working-grid';

/** A chase as the officer of a township or county meets it. */
export interface ChaseMet {
  seed: number;
  region: string;
  /** Key of the round and id of the rung. */
  key: string;
  rung: string;
  receivedAt: Instant;
  acknowledgeBy: Instant;
}

/** Share of chases acknowledged in the next half hour, and of those that stay unanswered so that they go up. */
const AT_ONCE = 0.55;
const NEVER = 0.2;

/** Share of acknowledgements that are written instead of pressed, where a phone was told. */
const BY_SMS = 0.4;

/** @returns whether the officer answers this chase by SMS. */
export const writesBack = ({ seed, region, key, rung }: Omit<ChaseMet, 'receivedAt' | 'acknowledgeBy'>): boolean =>
  chance(seed, 'officer-writes', region, key, rung) < BY_SMS;

/** @returns when the officer acknowledges, always before the time runs out; null when never. */
export function acknowledgesAt(chase: ChaseMet, grid: WorkingGrid): Instant | null {
  const { seed, region, key, rung, receivedAt, acknowledgeBy } = chase;
  const manner = chance(seed, 'officer', region, key, rung);
  if (manner < NEVER) return null;
  const share = manner < NEVER + AT_ONCE ? 0 : chance(seed, 'acknowledgement', region, key, rung);
  return onGrid({ after: receivedAt, before: acknowledgeBy, share }, grid);
}
