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

/** What an alert must do now. */
export interface Assessment {
  change: AlertChange;
  standing: Pick<Standing, 'colour' | 'endsAt'> | null;
  /** Rounds to open at once: 叫应 after an opening or an upgrade. */
  acknowledge: UnplannedRound[];
  /** Rounds to open when they are due; they replace all patrols that are not open yet. */
  patrols: UnplannedRound[];
  /** Deadlines to postpone. */
  extend: Extension[];
  /** The rung that tells all asked units of the end. */
  over: Rung;
}

/** An alert in one area, with the data for its assessment. */
export interface Assessed {
  /** Unique in its campaign: `cold-wave-0108`. */
  name: string;
  hazard: Hazard;
  area: string;
  drill: boolean;
  /** Kind of region that is asked. */
  of: string;
  /** @returns the campaign's rule for a colour. */
  ruleOf(colour: Colour): WarningRule;
  /** By the names in the rules. */
  ladders: Ladders;
  /** Its earlier colours. */
  colours: readonly Colour[];
  /** Number of times that it became worse before, with its beginning. */
  rises: number;
  tree: RegionTree<RegionView>;
  plan: Plan;
  calendar: Calendar;
}

/**
 * @param before its state at the last assessment; null at its beginning
 * @param present state of the weather; null when no warning holds any more
 * @returns the change, and its consequences
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

/** For a warning that becomes worse, only the additional days. */
function extensionsOf(alert: Assessed, { colour, endsAt, now }: Moment): Extension[] {
  const { area, ruleOf, colours, tree, plan, calendar } = alert;
  const daysOf = (one: Colour) => ruleOf(one).extendWorkingDays;
  const workingDays = furtherDays(daysOf(colour), colours.map(daysOf));
  return extensionsFor(plan, { tree, area, now, endsAt, workingDays, calendar });
}
