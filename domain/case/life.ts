import type { Instant } from '../instant';
import type { RoundCause, UnplannedRound } from '../round/round';
import { type CaseEnd, type CaseKind, mostRounds } from './case-kinds';

/**
 * The life of a lot of cases: a single case, or one case of each unit from one round of reports. Rounds ask about them,
 * one after the other, until no case is open. After a round `turnOf` decides about each case; a case that is passed
 * upwards moves to a separate lot. The state is {@link CaseLife}, an event {@link CaseEvent}, the next step
 * {@link CaseStep}. The functions here decide; the workflow `caseLife` carries the step out.
 */
export interface CaseLife {
  /** Most rounds, by the kind. */
  most: number;
  /** Number of the present visit, from 1. */
  nth: number;
  /** Null until it is planned. */
  planned: PlannedRound | null;
  /** Its id, after its start. */
  round: string | null;
  /** It has ended. */
  settled: boolean;
  /** The round knows of the campaign's cancellation. */
  called: boolean;
  cancelled: boolean;
  /** The outcome for cases that are still open at the end; null before. */
  outcome: CaseEnd | null;
  closed: boolean;
}

/** A round of cases, with its area and its cause. */
export type PlannedRound = UnplannedRound & { area: string; cause: RoundCause };

export type CaseEvent =
  /** Results of the steps. */
  | { is: 'planned'; planned: PlannedRound }
  /** No case is left to ask about. */
  | { is: 'over' }
  | { is: 'opened'; round: string }
  /** Number of open cases. */
  | { is: 'noted'; open: number }
  /** The present round could not be planned, opened or noted. */
  | { is: 'failed' }
  | { is: 'called-off' }
  | { is: 'closed' }
  /** Signals. An officer has answered between two rounds; the number of cases that are open still. */
  | { is: 'answered'; open: number }
  /** The end of a round may be known before its start. */
  | { is: 'settled' }
  | { is: 'cancelled' };

export type CaseStep =
  | { do: 'plan'; nth: number }
  | { do: 'open'; planned: PlannedRound }
  | { do: 'call-off'; round: string }
  /** `last`: no round follows. */
  | { do: 'note'; nth: number; round: string; last: boolean }
  | { do: 'close'; outcome: CaseEnd }
  | { do: 'end' }
  | { do: 'rest'; until: Instant | null; for: string };

/** @param most the most rounds */
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
    case 'answered':
      return event.open === 0 && life.round === null && life.outcome === null ? over(life) : life;
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

/** After a round that could not be recorded comes the next; the life ends in spite of any failure. */
const nextRound = (life: CaseLife): CaseLife =>
  life.nth < life.most ? { ...newCase(life.most), nth: life.nth + 1, cancelled: life.cancelled } : over(life);

/** @returns the next step; `end` when nothing is left to do. */
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

/** Records the answers of a round, even of a cancelled one. */
function nextOfRound({ nth, settled, cancelled, called }: CaseLife, round: string): CaseStep {
  if (settled || called) return { do: 'note', nth, round, last: cancelled };
  if (cancelled) return { do: 'call-off', round };
  return { do: 'rest', until: null, for: 'the answers' };
}

/** @returns the input of the workflow that asks about a lot of cases. */
export const startOf = (
  { lot, campaign, kind, area, workflowId, level }: Omit<CaseStart, 'most'> & { level: number },
  of: Pick<CaseKind, 'rounds'>,
): CaseStart => ({ lot, campaign, kind, area, workflowId, most: mostRounds(of, level) });

/** Input of the workflow `caseLife`. Holds no person and no text. */
export interface CaseStart {
  /** Number of the lot of cases. */
  lot: number;
  campaign: string;
  kind: string;
  /** Code of the area of its rounds. */
  area: string;
  workflowId: string;
  /** Most rounds. */
  most: number;
}
