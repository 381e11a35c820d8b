import type { RungDefinition } from './definition/ladder';
import { freeName } from './definition/renaming';

const UNITS = [
  ['workingDays', 'wd'],
  ['days', 'd'],
  ['hours', 'h'],
  ['minutes', 'm'],
] as const;

/** @returns the part of an id that says when: `due-3wd`, `opens`, `start+30m` */
function stemOf(at: RungDefinition['at']): string {
  const distance = UNITS.map(([unit, letter]) => {
    const count = at[unit] ?? 0;
    return count === 0 ? '' : `${count < 0 ? '-' : '+'}${Math.abs(count)}${letter}`;
  });
  return at.from + distance.join('');
}

/**
 * Gives a rung that was moved the id that fits: `due-3wd-digest` becomes `due-2wd-digest`. An id that does not say when
 * stays.
 * @param before the rung where it was @param taken ids of the other rungs of its ladder
 */
export function withFittingId(
  rung: RungDefinition,
  before: RungDefinition['at'],
  taken: readonly string[],
): RungDefinition {
  const [old, stem] = [stemOf(before), stemOf(rung.at)];
  const rest = rung.id.slice(old.length);
  if (old === stem || !rung.id.startsWith(old) || /^[+\d]|^-\d/.test(rest)) return rung;
  const id = stem + rest;
  return { ...rung, id: taken.includes(id) ? freeName(id, taken) : id };
}
