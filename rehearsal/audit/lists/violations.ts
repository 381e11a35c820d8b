import type { Instant } from '../../../domain/instant';
import type { Violation, ViolationKind } from '../audit-input';

/** @returns a violation by a row, of its unit */
export const violation = (
  kind: ViolationKind,
  { unit }: { unit: string | null },
  at: Instant,
  detail: string,
): Violation => ({ kind, round: null, unit, rung: null, at, detail });

/** @returns the things by what they have in common, each group in their order */
export function grouped<One, Key>(all: readonly One[], keyOf: (one: One) => Key): Map<Key, One[]> {
  const groups = new Map<Key, One[]>();
  for (const one of all) {
    const group = groups.get(keyOf(one));
    if (group) group.push(one);
    else groups.set(keyOf(one), [one]);
  }
  return groups;
}
