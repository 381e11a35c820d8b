import type { Reopening } from '../campaign/life';
import type { Area, RoundDates } from '../campaign/plan';
import type { Instant } from '../instant';
import type { ClockSetting } from './clock';
import type { RoundInArea, RoundOutcome } from './round';

/**
 * The life of a branch, the workflow between a campaign and the rounds of some areas: its state ({@link BranchLife}),
 * its events ({@link BranchEvent}), and its next step ({@link BranchStep}). It starts the rounds in waves, passes on to
 * them what the campaign tells, and passes on to the campaign which have ended, many at once.
 */
export interface BranchLife {
  /** What the campaign has asked for and is not done yet, in its order. */
  asked: readonly BranchAsked[];
  /** Code of an area → whether its round runs. */
  rounds: Readonly<Record<string, 'open' | 'settled'>>;
  /** Areas of whose end the campaign has not heard. */
  unheard: readonly string[];
}

export type BranchAsked =
  | ({ do: 'open'; areas: readonly AreaToOpen[] } & Opened)
  /** In these areas, or everywhere. */
  | { do: 'tell'; areas: readonly string[] | null; told: RoundTold };

/** How the rounds of areas begin. */
interface Opened {
  round: RoundInArea['round'];
  clock: ClockSetting;
  paused: boolean;
}

/** A reopened round may not have ended quite yet. */
export type AreaToOpen = Area & { again?: Reopening };

/** What a campaign tells its running rounds. */
export type RoundTold =
  | { is: 'amended'; dates: RoundDates; now: Instant }
  /** A report has changed: they count. */
  | { is: 'reported' }
  | { is: 'paused' }
  | { is: 'resumed'; now: Instant }
  | { is: 'ended'; as: Exclude<RoundOutcome['as'], 'locked'>; now: Instant; reason?: number };

/** Areas are meant by their codes. */
export type BranchEvent =
  | { is: 'asked'; asked: BranchAsked }
  /** Results of the steps. */
  | { is: 'opened'; areas: readonly string[] }
  | { is: 'told' }
  | { is: 'heard'; areas: readonly string[] }
  /** From a round. */
  | { is: 'settled'; area: string };

export type BranchStep =
  | ({ do: 'open'; wave: readonly AreaToOpen[] } & Opened)
  | { do: 'tell'; areas: readonly string[]; told: RoundTold }
  /** Tells the campaign of the end of these rounds. */
  | { do: 'report'; areas: readonly string[] }
  | { do: 'end' }
  | { do: 'rest'; until: null; for: string };

/**
 * Rounds of one wave. The next wave waits until the server has done the first work of this one, so that the work of
 * other campaigns, such as a warning, waits behind a few hundred tasks at most, whatever the size of this one.
 */
export const WAVE = 8;

export const newBranch = (asked: BranchAsked): BranchLife => ({ asked: [asked], rounds: {}, unheard: [] });

/** @returns the branch after the event. */
export function branchAfter(life: BranchLife, event: BranchEvent): BranchLife {
  const [first, ...others] = life.asked;
  switch (event.is) {
    case 'asked':
      return { ...life, asked: [...life.asked, event.asked] };
    case 'opened': {
      const rounds = { ...life.rounds, ...Object.fromEntries(event.areas.map((area) => [area, 'open' as const])) };
      const left = first?.do === 'open' ? first.areas.filter(({ code }) => !event.areas.includes(code)) : [];
      const asked = first?.do === 'open' && left.length > 0 ? [{ ...first, areas: left }, ...others] : others;
      return { ...life, rounds, asked };
    }
    case 'told':
      return { ...life, asked: others };
    case 'heard':
      return { ...life, unheard: life.unheard.filter((area) => !event.areas.includes(area)) };
    case 'settled':
      return {
        ...life,
        rounds: { ...life.rounds, [event.area]: 'settled' },
        unheard: [...life.unheard.filter((area) => area !== event.area), event.area],
      };
  }
}

/** @returns the branch's next step; `end` when nothing is left to do. */
export function nextOfBranch({ asked: [first], rounds, unheard }: BranchLife): BranchStep {
  if (unheard.length > 0) return { do: 'report', areas: unheard };
  const running = Object.keys(rounds).filter((area) => rounds[area] === 'open');
  if (first?.do === 'open') {
    const { areas, round, clock, paused } = first;
    return { do: 'open', wave: areas.slice(0, WAVE), round, clock, paused };
  }
  if (first) {
    const { areas, told } = first;
    return { do: 'tell', told, areas: running.filter((area) => areas === null || areas.includes(area)) };
  }
  return running.length > 0 ? { do: 'rest', until: null, for: 'ends of its rounds' } : { do: 'end' };
}
