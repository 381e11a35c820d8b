import { createCalendar } from '../../domain/campaign/calendar/calendar';
import { compile } from '../../domain/campaign/compile/compile';
import type { Definition } from '../../domain/campaign/definition/definition';
import type { Plan } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import type { RegionView } from '../../domain/people/regions';
import { noticeRung } from '../../domain/round/decision-notice';
import { type RoundInArea, roundsInAreas, type SteeringTarget } from '../../domain/round/round';

/** A plan, and the instant from which it holds. */
export interface PlanVersion {
  from: Instant;
  plan: Plan;
  /** The decision at that instant. */
  decided: SteeringTarget;
  /** When the silent units get the message about it, outside the quiet hours. */
  toldAt: Instant;
}

interface Decision {
  at: Instant;
  target: SteeringTarget;
}

/** @returns the plan after each decision about dates, compiled like then. */
export function planVersions(
  given: { definition: Definition; regions: readonly RegionView[]; campaign: string },
  decisions: readonly Decision[],
): PlanVersion[] {
  const amendments = decisions.map(({ target }) => ({ key: target.key ?? '', ...target }));
  const calendar = createCalendar(given.definition);
  return decisions.map(({ at, target }, index) => ({
    from: at,
    plan: compile({ ...given, amendments: amendments.slice(0, index + 1) }),
    decided: target,
    toldAt: calendar.afterQuiet(at),
  }));
}

/**
 * @returns the rounds with the rungs that are really climbed: from each version those that fall due while it holds, and
 *   the message to silent units about the decision.
 */
export function roundsAsDecided(plan: Plan, versions: readonly PlanVersion[]): RoundInArea[] {
  return roundsInAreas(plan).map((first) => {
    let round = first.round;
    let rungs = round.rungs;
    for (const { from, plan: amended, decided, toldAt } of versions) {
      const now = roundsInAreas(amended).find(({ id }) => id === first.id);
      if (!now || from >= round.locksAt) continue;
      const notice = concerns(first, decided)
        ? [noticeRung('extended', { now: toldAt, validUntil: now.round.locksAt })]
        : [];
      rungs = [...rungs.filter(({ at }) => at <= from), ...notice, ...now.round.rungs.filter(({ at }) => at > from)];
      round = now.round;
    }
    return { ...first, round: { ...round, rungs } };
  });
}

const concerns = ({ round, area }: RoundInArea, { key, area: only }: SteeringTarget): boolean =>
  (key === round.key || key === round.stage) && (only === undefined || only === area);
