import { earliest, type Instant } from '../instant';
import { noticeRung } from '../round/decision-notice';
import { type RoundInArea, roundsInAreas, roundsMeant, type SteeringTarget } from '../round/round';
import type { Plan } from './plan';

/**
 * The life of a campaign: its state ({@link CampaignLife}), its events ({@link CampaignEvent}), and its next step
 * ({@link CampaignStep}). The functions here decide; the workflow `campaign` carries the step out.
 */
export interface CampaignLife {
  plan: Plan;
  /** Round id → whether the round still runs; without rounds that are not opened yet. */
  rounds: Readonly<Record<string, 'open' | 'settled'>>;
  /** Key of a round → its branches by workflow id, with their areas; left out where a campaign has none. */
  branches?: Branched;
  /** Reopened rounds, with time and reason: they climb no rung that fell due before. */
  reopened: Readonly<Record<string, Reopening>>;
  /** Alerts that have not ended. */
  alerts: readonly string[];
  /** Number of open cases at the last count: only Postgres holds them, because there may be thousands. */
  openCases: number;
  /** Number of possible changes of the cases, and how many of them the last count includes. */
  news: number;
  counted: number;
  paused: boolean;
  cancelled: boolean;
  /** Decisions that are being carried out, or wait. */
  deciding: number;
  completed: boolean;
}

/** Key of a round → workflow id of a branch → codes of the areas whose rounds it has started. */
export type Branched = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** When a round was reopened, and the number of the administrator's reason. */
export interface Reopening {
  at: Instant;
  reason?: number;
}

export type CampaignEvent =
  /** Results of the steps. */
  /** The rounds were started; those of branches by these. */
  | { is: 'opened'; rounds: readonly string[]; branches?: Branched }
  | { is: 'completed' }
  | { is: 'cases-counted'; open: number; news: number }
  /** Reports of rounds, alerts and cases. */
  | { is: 'settled'; rounds: readonly string[] }
  | { is: 'alert-opened'; id: string }
  | { is: 'alert-ended'; id: string }
  | { is: 'cases-closed' }
  /** Decisions of an administrator. */
  | { is: 'deciding' }
  | { is: 'decided' }
  | { is: 'amended'; plan: Plan }
  | { is: 'reopened'; target: SteeringTarget; reopening: Reopening }
  | { is: 'closed'; target: SteeringTarget }
  | { is: 'paused' }
  | { is: 'resumed' }
  | { is: 'cancelled' };

export type CampaignStep =
  | { do: 'open'; due: readonly RoundInArea[] }
  | { do: 'count-cases'; news: number }
  | { do: 'complete'; as: 'completed' | 'cancelled' }
  | { do: 'end' }
  | { do: 'rest'; until: Instant | null; for: string };

export const newCampaign = (plan: Plan): CampaignLife => ({
  plan,
  rounds: {},
  reopened: {},
  alerts: [],
  openCases: 0,
  news: 1,
  counted: 0,
  paused: false,
  cancelled: false,
  deciding: 0,
  completed: false,
});

export type CampaignState = 'running' | 'paused' | 'cancelled';
export const stateOf = ({ cancelled, paused }: CampaignLife): CampaignState =>
  cancelled ? 'cancelled' : paused ? 'paused' : 'running';

/** @returns ids of the running rounds. */
export const runningRounds = ({ rounds }: CampaignLife): string[] =>
  Object.keys(rounds).filter((round) => rounds[round] === 'open');

/** @returns ids of the running rounds of a target. */
export const runningOf = ({ plan, rounds }: CampaignLife, target: SteeringTarget = {}): string[] =>
  roundsMeant(plan, target)
    .map(({ id }) => id)
    .filter((id) => rounds[id] === 'open');

/** @returns the campaign after the event. */
export function campaignAfter(life: CampaignLife, event: CampaignEvent): CampaignLife {
  switch (event.is) {
    case 'opened':
      return opened(life, event);
    case 'completed':
      return { ...life, completed: true };
    case 'settled':
      return { ...life, news: life.news + 1, rounds: { ...life.rounds, ...standing(event.rounds, 'settled') } };
    case 'cases-counted':
      return { ...life, openCases: event.open, counted: event.news };
    case 'alert-opened':
      return { ...life, alerts: [...new Set([...life.alerts, event.id])] };
    case 'alert-ended':
      return { ...life, news: life.news + 1, alerts: life.alerts.filter((other) => other !== event.id) };
    case 'cases-closed':
      return { ...life, news: life.news + 1 };
    case 'deciding':
      return { ...life, deciding: life.deciding + 1 };
    case 'decided':
      return { ...life, deciding: life.deciding - 1 };
    case 'amended':
      return { ...life, plan: event.plan };
    case 'reopened':
      return reopened(life, event);
    case 'closed':
      return closed(life, event.target);
    case 'paused':
      return { ...life, paused: true };
    case 'resumed':
      return { ...life, paused: false };
    case 'cancelled':
      return { ...life, cancelled: true };
  }
}

