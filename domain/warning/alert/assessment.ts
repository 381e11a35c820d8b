import type { Calendar } from '../../campaign/calendar/calendar';
import { kindsAbove } from '../../campaign/compile/levels';
import type { Ladders } from '../../campaign/definition/ladder';
import type { Plan, Rung } from '../../campaign/plan';
import type { Instant } from '../../instant';
import type { RegionTree, RegionView } from '../../people/regions';
import type { UnplannedRound } from '../../round/round';
import type { Colour, Hazard } from '../feed/warning';
import { type AlertChange, changeOf, type Standing } from './alert';
import { type AlertPlanning, acknowledgementRounds, overRung, patrolRounds } from './alert-plan';
import { type Extension, extensionsFor, furtherDays } from './extensions';
import type { WarningRule } from './rules';

/** What an alert is to do now. */
export interface Assessment {
  change: AlertChange;
  standing: Pick<Standing, 'colour' | 'endsAt'> | null;
  /** To be opened at once: 叫应 after an opening or an upgrade. */
  acknowledge: UnplannedRound[];
  /** To be opened as they fall due; takes the place of all that have not been opened. */
  patrols: UnplannedRound[];
  /** Deadlines that it puts off. */
  extend: Extension[];
  /** That it is over, to everybody who was asked. */
  over: Rung;
}

/** An alert in one area, and the ground on which it is assessed. */
export interface Assessed {
  /** Unique in its campaign: `cold-wave-0108`. */
  name: string;
  hazard: Hazard;
  area: string;
  drill: boolean;
  /** Kind of region that is asked. */
  of: string;
  /** As the campaign's rules say. */
  ruleOf(colour: Colour): WarningRule;
  /** By the names that the rules give. */
  ladders: Ladders;
  /** Colours that it has had before. */
  colours: readonly Colour[];
  /** How often it has grown worse before, its beginning counted. */
  rises: number;
  tree: RegionTree<RegionView>;
  plan: Plan;
  calendar: Calendar;
}

/**
 * @param before how it stood when it was assessed last; null at its beginning
 * @param present how the weather stands; null when no warning holds any more
 * @returns what has changed, and what follows
 */
export function assess(
  alert: Assessed,
  { before, present, now }: { before: Assessment['standing']; present: Standing | null; now: Instant },
): Assessment {
  const { calendar } = alert;
  const change = changeOf(before, present);
  const standing = present && { colour: present.colour, endsAt: present.endsAt };
  const nothing = { change, standing, acknowledge: [], patrols: [], extend: [], over: overRung(now, calendar) };
  if (standing === null || change === 'same') return nothing;
  const planning = planningOf(alert, { ...standing, now });
  return {
    ...nothing,
    acknowledge: change === 'opened' || change === 'upgraded' ? acknowledgementRounds(planning) : [],
    patrols: patrolRounds(planning),
    extend: alert.drill ? [] : extensionsOf(alert, { ...standing, now }),
  };
}

interface Moment {
  colour: Colour;
  endsAt: Instant;
  now: Instant;
}

function planningOf(alert: Assessed, { colour, endsAt, now }: Moment): AlertPlanning {
  const { name, hazard, area, of, ruleOf, ladders, rises, tree, plan, calendar } = alert;
  const above = kindsAbove(tree, { scope: plan.scope, within: area }, { of });
  return { name, hazard, colour, rise: rises + 1, rule: ruleOf(colour), ladders, of, above, calendar, now, endsAt };
}

/** Of a warning that grows worse only the days that it adds. */
function extensionsOf(alert: Assessed, { colour, endsAt, now }: Moment): Extension[] {
  const { area, ruleOf, colours, tree, plan, calendar } = alert;
  const daysOf = (one: Colour) => ruleOf(one).extendWorkingDays;
  const workingDays = furtherDays(daysOf(colour), colours.map(daysOf));
  return extensionsFor(plan, { tree, area, now, endsAt, workingDays, calendar });
}
