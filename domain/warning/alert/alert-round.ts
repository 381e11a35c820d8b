import { earliest, type Instant } from '../../instant';
import type { UnplannedRound } from '../../round/round';

/** The stage of every round that a warning asks for; it is none of the definition's. */
export const WARNING_STAGE = 'warning';

/** When the next patrol opens. */
export const nextOpening = (rounds: readonly UnplannedRound[]): Instant | null =>
  earliest(...rounds.map(({ round }) => round.opensAt));
