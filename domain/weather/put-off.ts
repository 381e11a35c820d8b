import type { Calendar } from '../calendar/calendar';
import { type Instant, plusMs } from '../instant';
import type { Plan } from '../plan';
import { lineage, type RegionTree, type RegionView } from '../regions';
import { roundsInAreas } from '../round';

/** A deadline that a warning puts off, for one area of a round. */
export interface PutOff {
  /** Key of the round. */
  key: string;
  /** Code of the round's area. */
  area: string;
  due: Instant;
  to: Instant;
}

interface Holding {
  /** Code of the area that is warned. */
  area: string;
  from: Instant;
  until: Instant;
  workingDays: number;
}

/**
 * @param plan with everything that was decided so far
 * @returns the deadlines that fall due where and while a warning holds, and the same time of day so many working days
 * later; a round's area is put off as a whole, also when only a part of it is warned
 */
export function deadlinesPutOff(
  { plan, tree, calendar }: { plan: Plan; tree: RegionTree<RegionView>; calendar: Calendar },
  { area, from, until, workingDays }: Holding,
): PutOff[] {
  if (workingDays === 0) return [];
  const isBelow = (code: string, top: string) => lineage(tree, code).some((region) => region.code === top);
  return roundsInAreas(plan)
    .filter((round) => isBelow(round.area, area) || isBelow(area, round.area))
    .filter(({ round }) => round.dueAt > from && round.dueAt <= until)
    .map((round) => {
      const due = round.round.dueAt;
      return { key: round.round.key, area: round.area, due, to: laterBy(calendar, due, workingDays) };
    });
}

/** The end of a day is midnight, which the next day begins with. */
function laterBy(calendar: Calendar, due: Instant, workingDays: number): Instant {
  const atMidnight = calendar.timeOf(due) === '00:00';
  const day = calendar.dayOf(atMidnight ? plusMs(due, -1) : due);
  return calendar.at(calendar.plusWorkingDays(day, workingDays), atMidnight ? '24:00' : calendar.timeOf(due));
}
