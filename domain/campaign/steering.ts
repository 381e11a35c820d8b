import type { Instant } from '../instant';
import { type RoundInArea, roundsInAreas, roundsMeant, type SteeringTarget } from '../round/round';
import { type Bilingual, type Sentence, sentence } from '../text/refusal';
import type { Plan } from './plan';
import { occasionOf } from './round-key';

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

/** Names of the decisions, for people. */
const VERB_NAMES: Record<SteeringVerb, Bilingual> = {
  remind: { 'zh-CN': '立即催报', en: 'remind' },
  extend: { 'zh-CN': '延期', en: 'extend' },
  close: { 'zh-CN': '提前结束', en: 'close' },
  reopen: { 'zh-CN': '重新开放', en: 'reopen' },
  return: { 'zh-CN': '退回报告', en: 'return' },
  pause: { 'zh-CN': '暂停', en: 'pause' },
  resume: { 'zh-CN': '恢复', en: 'resume' },
  cancel: { 'zh-CN': '终止活动', en: 'cancel' },
  replan: { 'zh-CN': '重新编排', en: 'replan' },
};

export interface SteeringRequest {
  verb: SteeringVerb;
  plan: Plan;
  state: 'running' | 'paused' | 'cancelled';
  now: Instant;
  /** Whether there is a reason; its text is stored outside Temporal. */
  reasoned: boolean;
  target?: SteeringTarget;
}

/** Decisions that need a reason, because units will ask for it. */
const NEEDS_REASON = new Set<SteeringVerb>(['extend', 'close', 'reopen', 'return', 'cancel']);

/**
 * Checks whether an administrator's decision makes sense now. Pure and synchronous, because an Update validator may not
 * wait.
 * @returns the refusal with what to do, or null; its values are codes, days and names of stages, never of persons
 */
export function refuseSteering({ verb, plan, state, now, reasoned, target = {} }: SteeringRequest): Sentence | null {
  if (state === 'cancelled') return sentence('cancelled-already');
  if (verb === 'pause' && state === 'paused') return sentence('paused-already');
  if (verb === 'resume' && state !== 'paused') return sentence('not-paused');
  if (NEEDS_REASON.has(verb) && !reasoned) return sentence('needs-reason', { verb: VERB_NAMES[verb] });
  const meant = roundsMeant(plan, target);
  if (meant.length === 0) return sentence('nothing-called', { target: named(target), known: known(plan) });
  if (verb === 'remind') return refuseReminder(meant, { state, now, target });
  if (verb === 'extend' || verb === 'reopen') return refuseDates(meant, { verb, plan, now, target });
  if (verb === 'return') return refuseReturn(meant, { now, target });
  return null;
}

interface Aimed extends Pick<SteeringRequest, 'now'> {
  target: SteeringTarget;
}

function refuseReminder(meant: RoundInArea[], { state, now, target }: Aimed & Pick<SteeringRequest, 'state'>) {
  if (state === 'paused') return sentence('remind-while-paused');
  const open = meant.some(({ round }) => round.opensAt <= now && now < round.locksAt);
  return open ? null : sentence('nobody-to-remind', { target: named(target) });
}

function refuseDates(
  meant: RoundInArea[],
  { verb, plan, now, target }: Aimed & Pick<SteeringRequest, 'verb' | 'plan'>,
) {
  if (!target.key) return sentence('needs-key', { known: known(plan) });
  if (verb === 'extend' && !target.due && !target.lock) return sentence('needs-day');
  const repeated = repetitions(meant);
  if (repeated.length > 1 && (target.due || target.lock))
    return sentence('needs-round', { stage: target.key, rounds: listed(repeated) });
  const locked = meant.every(({ round }) => round.locksAt <= now);
  if (verb === 'extend' && locked)
    return sentence('extend-after-lock', { target: named(target), at: meant[0]?.round.locksAt ?? now });
  if (verb === 'reopen' && locked && !target.lock) return sentence('reopen-needs-lock', { target: named(target) });
  return null;
}

function refuseReturn(meant: RoundInArea[], { now, target }: Aimed) {
  if (!target.key || !target.unit) return sentence('needs-report');
  if (meant.some(({ round }) => round.locksAt > now)) return null;
  return sentence('return-after-lock', { target: named(target), at: meant[0]?.round.locksAt ?? now });
}

/**
 * @returns keys of the repeated rounds among those meant: one day cannot be the due day of December's and of January's.
 */
const repetitions = (meant: RoundInArea[]): string[] => {
  const keys = [...new Set(meant.map(({ round }) => round.key))];
  const days = new Set(keys.map(occasionOf));
  return days.size > 1 ? keys : [];
};

const named = ({ key, area }: SteeringTarget): Bilingual => ({
  'zh-CN': `${key ? `“${key}”` : '活动'}${area ? `（片区 ${area}）` : ''}`,
  en: `"${key ?? 'the campaign'}"${area ? ` in area ${area}` : ''}`,
});

/** How many names a refusal lists before it stops. */
const SHOWN = 20;

const listed = (names: string[]): string => names.slice(0, SHOWN).join(', ') + (names.length > SHOWN ? ', …' : '');

function known(plan: Plan): Bilingual {
  const rounds = roundsInAreas(plan);
  const keys = listed([...new Set(rounds.flatMap(({ round }) => [round.stage, round.key]))]);
  const areas = listed([...new Set(rounds.map(({ area }) => area))]);
  return { 'zh-CN': `${keys}；片区 ${areas}`, en: `${keys}; areas ${areas}` };
}
