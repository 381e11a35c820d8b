import type { Calendar } from '../../campaign/calendar/calendar';
import { plusDays } from '../../campaign/calendar/days';
import { type Climbing, layRungs } from '../../campaign/compile/rungs';
import type { Ladders } from '../../campaign/definition/ladder';
import type { Rung } from '../../campaign/plan';
import { type Instant, latest, plusMs } from '../../instant';
import type { UnplannedRound } from '../../round/round';
import type { Colour, Hazard } from '../feed/warning';
import { WARNING_STAGE } from './alert-round';
import { PATROL_FORM, stepFormId } from './forms';
import { ladderOf, type WarningRule } from './rules';
import { minutesIn, STEPS, type Step, type WarningAsk, type Within } from './steps';
import { patrolTitle, stepTitle } from './titles';

/** What a warning means for one area from now on. */
export interface AlertPlanning {
  /** Of the alert, unique in its campaign: `cold-wave-0108`. */
  name: string;
  hazard: Hazard;
  colour: Colour;
  /** How often it has grown worse, its beginning counted: each time everybody is asked anew. */
  rise: number;
  rule: WarningRule;
  /** By the names that the rule gives; the campaign's own before the shared ones. */
  ladders: Ladders;
  /** Kind of region that is asked. */
  of: string;
  /** Kinds of the regions above these units, from their superior to the top of the scope. */
  above: readonly string[];
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

/** When a warning holds, and at which hours it is told. */
type Hours = Pick<AlertPlanning, 'rule' | 'calendar' | 'now' | 'endsAt'>;

/** @returns the instant itself, or, unless the warning is urgent, the end of the quiet hours that it falls into. */
const awake = ({ rule, calendar }: Hours, at: Instant): Instant => (rule.urgent ? at : calendar.afterQuiet(at));

/** Quiet hours hold for what is not urgent: the clock of such a warning starts in the morning. */
const startOf = (hours: Hours): Instant => awake(hours, hours.now);

const after = (planning: AlertPlanning, within: Within): Instant =>
  awake(planning, plusMs(startOf(planning), minutesIn(within) * MINUTE_MS));

/**
 * `02-orange`: a colour that comes again after a weaker one asks again. Two digits, so that the keys of later rises
 * sort behind those of earlier ones.
 */
const riseOf = ({ rise, colour }: AlertPlanning): string => `${String(rise).padStart(2, '0')}-${colour}`;

/** 叫应 can be answered until the warning is over, and at least until people have had time to. */
const lockOf = (planning: AlertPlanning, deadlines: readonly Instant[]): Instant =>
  latest(
    planning.endsAt,
    plusMs(startOf(planning), SHORTEST_MS),
    ...deadlines.map((deadline) => plusMs(deadline, HOUR_MS)),
  ) ?? planning.endsAt;

/** Lays the ladder of what is asked over the dates of its round, as the compiler does with those of a campaign. */
function rungsOf(planning: AlertPlanning, ask: WarningAsk, dates: Climbing['dates']): Rung[] {
  const { rule, ladders, calendar, above } = planning;
  const { urgent, goods } = rule;
  const ladder = ladderOf(ladders, rule, ask);
  return layRungs({ ladder, dates, calendar, above, ofWarning: { urgent, goods } }).rungs;
}

/**
 * The rounds of 叫应 that a warning asks for when it arrives or grows worse: 已知晓, 已派人, 已完成, each with its
 * own deadline.
 */
export function acknowledgementRounds(planning: AlertPlanning): UnplannedRound[] {
  const { rule } = planning;
  const start = startOf(planning);
  const deadlines: Record<Step, Instant> = {
    known: after(planning, rule.known),
    sent: after(planning, rule.sent),
    done: after(planning, rule.done),
  };
  const lock = lockOf(planning, Object.values(deadlines));
  return STEPS.map((step) => ({
    title: stepTitle(planning.hazard, planning.colour, step),
    round: {
      key: `${planning.name}.${riseOf(planning)}.${step}`,
      stage: WARNING_STAGE,
      ask: step,
      of: planning.of,
      form: stepFormId(step),
      // Together: a place that has sent people at once need not wait to say so.
      opensAt: start,
      dueAt: deadlines[step],
      locksAt: lock,
      rungs: rungsOf(planning, step, { opens: start, due: deadlines[step], lock, start, ...deadlines }),
      milestones: [],
    },
  }));
}

/** The patrols from now until the weather ends, as the rule's times of day fall. */
export const patrolRounds = (planning: AlertPlanning): UnplannedRound[] =>
  patrolOpenings(planning).map((opensAt) => patrolRound(planning, opensAt));

/** @returns when the patrols from now until the weather ends open. */
export function patrolOpenings(hours: Hours): Instant[] {
  const { calendar, rule, endsAt } = hours;
  const found: Instant[] = [];
  const start = startOf(hours);
  for (let day = calendar.dayOf(start); calendar.at(day, '00:00') < endsAt; day = plusDays(day, 1))
    for (const time of [...rule.patrolsAt].sort()) {
      const opensAt = calendar.at(day, time);
      if (opensAt > start && opensAt < endsAt && awake(hours, opensAt) === opensAt) found.push(opensAt);
    }
  return found;
}

function patrolRound(planning: AlertPlanning, opensAt: Instant): UnplannedRound {
  const { name, hazard, of, calendar } = planning;
  const local = `${calendar.dayOf(opensAt).slice(5)} ${calendar.timeOf(opensAt)}`;
  const dueAt = plusMs(opensAt, PATROL_DUE_MS);
  const locksAt = plusMs(opensAt, PATROL_LOCK_MS);
  return {
    title: patrolTitle(hazard, local),
    round: {
      key: `${name}.patrol@${local.replace(/[- :]/g, '')}`,
      stage: WARNING_STAGE,
      ask: 'patrol',
      of,
      form: PATROL_FORM,
      opensAt,
      dueAt,
      locksAt,
      rungs: rungsOf(planning, 'patrol', { opens: opensAt, due: dueAt, lock: locksAt }),
      milestones: [],
    },
  };
}

/** News that is of no use the next day. */
const OVER_KEEPS_MS = 18 * HOUR_MS;

/** That a warning is over is told to everybody who was asked, in waking hours. */
export const overRung = (now: Instant, calendar: Calendar): Rung => ({
  id: 'over',
  at: now,
  kind: 'notice',
  message: 'warning-over',
  audience: { up: 0, deputy: false, everybody: true },
  channels: ['sms', 'email'],
  send: 'first',
  validUntil: plusMs(calendar.afterQuiet(now), OVER_KEEPS_MS),
});
