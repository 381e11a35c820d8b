import type { Rung } from '../campaign/plan';
import type { Instant } from '../instant';
import { openRungs } from './ladder';

/** What comes next for a unit that stays silent, and when. */
export interface NextRung {
  at: Instant;
  kind: Rung['kind'];
  /** 0 the unit is told, 1 its superior, 2 the superior's superior. */
  up: number;
}

/** @returns the first rung that is due after `now`, of whatever kind; null when nothing more comes. */
export function nextRung(rungs: readonly Rung[], now: Instant): NextRung | null {
  const [next] = openRungs(
    rungs.filter(({ at }) => at > now),
    [],
  );
  return next ? { at: next.at, kind: next.kind, up: next.audience.up } : null;
}
