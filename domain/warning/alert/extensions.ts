import type { Calendar } from '../../campaign/calendar/calendar';
import { dayOfAnchor } from '../../campaign/calendar/moments';
import type { Plan } from '../../campaign/plan';
import { stageKind } from '../../campaign/stage-kinds';
import type { Instant } from '../../instant';
import { lineage, type RegionTree } from '../../people/regions';
import { roundsInAreas } from '../../round/round';

/** A deadline that a warning puts off, as an administrator would say it. */
export interface Extension {
  key: string;
  area: string;
  due: Instant;
}

/**
 * @param before the working days by which the rules of the colours that it has had so far put deadlines off
 * @returns by how many a warning puts them off now: a colour that comes again has done so before
 */
export const furtherDays = (days: number, before: readonly number[]): number => days - Math.max(0, ...before);

/**
 * The deadlines that fall into a warning and are put off by so many working days: of rounds whose area lies in the
 * warned one. A round that asks more than that keeps its date, since it would be put off for everybody; so does one of
 * a stage that comes again.
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
