import type { Calendar } from '../../campaign/calendar/calendar';
import { plusDays } from '../../campaign/calendar/days';
import type { Text } from '../../campaign/definition/words';
import type { Audience, Channel, RoundPlan, Rung } from '../../campaign/plan';
import { byTime } from '../../compare';
import { earliest, type Instant, latest, plusMs } from '../../instant';
import type { RungKind } from '../../round/rung-kinds';
import type { Colour, Hazard } from '../feed/warning';
import { PATROL_FORM, STEPS, type Step, stepFormId } from './forms';
import type { WarningRule } from './rules';
import { patrolTitle, stepTitle } from './titles';

/** The stage of every round that a warning asks for; it is none of the definition's. */
export const WARNING_STAGE = 'warning';

/** A round as a workflow gets it, and what it is called. */
export interface AlertRound {
  round: Omit<RoundPlan, 'areas'>;
  title: Text;
}

/** What a warning means for one area from now on. */
export interface AlertPlanning {
  /** Of the alert, unique in its campaign: `cold-wave-0108`. */
  name: string;
  hazard: Hazard;
  colour: Colour;
  /** How often it has grown worse, its beginning counted: each time everybody is asked anew. */
  rise: number;
  rule: WarningRule;
  /** Kind of region that is asked. */
  of: string;
  /** Levels from these units up to the township and the county; null where the tree has none within the scope. */
  up: { township: number | null; county: number | null };
  calendar: Calendar;
  now: Instant;
  endsAt: Instant;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** A patrol reports within this, and until then at the latest. */
const PATROL_DUE_MS = 3 * HOUR_MS;
const PATROL_LOCK_MS = 6 * HOUR_MS;
/** A warning that ends within minutes must still be answered. */
const SHORTEST_MS = 12 * HOUR_MS;

/** Quiet hours hold for what is not urgent: the clock of such a warning starts in the morning. */
const startOf = ({ rule, calendar, now }: AlertPlanning): Instant => (rule.urgent ? now : calendar.afterQuiet(now));

/** @returns the instant `minutes` after the start, in waking hours unless it is urgent. */
function after(planning: AlertPlanning, minutes: number): Instant {
  const at = plusMs(startOf(planning), minutes * MINUTE_MS);
  return planning.rule.urgent ? at : planning.calendar.afterQuiet(at);
}

/**
 * `02-orange`: a colour that comes again after a weaker one asks again. Two digits, so that the keys of later rises
 * sort behind those of earlier ones.
 */
const riseOf = ({ rise, colour }: AlertPlanning): string => `${String(rise).padStart(2, '0')}-${colour}`;

/** 叫应 can be answered until the warning is over, and at least until people have had time to. */
const lockOf = (planning: AlertPlanning): Instant =>
  latest(
    planning.endsAt,
    plusMs(startOf(planning), SHORTEST_MS),
    plusMs(after(planning, longest(planning.rule)), HOUR_MS),
  ) ?? planning.endsAt;

const longest = ({ completeWithin, dispatchWithin, countyAfter, acknowledgeWithin }: WarningRule): number =>
  Math.max(completeWithin, dispatchWithin, countyAfter, acknowledgeWithin);

/** Telling somebody at an instant. */
interface Telling {
  id: string;
  at: Instant;
  kind: RungKind;
  message: string;
  audience?: Partial<Audience>;
  channels?: Channel[];
  acknowledgeBy?: Instant;
  goods?: Text;
}

function rung({ rule }: AlertPlanning, validUntil: Instant, step: Telling): Rung {
  const { audience, channels = rule.channels, ...rest } = step;
  return {
    ...rest,
    channels,
    send: 'first',
    validUntil,
    audience: { up: 0, deputy: false, ...audience },
    ...(rule.urgent && { urgent: true as const }),
  };
}

/** Ladder of 已知晓: unit, deputy, township, county with the call list. */
function knownRungs(planning: AlertPlanning, lock: Instant): Rung[] {
  const { rule, up } = planning;
  const lay = (step: Telling) => rung(planning, lock, step);
  const townshipAt = after(planning, rule.townshipAfter);
  const countyAt = after(planning, rule.countyAfter);
  const superiors = [
    ...(up.township !== null ? [{ level: up.township, id: 'township' }] : []),
    ...(up.county !== null ? [{ level: up.county, id: 'county' }] : []),
  ];
  return [
    lay({ id: 'warning', at: startOf(planning), kind: 'task', message: 'warning' }),
    ...superiors.map(({ level, id }) =>
      lay({
        id: `warning-${id}`,
        at: startOf(planning),
        kind: 'digest',
        message: 'warning-superior',
        audience: { up: level },
      }),
    ),
    lay({
      id: 'deputy',
      at: after(planning, rule.deputyAfter),
      kind: 'reminder',
      message: 'warning-reminder',
      audience: { deputy: true },
    }),
    ...(up.township !== null
      ? [
          lay({
            id: 'township',
            at: townshipAt,
            kind: 'chase',
            message: 'warning-chase',
            audience: { up: up.township, deputy: true },
            acknowledgeBy: countyAt,
          }),
        ]
      : []),
    ...(up.county !== null
      ? [
          lay({
            id: 'county',
            at: countyAt,
            kind: 'chase',
            message: 'warning-chase',
            audience: { up: up.county, deputy: true },
            acknowledgeBy: lock,
          }),
        ]
      : []),
    lay({ id: 'calls', at: countyAt, kind: 'call-list', message: 'warning-chase' }),
  ].sort(byTime);
}

/** 已派人 and 已完成 are asked for once they are late; who is silent then is told to the superiors. */
function laterRungs(planning: AlertPlanning, due: Instant, lock: Instant): Rung[] {
  const { up } = planning;
  const lay = (step: Telling) => rung(planning, lock, step);
  return [
    lay({ id: 'due', at: due, kind: 'reminder', message: 'warning-stalled' }),
    ...(up.township !== null
      ? [
          lay({
            id: 'due-township',
            at: due,
            kind: 'digest',
            message: 'warning-progress',
            audience: { up: up.township },
          }),
        ]
      : []),
    ...(up.county !== null
      ? [lay({ id: 'due-county', at: due, kind: 'digest', message: 'warning-progress', audience: { up: up.county } })]
      : []),
  ];
}

/**
 * The rounds of 叫应 that a warning asks for when it arrives or grows worse: 已知晓, 已派人, 已完成, each with its
 * own deadline.
 */
export function acknowledgementRounds(planning: AlertPlanning): AlertRound[] {
  const { rule } = planning;
  const lock = lockOf(planning);
  const dueOf: Readonly<Record<Step, Instant>> = {
    known: after(planning, rule.acknowledgeWithin),
    sent: after(planning, rule.dispatchWithin),
    done: after(planning, rule.completeWithin),
  };
  return STEPS.map((step) => ({
    title: stepTitle(planning.hazard, planning.colour, step),
    round: {
      key: `${planning.name}.${riseOf(planning)}.${step}`,
      stage: WARNING_STAGE,
      ask: step,
      of: planning.of,
      form: stepFormId(step),
      // Together: a place that has sent people at once need not wait to say so.
      opensAt: startOf(planning),
      dueAt: dueOf[step],
      locksAt: lock,
      rungs: step === 'known' ? knownRungs(planning, lock) : laterRungs(planning, dueOf[step], lock),
      milestones: [],
    },
  }));
}

/** The patrols from now until the weather ends, as the rule's times of day fall. */
export function patrolRounds(planning: AlertPlanning): AlertRound[] {
  const { calendar, rule, endsAt } = planning;
  const found: AlertRound[] = [];
  const start = startOf(planning);
  for (let day = calendar.dayOf(start); calendar.at(day, '00:00') < endsAt; day = plusDays(day, 1))
    for (const time of [...rule.patrolsAt].sort()) {
      const opensAt = calendar.at(day, time);
      if (opensAt <= start || opensAt >= endsAt) continue;
      if (!rule.urgent && calendar.afterQuiet(opensAt) !== opensAt) continue;
      found.push(patrolRound(planning, opensAt, `${day.slice(5)} ${time}`));
    }
  return found;
}

function patrolRound(planning: AlertPlanning, opensAt: Instant, local: string): AlertRound {
  const { name, hazard, of, up, rule, calendar } = planning;
  const awake = (at: Instant) => (rule.urgent ? at : calendar.afterQuiet(at));
  const locksAt = plusMs(opensAt, PATROL_LOCK_MS);
  const dueAt = plusMs(opensAt, PATROL_DUE_MS);
  const lay = (step: Telling) => rung(planning, locksAt, step);
  const levels = [up.township, up.county].filter((level) => level !== null);
  const rungs = [
    lay({ id: 'patrol', at: opensAt, kind: 'task', message: 'patrol' }),
    lay({ id: 'due', at: awake(dueAt), kind: 'reminder', message: 'reminder' }),
    ...levels.map((level) =>
      lay({ id: `due-${level}up`, at: awake(dueAt), kind: 'digest', message: 'digest', audience: { up: level } }),
    ),
  ].filter(({ at }) => at < locksAt);
  const key = `${name}.patrol@${local.replace(/[- :]/g, '')}`;
  return {
    title: patrolTitle(hazard, local),
    round: {
      key,
      stage: WARNING_STAGE,
      ask: 'patrol',
      of,
      form: PATROL_FORM,
      opensAt,
      dueAt,
      locksAt,
      rungs,
      milestones: [],
    },
  };
}

/** News that is of no use the next day. */
const OVER_KEEPS_MS = 18 * HOUR_MS;

/** That a warning is over is told to everybody who was asked, in waking hours. */
export const overRung = (now: Instant, calendar: Calendar): Rung => {
  const at = now;
  const awake = calendar.afterQuiet(now);
  return {
    id: 'over',
    at,
    kind: 'notice',
    message: 'warning-over',
    audience: { up: 0, deputy: false, everybody: true },
    channels: ['sms', 'email'],
    send: 'first',
    validUntil: plusMs(awake, OVER_KEEPS_MS),
  };
};

/** When the next patrol opens. */
export const nextOpening = (rounds: readonly AlertRound[]): Instant | null =>
  earliest(...rounds.map(({ round }) => round.opensAt));
