import type { Instant } from '../instant';
import type { RoundCause, UnplannedRound } from '../round/round';
import type { CaseEnd } from './case-kinds';

/**
 * The life of cases that are asked about together: a single one, or as many as one round of reports has opened, one of
 * each unit. They are asked about in rounds, one after the other, until none of them is open. What becomes of each
 * after a round its kind says (`afterRound`); one that is passed upwards has a life of its own from then on.
 * What this life knows ({@link CaseLife}), what happens to it ({@link CaseEvent}), and what it does next
 * ({@link CaseStep}) is decided here and carried out by the workflow `caseLife`.
 */
export interface CaseLife {
  /** Rounds at most, as the kind says. */
  most: number;
  /** The present one, from 1. */
  nth: number;
  /** Null until it has been planned. */
  planned: PlannedRound | null;
  /** Its id, once it has been started. */
  round: string | null;
  /** It has ended. */
  settled: boolean;
  /** It was told that its campaign is cancelled. */
  called: boolean;
  cancelled: boolean;
  /** None is left that could be asked about: what is open all the same is closed so. */
  outcome: CaseEnd | null;
  closed: boolean;
}

/** A round of cases: what it asks, in which area, and what it is for. */
export type PlannedRound = UnplannedRound & { area: string; cause: RoundCause };

export type CaseEvent =
  /** What the steps bring. */
  | { is: 'planned'; planned: PlannedRound }
  /** There was none left to be asked about. */
  | { is: 'over' }
  | { is: 'opened'; round: string }
  /** How many are still open. */
  | { is: 'noted'; open: number }
  /** The present round could not be planned, opened or noted. */
  | { is: 'failed' }
  | { is: 'called-off' }
  | { is: 'closed' }
  /** What others say. The end of a round may be heard before it is heard that it was opened. */
  | { is: 'settled' }
  | { is: 'cancelled' };

export type CaseStep =
  | { do: 'plan'; nth: number }
  | { do: 'open'; planned: PlannedRound }
  | { do: 'call-off'; round: string }
  /** `last`: nobody is asked anew after it. */
  | { do: 'note'; nth: number; round: string; last: boolean }
  | { do: 'close'; outcome: CaseEnd }
  | { do: 'end' }
  | { do: 'rest'; until: Instant | null; for: string };

/** @param most rounds at most */
export const newCase = (most: number): CaseLife => ({
  most,
  nth: 1,
  planned: null,
  round: null,
  settled: false,
  called: false,
  cancelled: false,
  outcome: null,
  closed: false,
});

/** @returns the cases after the event. */
export function caseAfter(life: CaseLife, event: CaseEvent): CaseLife {
  switch (event.is) {
    case 'planned':
      return { ...life, planned: event.planned };
    case 'over':
      return over(life);
    case 'opened':
      return { ...life, round: event.round };
    case 'settled':
      return { ...life, settled: true };
    case 'noted':
      return event.open === 0 ? over(life) : nextRound(life);
    case 'failed':
      return nextRound(life);
    case 'cancelled':
      return { ...life, cancelled: true };
    case 'called-off':
      return { ...life, called: true };
    case 'closed':
      return { ...life, closed: true };
  }
}

const over = (life: CaseLife): CaseLife => ({ ...life, outcome: life.cancelled ? 'cancelled' : 'handed-over' });

/** A round that could not be noted is followed by the next; whatever fails, it ends. */
const nextRound = (life: CaseLife): CaseLife =>
  life.nth < life.most ? { ...newCase(life.most), nth: life.nth + 1, cancelled: life.cancelled } : over(life);

/** @returns what is done now; at `end` nothing is left to do. */
export function nextOfCase(life: CaseLife, now: Instant): CaseStep {
  const { nth, planned, round, cancelled, outcome } = life;
  if (life.closed) return { do: 'end' };
  if (outcome !== null) return { do: 'close', outcome };
  if (round !== null) return nextOfRound(life, round);
  if (cancelled) return { do: 'close', outcome: 'cancelled' };
  if (planned === null) return { do: 'plan', nth };
  const { opensAt } = planned.round;
  return opensAt <= now ? { do: 'open', planned } : { do: 'rest', until: opensAt, for: `round ${nth}` };
}

/** What a round has found is noted, of one that was called off too. */
function nextOfRound({ nth, settled, cancelled, called }: CaseLife, round: string): CaseStep {
  if (settled || called) return { do: 'note', nth, round, last: cancelled };
  if (cancelled) return { do: 'call-off', round };
  return { do: 'rest', until: null, for: 'the answers' };
}

/** Input of the workflow `caseLife`. Holds no person and no text. */
export interface CaseStart {
  /** Number of the lot: the cases that are asked about together. */
  lot: number;
  campaign: string;
  kind: string;
  /** Code of the region in which they are asked about. */
  area: string;
  workflowId: string;
  /** Rounds at most. */
  most: number;
}
