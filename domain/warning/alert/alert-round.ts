import type { Text } from '../../campaign/definition/words';
import type { RoundPlan } from '../../campaign/plan';
import { earliest, type Instant } from '../../instant';

/** The stage of every round that a warning asks for; it is none of the definition's. */
export const WARNING_STAGE = 'warning';

/** A round as a workflow gets it, and what it is called. */
export interface AlertRound {
  round: Omit<RoundPlan, 'areas'>;
  title: Text;
}

/** When the next patrol opens. */
export const nextOpening = (rounds: readonly AlertRound[]): Instant | null =>
  earliest(...rounds.map(({ round }) => round.opensAt));
