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

/** The present warning for one area, with the data to plan its rounds. */
export interface AlertPlanning {
  /** Name of the alert, unique in its campaign: `cold-wave-0108`. */
  name: string;
  hazard: Hazard;
  colour: Colour;
  /** Number of times that it became worse, with its beginning: each time all units are asked again. */
  rise: number;
  rule: WarningRule;
  /** By the rule's names; the campaign's own ladders before the shared ones. */
  ladders: Ladders;
  /** The asked kind of region. */
  of: string;
  /** Kinds of the regions above these units, from their superior to the top of the scope. */
  above: readonly string[];
  calendar: Calendar;
  now: Instant;
  endsAt: Instant;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Time limit for the report of a patrol. */
const PATROL_DUE_MS = 3 * HOUR_MS;
const PATROL_LOCK_MS = 6 * HOUR_MS;
/** Shortest time for the answers, because units must be able to answer a warning that ends within minutes. */
const SHORTEST_MS = 12 * HOUR_MS;

/** The time of a warning, and the hours of its messages. */
type Hours = Pick<AlertPlanning, 'rule' | 'calendar' | 'now' | 'endsAt'>;

/** @returns the instant itself, or, unless the warning is urgent, the end of the quiet hours that it falls into. */
const awake = ({ rule, calendar }: Hours, at: Instant): Instant => (rule.urgent ? at : calendar.afterQuiet(at));

/** A warning that is not urgent respects the quiet hours: its clock starts in the morning. */
const startOf = (hours: Hours): Instant => awake(hours, hours.now);

const after = (planning: AlertPlanning, within: Within): Instant =>
  awake(planning, plusMs(startOf(planning), minutesIn(within) * MINUTE_MS));

/**
 * `02-orange`: a colour that returns after a weaker one asks again. Two digits, so that keys of later rises sort after
 * earlier ones.
 */
const riseOf = ({ rise, colour }: AlertPlanning): string => `${String(rise).padStart(2, '0')}-${colour}`;

/** Units can answer 叫应 until the warning is over, and at least for the shortest time. */
const lockOf = (planning: AlertPlanning, deadlines: readonly Instant[]): Instant =>
  latest(
    planning.endsAt,
    plusMs(startOf(planning), SHORTEST_MS),
    ...deadlines.map((deadline) => plusMs(deadline, HOUR_MS)),
  ) ?? planning.endsAt;

/** Turns the ladder of an ask into rungs at instants, like the compiler for a campaign. */
function rungsOf(planning: AlertPlanning, ask: WarningAsk, dates: Climbing['dates']): Rung[] {
  const { rule, ladders, calendar, above } = planning;
  const { urgent, goods } = rule;
  const ladder = ladderOf(ladders, rule, ask);
  return layRungs({ ladder, dates, calendar, above, ofWarning: { urgent, goods } }).rungs;
}

/** @returns the rounds of 叫应 when a warning arrives or becomes worse: 已知晓, 已派人, 已完成, each with its own deadline. */
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
      // All open together: a place that has sent people at once need not wait to report it.
      opensAt: start,
      dueAt: deadlines[step],
      locksAt: lock,
      rungs: rungsOf(planning, step, { opens: start, due: deadlines[step], lock, start, ...deadlines }),
      milestones: [],
    },
  }));
}

/** @returns the patrols from now until the end of the weather, at the rule's times of day. */
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

/** A message about the end is useless the next day. */
const OVER_KEEPS_MS = 18 * HOUR_MS;

/** @returns the rung that tells all asked units, in waking hours, that a warning is over. */
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
