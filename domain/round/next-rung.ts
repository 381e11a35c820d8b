import type { Rung } from '../campaign/plan';
import type { Instant } from '../instant';
import { openRungs } from './ladder';

/** What comes next for a unit that stays silent, and when. */
export interface NextRung {
  at: Instant;
  kind: Rung['kind'];
  /** 0 the unit is told, 1 its superior, 2 the superior's superior. */
  up: number;
  /** The duty that is told, where it is not reporting. */
  role?: string;
}

/** @returns the first rung that is due after `now`, of whatever kind; null when nothing more comes. */
export function nextRung(rungs: readonly Rung[], now: Instant): NextRung | null {
  const [next] = openRungs(
    rungs.filter(({ at }) => at > now),
    [],
  );
  if (!next) return null;
  const { up, role } = next.audience;
  return { at: next.at, kind: next.kind, up, ...(role !== undefined && { role }) };
}
