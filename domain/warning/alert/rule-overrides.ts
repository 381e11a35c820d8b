import type { Colour } from '../feed/warning';
import type { RuleOverrides, WarningRule } from './rules';

/** What a campaign does otherwise for one hazard (or `default` for all) and colour. */
export interface Override {
  hazard: keyof RuleOverrides;
  colour: Colour;
  rule: Partial<WarningRule>;
}

/** @returns the table as a list, in the order it is written */
export const overridesOf = (rules: RuleOverrides): Override[] =>
  Object.entries(rules).flatMap(([hazard, byColour]) =>
    Object.entries(byColour ?? {}).flatMap(([colour, rule]) => (rule ? [{ hazard, colour, rule } as Override] : [])),
  );

/** @returns the list as a table; of two for the same hazard and colour the later one holds */
export function overridesFrom(list: readonly Override[]): RuleOverrides {
  const table: RuleOverrides = {};
  for (const { hazard, colour, rule } of list) table[hazard] = { ...table[hazard], [colour]: rule };
  return table;
}
