import { type Attempts, failedAt, forgotten, mayTry, nextTry } from '../attempts';
import type { RoundDates, RoundPlan, Rung } from '../campaign/plan';
import { earliest, type Instant } from '../instant';
import type { ClockSetting } from './clock';
import { noticeRung } from './decision-notice';
import { dueRungs, isOver, openRungs, overtakenRungs, rungKey } from './ladder';
import type { RoundCause, RoundOutcome } from './round';
import { emptyTally, type Tally } from './tally';

/**
 * The life of a round in one area: its state ({@link RoundLife}), its events ({@link RoundEvent}), and its next step
 * ({@link RoundStep}). The functions here decide; the workflow `round` carries the step out. It asks for the next step
 * again after every event, because a report or a decision can change it.
 */
export interface RoundLife {
  plan: Omit<RoundPlan, 'areas'>;
  /** A reopened round climbs no rung that fell due before this. */
  since: Instant | null;
  /** Whether the asks are stored in Postgres. */
  opened: boolean;
  paused: boolean;
  /** Keys of climbed, skipped and overtaken rungs. */
  done: readonly string[];
  /** Rungs climbed at their former instants, and not yet recorded as skipped. */
  overtaken: readonly Rung[];
  /** Number of events that change the count, and how many of them the count below includes. */
  news: number;
  counted: number;
  tally: Tally;
  attempts: Attempts;
  ending: Ending | null;
  /** Whether the units were told of the cancellation, or telling them failed. */
  told: boolean;
  settled: boolean;
  /** It ends once every unit has answered; left out by rounds that began before there was such an end. */
  untilAnswered?: boolean;
  /** Whether they have. */
  answered?: boolean;
}

export interface Ending {
  as: RoundOutcome['as'];
  /** Number of the administrator's reason. */
  reason?: number;
}

export type RoundEvent =
  /** Results of the steps. */
  | { is: 'opened' }
  | { is: 'skipped'; rungs: readonly Rung[] }
  /** With the count after it; without one, as before there was one, the round counts next. */
  | { is: 'climbed'; rung: Rung; counted?: { news: number; tally: Tally } }
  | { is: 'counted'; news: number; tally: Tally | null }
  | { is: 'told' }
  | { is: 'settled'; as: Ending; tally: Tally | null }
  | { is: 'failed'; step: string; now: Instant }
  /** Messages from others. */
  | { is: 'reported' }
  | { is: 'paused' }
  | { is: 'resumed' }
  | { is: 'amended'; dates: RoundDates; now: Instant }
  | { is: 'ended'; ending: Ending };

export type RoundStep =
  | { do: 'open'; plan: RoundLife['plan'] }
  | { do: 'skip'; rungs: readonly Rung[] }
  | { do: 'climb'; rung: Rung; news: number }
  | { do: 'count'; news: number }
  | { do: 'tell-cancelled'; rung: Rung }
  | { do: 'settle'; as: Ending }
  | { do: 'end' }
  | { do: 'rest'; until: Instant | null; for: string };

/** @returns a round at its beginning. */
export const newRound = (
  plan: RoundLife['plan'],
  {
    since = null,
    opened = false,
    paused = false,
    untilAnswered = false,
  }: { since?: Instant | null; opened?: boolean; paused?: boolean; untilAnswered?: boolean } = {},
): RoundLife => ({
  plan,
  since,
  opened,
  paused,
  done: [],
  overtaken: [],
  news: 1,
  counted: 0,
  tally: emptyTally(),
  attempts: {},
  ending: null,
  told: false,
  settled: false,
  ...(untilAnswered && { untilAnswered }),
});

/** @returns the round after the event. */
export function roundAfter(life: RoundLife, event: RoundEvent): RoundLife {
  const news = life.news + 1;
  switch (event.is) {
    case 'opened':
      return { ...life, opened: true, attempts: forgotten(life.attempts, 'open') };
    case 'skipped':
      return {
        ...life,
        done: [...life.done, ...event.rungs.map(rungKey).filter((key) => !life.done.includes(key))],
        overtaken: life.overtaken.filter((rung) => !event.rungs.includes(rung)),
      };
    case 'climbed': {
      const key = rungKey(event.rung);
      const climbed = { ...life, done: [...life.done, key], attempts: forgotten(life.attempts, key) };
      return event.counted ? counted(climbed, event.counted) : { ...climbed, news };
    }
    case 'counted':
      return counted(life, event);
    case 'told':
      return { ...life, told: true };
    case 'settled':
      return { ...life, settled: true, ending: event.as, tally: event.tally ?? life.tally };
    case 'failed':
      return { ...life, attempts: failedAt(life.attempts, event.step, event.now) };
    case 'reported':
      return { ...life, news };
    case 'paused':
      return { ...life, news, paused: true };
    case 'resumed':
      return { ...life, news, paused: false };
    case 'amended':
      return amended({ ...life, news }, event);
    case 'ended':
      return { ...life, ending: life.settled ? life.ending : event.ending };
  }
}