const standing = (ids: readonly string[], as: 'open' | 'settled'): CampaignLife['rounds'] =>
  Object.fromEntries(ids.map((id) => [id, as]));

function opened(life: CampaignLife, { rounds, branches = {} }: Extract<CampaignEvent, { is: 'opened' }>): CampaignLife {
  const more = Object.entries(branches).map(([key, its]) => [key, withMore(life.branches?.[key], its)] as const);
  return {
    ...life,
    rounds: { ...life.rounds, ...standing(rounds, 'open') },
    ...(more.length > 0 && { branches: { ...life.branches, ...Object.fromEntries(more) } }),
  };
}

/** An area that was opened again belongs to the branch that has opened it last. */
function withMore(before: Branched[string] = {}, more: Branched[string]): Branched[string] {
  const moved = new Set(Object.values(more).flat());
  const kept = Object.entries(before).map(
    ([branch, areas]) => [branch, areas.filter((area) => !moved.has(area))] as const,
  );
  const all = new Map<string, readonly string[]>(kept);
  for (const [branch, areas] of Object.entries(more)) all.set(branch, [...(all.get(branch) ?? []), ...areas]);
  return Object.fromEntries(all);
}

/** A settled round opens again; a running one has new dates already. */
function reopened(life: CampaignLife, { target, reopening }: Extract<CampaignEvent, { is: 'reopened' }>): CampaignLife {
  const again = roundsMeant(life.plan, target)
    .map(({ id }) => id)
    .filter((id) => life.rounds[id] === 'settled');
  const rounds = Object.fromEntries(Object.entries(life.rounds).filter(([id]) => !again.includes(id)));
  const more = Object.fromEntries(again.map((id) => [id, reopening]));
  return { ...life, rounds, reopened: { ...life.reopened, ...more } };
}

/** Rounds that are not open yet will not open; running ones report their end themselves. */
function closed(life: CampaignLife, target: SteeringTarget): CampaignLife {
  const unopened = roundsMeant(life.plan, target).filter(({ id }) => life.rounds[id] === undefined);
  const ids = unopened.map(({ id }) => id);
  return { ...life, rounds: { ...life.rounds, ...standing(ids, 'settled') } };
}

/** @returns the campaign's next step; `end` when nothing is left to do. */
export function nextOfCampaign(life: CampaignLife, now: Instant): CampaignStep {
  if (life.completed) return { do: 'end' };
  const ahead = roundsInAreas(life.plan).filter(({ id }) => life.rounds[id] === undefined);
  const isIdle = runningRounds(life).length === 0 && life.alerts.length === 0;
  if (life.cancelled) return isIdle ? ending(life, 'cancelled') : { do: 'rest', until: null, for: 'last rounds' };
  // A decision in progress could neither reach nor count on a round that is just opening.
  if (life.paused || life.deciding > 0) return { do: 'rest', until: null, for: 'next decision' };
  const due = ahead.filter(({ round }) => round.opensAt <= now);
  if (due.length > 0) return { do: 'open', due };
  if (isIdle && ahead.length === 0) return ending(life, 'completed');
  return { do: 'rest', until: earliest(...ahead.map(({ round }) => round.opensAt)), for: 'next opening' };
}

/** A campaign does not end before its cases. */
function ending({ news, counted, openCases }: CampaignLife, as: 'completed' | 'cancelled'): CampaignStep {
  if (news > counted) return { do: 'count-cases', news };
  return openCases > 0 ? { do: 'rest', until: null, for: 'last cases' } : { do: 'complete', as };
}

/** A reopened round tells its silent units, unless its first message is yet to come. */
export function asReopened(planned: RoundInArea['round'], { at: now, reason }: Reopening): RoundInArea['round'] {
  if (now < planned.opensAt) return planned;
  const notice = noticeRung('reopened', { now, validUntil: planned.locksAt, ...(reason && { reason }) });
  return { ...planned, rungs: [...planned.rungs, notice] };
}
