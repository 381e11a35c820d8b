import type { Instant } from './instant';
import type { Plan } from './plan';
import { roundsInAreas, roundsMeant, type SteeringTarget } from './round';

export const STEERING_VERBS = [
  'remind',
  'extend',
  'close',
  'reopen',
  'return',
  'pause',
  'resume',
  'cancel',
  'replan',
] as const;
export type SteeringVerb = (typeof STEERING_VERBS)[number];

export interface SteeringRequest {
  verb: SteeringVerb;
  plan: Plan;
  state: 'running' | 'paused' | 'cancelled';
  now: Instant;
  reason?: string;
  target?: SteeringTarget;
}

/** Decisions that people below will ask about: they need a reason. */
const NEEDS_REASON = new Set<SteeringVerb>(['extend', 'close', 'reopen', 'return', 'cancel']);

/**
 * Whether an administrator's decision makes sense now. Pure and synchronous: an Update validator may not wait.
 * @returns why not and what to do, or null
 */
export function refuseSteering({ verb, plan, state, now, reason, target = {} }: SteeringRequest): string | null {
  if (state === 'cancelled') return 'The campaign is cancelled; nothing can be changed any more.';
  if (verb === 'pause' && state === 'paused') return 'The campaign is paused already.';
  if (verb === 'resume' && state !== 'paused') return 'The campaign is not paused.';
  if (NEEDS_REASON.has(verb) && !reason?.trim())
    return `Say why: "${verb}" needs a reason, which the people concerned will see.`;
  const meant = roundsMeant(plan, target);
  if (meant.length === 0) return `Nothing in the plan is called ${describe(target)}. There are: ${known(plan)}.`;
  if (verb === 'remind') {
    if (state === 'paused') return 'The campaign is paused: resume it first, and what was due is sent.';
    if (!meant.some(({ round }) => round.opensAt <= now && now < round.locksAt))
      return `${describe(target)} is not open now: there is nobody to remind.`;
  }
  if (verb === 'extend' || verb === 'reopen') {
    if (!target.key) return `Say which stage or round (key). There are: ${known(plan)}.`;
    if (verb === 'extend' && !target.due && !target.lock) return 'Say until when: a new due day, a new lock, or both.';
    if (verb === 'extend' && meant.every(({ round }) => round.locksAt <= now))
      return `${describe(target)} is locked since ${meant[0]?.round.locksAt}: reopen it instead of extending it.`;
    if (verb === 'reopen' && !target.lock && meant.every(({ round }) => round.locksAt <= now))
      return `The lock of ${describe(target)} has passed: give a new one.`;
  }
  if (verb === 'return') {
    if (!target.key || !target.unit) return 'Say which report: the round (key) and the unit.';
    if (meant.every(({ round }) => round.locksAt <= now))
      return `${describe(target)} is locked since ${meant[0]?.round.locksAt}: reopen it first.`;
  }
  return null;
}

const describe = ({ key, area }: SteeringTarget): string =>
  `"${key ?? 'the campaign'}"${area ? ` in area ${area}` : ''}`;

const known = (plan: Plan): string =>
  [...new Set(roundsInAreas(plan).flatMap(({ round, area }) => [round.stage, round.key, `area ${area}`]))].join(', ');
