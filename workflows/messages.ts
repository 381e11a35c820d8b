import { defineQuery, defineSignal, defineUpdate } from '@temporalio/workflow';
import type { Definition } from '../domain/campaign/definition/definition';
import type { Plan, RoundDates } from '../domain/campaign/plan';
import type { Instant } from '../domain/instant';
import type { BranchAsked } from '../domain/round/branch-life';
import type { Advanced } from '../domain/round/clock';
import type { RoundOutcome, SteeringTarget } from '../domain/round/round';
import type { Tally } from '../domain/round/tally';
import type { Colour } from '../domain/warning/feed/warning';

/** All Updates, signals and queries of workflows. Client and workflows both import them from here. */

/** Moves a stepped clock; answers when all work due until then is done. Refused on the wall clock. */
export const advance = defineUpdate<Advanced, [Instant]>('advance');

/** An administrator's decision, with its author and reason. */
export interface Steering {
  actor: string;
  /** Number of the reason; the text is only in Postgres. */
  reason?: number;
  /** Number of who asked for it, for the audit log: who that is stands in Postgres alone. */
  asked?: number;
  target?: SteeringTarget;
  /** Time of the stepped clock at the decision; left out on the wall clock. */
  now?: Instant;
}

/** Further effects of a decision. */
export interface Steered {
  /** Warnings of the new plan that the former plan did not have. */
  warnings: string[];
}

export const remind = defineUpdate<Steered, [Steering]>('remind');
export const extend = defineUpdate<Steered, [Steering]>('extend');
export const close = defineUpdate<Steered, [Steering]>('close');
export const reopen = defineUpdate<Steered, [Steering]>('reopen');
export const returnReport = defineUpdate<Steered, [Steering]>('return');
export const pause = defineUpdate<Steered, [Steering]>('pause');
export const resume = defineUpdate<Steered, [Steering]>('resume');
export const cancel = defineUpdate<Steered, [Steering]>('cancel');
/** Compiles the plan anew: after changes of the register, or with a changed definition. */
export const replan = defineUpdate<Steered, [Steering & { definition?: Definition }]>('replan');

export interface CampaignStanding {
  state: 'running' | 'paused' | 'cancelled' | 'completed';
  now: Instant;
  nextAt: Instant | null;
  /** Round workflow id → whether it still runs. */
  rounds: Record<string, 'open' | 'settled'>;
  plan: Plan;
}

export const campaignStanding = defineQuery<CampaignStanding>('standing');
/** A round tells its campaign, or its branch, that it has ended. */
export const roundSettled = defineSignal<[RoundOutcome]>('roundSettled');
/** A branch tells its campaign of rounds that have ended. */
export const roundsSettled = defineSignal<[{ rounds: readonly string[]; at: Instant }]>('roundsSettled');
/** A campaign asks a branch for more rounds, or tells its rounds something. */
export const askBranch = defineSignal<[BranchAsked]>('askBranch');

export interface RoundStanding {
  now: Instant;
  nextAt: Instant | null;
  paused: boolean;
  tally: Tally;
  done: string[];
}

export const roundStanding = defineQuery<RoundStanding>('standing');
/** A report was recorded or returned. Only a hint: every rung asks Postgres again, so a lost signal does no harm. */
export const reportArrived = defineSignal('reportArrived');
/** These carry the instant of the decision, because a round's stepped clock may still show its last rung. */
export const amendRound = defineSignal<[RoundDates & { now: Instant }]>('amend');
export const pauseRound = defineSignal('pause');
export const resumeRound = defineSignal<[Instant]>('resume');
export const endRound = defineSignal<[{ as: 'closed' | 'cancelled'; reason?: number; now: Instant }]>('end');

/** The warnings of an alert have changed: the alert asks Postgres for them. */
export const warningArrived = defineSignal<[Instant]>('warningArrived');
/** An alert has begun: its campaign does not end before it. */
export const alertOpened = defineSignal<[{ id: string; at: Instant }]>('alertOpened');
export const alertEnded = defineSignal<[{ id: string; at: Instant }]>('alertEnded');
/** The campaign was cancelled, and its alerts with it. */
export const cancelAlert = defineSignal<[Instant]>('cancelAlert');

/** The last open case of a campaign was closed: Postgres is asked whether that holds still. */
export const casesClosed = defineSignal<[Instant]>('casesClosed');
/** An officer has answered a case between two rounds; the number of cases of its lot that are open still. */
export const caseAnswered = defineSignal<[{ at: Instant; open: number }]>('caseAnswered');
/** The campaign was cancelled, and its cases with it. */
export const cancelCases = defineSignal<[Instant]>('cancelCases');

/** Postings were withdrawn, or their campaign was cancelled: Postgres is asked which of them still hang. */
export const postingsChanged = defineSignal<[Instant]>('postingsChanged');

export interface AlertStanding {
  now: Instant;
  nextAt: Instant | null;
  colour: Colour | null;
  endsAt: Instant | null;
  /** Workflow ids of the open rounds. */
  open: string[];
}
export const alertStanding = defineQuery<AlertStanding>('standing');

/** The Updates of a campaign, by the administrator's verb. */
export const steeringUpdates = {
  remind,
  extend,
  close,
  reopen,
  return: returnReport,
  pause,
  resume,
  cancel,
  replan,
} as const;
