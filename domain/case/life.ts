import type { Instant } from '../instant';
import type { AlertOfRound } from '../round/round';
import type { AlertRound } from '../warning/alert/alert-round';
import type { RevisitOutcome } from '../warning/alert/forms';

/**
 * The life of a case: somebody has to be visited again and again, each visit a round of its own, until the case is
 * closed; one that stays open is handed to the superior. What it knows ({@link CaseLife}), what happens to it
 * ({@link CaseEvent}), and what it does next ({@link CaseStep}) is decided here and carried out by the workflow
 * `followUp`.
 */
export interface CaseLife {
  /** The present one, from 1. */
  visit: number;
  /** Its round; null until it has been planned. */
  planned: PlannedVisit | null;
  /** Id of its round, once it has been started. */
  round: string | null;
  /** Its round has ended. */
  visited: boolean;
  cancelled: boolean;
  /** The round that is open was told of the cancelling. */
  called: boolean;
  outcome: CaseOutcome | null;
  closed: boolean;
}

/** The round of a visit, and the warning that it belongs to. */
export type PlannedVisit = AlertRound & { alert: AlertOfRound };

export type CaseOutcome = Exclude<RevisitOutcome, 'refuses'> | 'handed-over' | 'cancelled';

/** Visits before a case is handed to the superior. */
export const MOST_VISITS = 6;

export type CaseEvent =
  | { is: 'planned'; planned: PlannedVisit }
  | { is: 'opened'; round: string }
  /** The round of the present visit has ended; this may be heard before it is heard that it was opened. */
  | { is: 'visited' }
  | { is: 'noted'; found: RevisitOutcome | null }
  /** The present visit could not be planned, opened or noted. */
  | { is: 'failed' }
  | { is: 'cancelled' }
  | { is: 'called-off' }
  | { is: 'closed' };

export type CaseStep =
  | { do: 'plan'; visit: number }
  | { do: 'open'; planned: PlannedVisit }
  | { do: 'call-off'; round: string }
  | { do: 'note'; visit: number; round: string }
  | { do: 'close'; outcome: CaseOutcome }
  | { do: 'end' }
  | { do: 'rest'; until: Instant | null; for: string };

export const newCase = (): CaseLife => ({
  visit: 1,
  planned: null,
  round: null,
  visited: false,
  cancelled: false,
  called: false,
  outcome: null,
  closed: false,
});

/** @returns the case after the event. */
export function caseAfter(life: CaseLife, event: CaseEvent): CaseLife {
  switch (event.is) {
    case 'planned':
      return { ...life, planned: event.planned };
    case 'opened':
      return { ...life, round: event.round };
    case 'visited':
      return { ...life, visited: true };
    case 'noted':
      return event.found === null || event.found === 'refuses' ? nextVisit(life) : { ...life, outcome: event.found };
    case 'failed':
      return nextVisit(life);
    case 'cancelled':
      return { ...life, cancelled: true };
    case 'called-off':
      return { ...life, called: true };
    case 'closed':
      return { ...life, closed: true };
  }
}

/** A visit that brings nothing is followed by the next: the case ends all the same, at the latest handed over. */
const nextVisit = (life: CaseLife): CaseLife =>
  life.visit === MOST_VISITS
    ? { ...life, outcome: 'handed-over' }
    : { ...newCase(), visit: life.visit + 1, cancelled: life.cancelled };

/** @returns what the case does now; at `end` nothing is left to do. */
export function nextOfCase(life: CaseLife, now: Instant): CaseStep {
  const { visit, planned, round } = life;
  if (life.closed) return { do: 'end' };
  if (life.outcome) return { do: 'close', outcome: life.cancelled ? 'cancelled' : life.outcome };
  if (round !== null) return nextOfVisit(life, round);
  if (life.cancelled) return { do: 'close', outcome: 'cancelled' };
  if (planned === null) return { do: 'plan', visit };
  const { opensAt } = planned.round;
  return opensAt <= now ? { do: 'open', planned } : { do: 'rest', until: opensAt, for: `visit ${visit}` };
}

/** What a visit has found is noted, of one that was called off too. */
function nextOfVisit({ visit, visited, cancelled, called }: CaseLife, round: string): CaseStep {
  if (visited || called) return { do: 'note', visit, round };
  if (cancelled) return { do: 'call-off', round };
  return { do: 'rest', until: null, for: 'what the visit brings' };
}
