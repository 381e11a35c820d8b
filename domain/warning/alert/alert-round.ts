import { earliest, type Instant } from '../../instant';
import type { UnplannedRound } from '../../round/round';

/** The stage of every round of a warning; no stage of the definition has this id. */
export const WARNING_STAGE = 'warning';

/** When the next patrol opens. */
export const nextOpening = (rounds: readonly UnplannedRound[]): Instant | null =>
  earliest(...rounds.map(({ round }) => round.opensAt));
