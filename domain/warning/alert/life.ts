import { type Attempts, failedAt, forgotten, mayTry, nextTry } from '../../attempts';
import type { Rung } from '../../campaign/plan';
import { earliest, type Instant } from '../../instant';
import type { RoundOutcome, UnplannedRound } from '../../round/round';
import { nextOpening } from './alert-round';
import type { Assessment } from './assessment';

/**
 * The life of an alert: one hazard in one area, from the first warning until no warning holds any more. Its state is
 * {@link AlertLife}, its events are {@link AlertEvent}, its next step is {@link AlertStep}. The functions here decide;
 * the workflow `coldAlert` carries the step out, and the what-if of warnings simulates it.
 */
export interface AlertLife {
  standing: Assessment['standing'];
  /** Patrols that are not open yet. */
  patrols: readonly UnplannedRound[];
  /** Id of each round → its ask, and its outcome once it has ended. */
  rounds: Readonly<Record<string, { ask: string; outcome: RoundOutcome | null }>>;
  /** Ended patrols whose refusals have no case yet. */
  toLookAfter: readonly string[];
  /** Number of lots of cases from patrols; they continue after the alert. */
  lots: number;
  /** Number of possible changes, and how many of them the last assessment includes. */
  news: number;
  assessed: number;
  /** Open work of the last assessment. */
  todo: AlertTodo | null;
  cancelled: boolean;
  over: boolean;
  attempts: Attempts;
}

type AlertTodo =
  | { do: 'answer'; found: Assessment }
  | { do: 'extend'; found: Assessment }
  | { do: 'note-over'; over: Rung }
  | { do: 'tell-over'; over: Rung };

export type AlertEvent =
  /** Results of the steps. */
  | { is: 'assessed'; news: number; found: Assessment }
  | { is: 'opened'; id: string; ask: string }
  | { is: 'answered' }
  | { is: 'extended' }
  | { is: 'noted-over'; ended: boolean }
  | { is: 'told-over' }
  | { is: 'patrolled'; until: Instant }
  | { is: 'looked-after'; round: string; lots: number }
  | { is: 'called-off' }
  | { is: 'failed'; step: string; now: Instant }
  /** Messages from others. */
  | { is: 'news' }
  | { is: 'settled'; outcome: RoundOutcome }
  | { is: 'cancelled' };

export type AlertStep =
  | { do: 'assess'; news: number; before: AlertLife['standing']; rises: number }
  /** Rounds of the weaker warning are called off first; units are woken before the change is recorded. */
  | { do: 'answer'; found: Assessment; callOff: readonly string[] }
  | { do: 'extend'; found: Assessment }
  | { do: 'note-over' }
  /** Open rounds are withdrawn; the units of the round `told` get the message that it is over. */
  | { do: 'tell-over'; over: Rung; callOff: readonly string[]; told: string | null }
  | { do: 'patrol'; due: readonly UnplannedRound[]; until: Instant }
  | { do: 'look-after'; round: string }
  | { do: 'call-off'; rounds: readonly string[] }
  | { do: 'end' }
  | { do: 'rest'; until: Instant | null; for: string };

export const newAlert = (): AlertLife => ({
  standing: null,
  patrols: [],
  rounds: {},
  toLookAfter: [],
  lots: 0,
  news: 1,
  assessed: 0,
  todo: null,
  cancelled: false,
  over: false,
  attempts: {},
});

/** 叫应: each time the warning becomes worse, all units are asked again. */
const ACKNOWLEDGING: readonly string[] = ['known', 'sent', 'done'];

/** @returns ids of the open rounds, of all or of some asks. */
export const openRoundsOf = ({ rounds }: AlertLife, asks?: readonly string[]): string[] =>
  Object.entries(rounds).flatMap(([id, { ask, outcome }]) =>
    outcome === null && (!asks || asks.includes(ask)) ? [id] : [],
  );

const risesOf = ({ rounds }: AlertLife): number => Object.values(rounds).filter(({ ask }) => ask === 'known').length;

