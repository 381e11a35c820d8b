import type { Calendar } from '../../campaign/calendar/calendar';
import { dayOfAnchor } from '../../campaign/calendar/moments';
import type { Plan } from '../../campaign/plan';
import { stageKind } from '../../campaign/stage-kinds';
import type { Instant } from '../../instant';
import { lineage, type RegionTree } from '../../people/regions';
import { roundsInAreas } from '../../round/round';

/** A deadline that a warning postpones, in the form of an administrator's extension. */
export interface Extension {
  key: string;
  area: string;
  due: Instant;
}

/**
 * @param before the working days by which the rules of its earlier colours postponed deadlines
 * @returns the further working days now: a colour that returns has postponed them already
 */
export const furtherDays = (days: number, before: readonly number[]): number => days - Math.max(0, ...before);

/**
 * @returns the deadlines within a warning, postponed by so many working days, of rounds whose area lies in the warned
 *   one. A round with a larger area keeps its date, because an extension would apply to all of it; so does a round of a
 *   repeated stage.
 */
export function extensionsFor(
  plan: Plan,
  {
    tree,
    area: warned,
    now,
    endsAt,
    workingDays,
    calendar,
  }: { tree: RegionTree; area: string; now: Instant; endsAt: Instant; workingDays: number; calendar: Calendar },
): Extension[] {
  if (workingDays <= 0) return [];
  const again = new Set(plan.stages.flatMap(({ id, kind }) => (stageKind(kind).comesAgain ? [id] : [])));
  return roundsInAreas(plan)
    .filter(({ round }) => !again.has(round.stage))
    .filter(({ round }) => round.dueAt > now && round.dueAt <= endsAt)
    .filter(({ area }) => lineage(tree, area).some(({ code }) => code === warned))
    .map(({ round, area }) => {
      const { day, time } = dayOfAnchor(calendar, 'due', round.dueAt);
      return { key: round.key, area, due: calendar.at(calendar.plusWorkingDays(day, workingDays), time) };
    });
}