/** A failed count answers nothing. */
function counted(life: RoundLife, { news, tally }: { news: number; tally: Tally | null }): RoundLife {
  const after = { ...life, counted: news, tally: tally ?? life.tally };
  return life.untilAnswered ? { ...after, answered: tally !== null && tally.missing === 0 } : after;
}

/** A new ladder does not repeat rungs that were climbed at their former instant. */
function amended(life: RoundLife, { dates, now }: { dates: RoundDates; now: Instant }): RoundLife {
  const overtaken = overtakenRungs(dates.rungs, life.done, now);
  return {
    ...life,
    plan: { ...life.plan, ...dates },
    done: [...life.done, ...overtaken.map(rungKey)],
    overtaken: [...life.overtaken, ...overtaken],
  };
}

/** @returns the round's next step; `end` when nothing is left to do. */
export function nextOfRound(life: RoundLife, now: Instant): RoundStep {
  if (life.settled) return { do: 'end' };
  if (life.ending) return nextOfEnding(life, life.ending, now);
  if (!life.opened && mayTry(life.attempts, 'open', now)) return { do: 'open', plan: life.plan };
  return nextRungOf(life, now) ?? nextCountOf(life) ?? lockOrRest(life, now);
}

function nextOfEnding(life: RoundLife, { as, reason }: Ending, now: Instant): RoundStep {
  if (as === 'cancelled' && !life.told)
    return { do: 'tell-cancelled', rung: noticeRung('cancelled', { now, ...(reason && { reason }) }) };
  return { do: 'settle', as: { as, ...(reason && { reason }) } };
}

function nextRungOf(life: RoundLife, now: Instant): RoundStep | null {
  if (!life.opened || life.paused) return null;
  if (life.overtaken.length > 0) return { do: 'skip', rungs: life.overtaken };
  const { climb, superseded } = dueRungs(rungsOf(life), life.done, now);
  if (superseded.length > 0) return { do: 'skip', rungs: superseded };
  const rung = climb.find((due) => mayTry(life.attempts, rungKey(due), now));
  return rung ? { do: 'climb', rung, news: life.news } : null;
}

const nextCountOf = ({ opened, news, counted }: RoundLife): RoundStep | null =>
  opened && news > counted ? { do: 'count', news } : null;

function lockOrRest(life: RoundLife, now: Instant): RoundStep {
  const { locksAt } = life.plan;
  const ahead = rungsAhead(life, now);
  if (life.answered) return { do: 'settle', as: { as: 'closed' } };
  if (life.paused) return { do: 'rest', until: null, for: 'resumption' };
  if (isOver(ahead, life.done, { locksAt, now })) return { do: 'settle', as: { as: 'locked' } };
  const lock = locksAt > now ? locksAt : null;
  const until = earliest(ahead[0]?.at, lock, nextTry(life.attempts, now));
  return { do: 'rest', until, for: `next: ${ahead[0]?.id ?? 'lock'}` };
}

const rungsOf = ({ plan, since }: RoundLife): Rung[] => plan.rungs.filter(({ at }) => since === null || at >= since);

/** @returns rungs to climb, without those that failed a moment ago. */
export const rungsAhead = (life: RoundLife, now: Instant): Rung[] =>
  life.opened ? openRungs(rungsOf(life), life.done).filter((rung) => mayTry(life.attempts, rungKey(rung), now)) : [];

/** Input of the `round` workflow. */
export interface RoundInput {
  campaign: string;
  round: Omit<RoundPlan, 'areas'>;
  area: string;
  clock: ClockSetting;
  /** A reopened round climbs no rung that fell due before this. */
  since?: Instant;
  /** Whether its starter has stored its asks already, with those of its neighbours. */
  opened?: boolean;
  /** The rung that its starter has climbed already, and the counts after it. */
  climbed?: { rung: Rung; tally: Tally };
  /** Whether its campaign is paused. */
  paused?: boolean;
  /** Whether it ends once every unit has answered. */
  untilAnswered?: boolean;
  /** Carried through continue-as-new. */
  life?: RoundLife;
  /** Of a round that is not of the plan: what asks for it. */
  cause?: RoundCause;
  /** The workflow that is told of its end; its campaign when left out. */
  parent?: string;
}