/** @returns the alert after the event. */
export function alertAfter(life: AlertLife, event: AlertEvent): AlertLife {
  switch (event.is) {
    case 'assessed':
      return assessed({ ...life, assessed: event.news, attempts: forgotten(life.attempts, 'assess') }, event.found);
    case 'opened':
      return { ...life, rounds: { ...life.rounds, [event.id]: { ask: event.ask, outcome: null } } };
    case 'answered':
      return { ...life, todo: life.todo?.do === 'answer' ? furtherOf(life.todo.found) : life.todo };
    case 'extended':
      return { ...life, todo: null };
    case 'noted-over':
      return notedOver(life, event.ended);
    case 'told-over':
      return { ...life, todo: null };
    case 'patrolled':
      return { ...life, patrols: life.patrols.filter(({ round }) => round.opensAt > event.until) };
    case 'looked-after':
      return {
        ...life,
        toLookAfter: life.toLookAfter.filter((round) => round !== event.round),
        lots: life.lots + event.lots,
      };
    case 'called-off':
      return { ...life, over: true, patrols: [] };
    case 'failed':
      return { ...life, attempts: failedAt(life.attempts, event.step, event.now) };
    case 'news':
      return { ...life, news: life.news + 1, attempts: forgotten(life.attempts, 'assess') };
    case 'settled':
      return settled(life, event.outcome);
    case 'cancelled':
      return { ...life, cancelled: true };
  }
}

function assessed(life: AlertLife, found: Assessment): AlertLife {
  const { change, standing, patrols, over } = found;
  if (change === 'same') return life;
  if (standing === null) return { ...life, todo: { do: 'note-over', over } };
  return { ...life, standing, patrols, todo: { do: 'answer', found } };
}

const furtherOf = (found: Assessment): AlertTodo | null => (found.extend.length > 0 ? { do: 'extend', found } : null);

/** Another warning may have come during the ending: then the alert is not over. */
function notedOver(life: AlertLife, ended: boolean): AlertLife {
  if (!ended) return { ...life, todo: null, news: life.news + 1 };
  const over = life.todo?.do === 'note-over' ? life.todo.over : null;
  return { ...life, over: true, patrols: [], todo: over && { do: 'tell-over', over } };
}

function settled(life: AlertLife, outcome: RoundOutcome): AlertLife {
  const known = life.rounds[outcome.id];
  const rounds = known ? { ...life.rounds, [outcome.id]: { ...known, outcome } } : life.rounds;
  const toLookAfter = known?.ask === 'patrol' ? [...life.toLookAfter, outcome.id] : life.toLookAfter;
  return { ...life, rounds, toLookAfter };
}

/** @returns the alert's next step; `end` when nothing is left to do. */
export function nextOfAlert(life: AlertLife, now: Instant): AlertStep {
  if (life.todo) return stepOf(life, life.todo);
  const open = openRoundsOf(life);
  if (life.cancelled) return life.over && open.length === 0 ? { do: 'end' } : { do: 'call-off', rounds: open };
  if (mayAssess(life, now)) return { do: 'assess', news: life.news, before: life.standing, rises: risesOf(life) };
  const due = life.patrols.filter(({ round }) => round.opensAt <= now);
  if (due.length > 0) return { do: 'patrol', due, until: now };
  const [round] = life.toLookAfter;
  if (round !== undefined) return { do: 'look-after', round };
  if (life.over && open.length === 0) return { do: 'end' };
  return rest(life, now);
}

function stepOf(life: AlertLife, todo: AlertTodo): AlertStep {
  const asking = openRoundsOf(life, ACKNOWLEDGING);
  switch (todo.do) {
    case 'answer':
      return { ...todo, callOff: todo.found.acknowledge.length > 0 ? asking : [] };
    case 'extend':
      return todo;
    case 'note-over':
      return { do: 'note-over' };
    case 'tell-over': {
      const told = Object.keys(life.rounds).findLast((id) => life.rounds[id]?.ask === 'known') ?? null;
      return { ...todo, callOff: asking, told };
    }
  }
}

/** @returns whether its time has run out without a message that ends it. */
const hasRunOut = ({ standing, over }: AlertLife, now: Instant): boolean =>
  !over && standing !== null && standing.endsAt <= now;

const mayAssess = (life: AlertLife, now: Instant): boolean =>
  (life.news > life.assessed || hasRunOut(life, now)) && !life.over && mayTry(life.attempts, 'assess', now);

function rest(life: AlertLife, now: Instant): AlertStep {
  const ends = life.over ? null : (life.standing?.endsAt ?? null);
  const endsAt = ends !== null && ends > now ? ends : null;
  const until = earliest(endsAt, nextOpening(life.patrols), nextTry(life.attempts, now));
  return { do: 'rest', until, for: endsAt ? `warning ends ${endsAt}` : 'last rounds' };
}
