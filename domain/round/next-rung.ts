import type { Rung } from '../campaign/plan';
import type { Instant } from '../instant';
import { openRungs } from './ladder';

/** The next rung for a unit that stays silent, and its time. */
export interface NextRung {
  at: Instant;
  kind: Rung['kind'];
  /** Recipient: 0 the unit, 1 its superior, 2 the superior's superior. */
  up: number;
  /** The duty that is told, where it is not reporting. */
  role?: string;
}

/** @returns the first rung of any kind that is due after `now`, but for helpers; null when no more rungs come. */
export function nextRung(rungs: readonly Rung[], now: Instant): NextRung | null {
  const [next] = openRungs(
    rungs.filter(({ at, audience }) => at > now && !audience.helper),
    [],
  );
  if (!next) return null;
  const { up, role } = next.audience;
  return { at: next.at, kind: next.kind, up, ...(role !== undefined && { role }) };
}
