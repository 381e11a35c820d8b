import type { Colour } from '../feed/warning';
import type { PartOfRule, RuleOverrides } from './rules';
import { WARNING_ASKS, type WarningAsk } from './steps';

/** A campaign's differences for one hazard (or `default` for all) and colour. */
export interface Override {
  hazard: keyof RuleOverrides;
  colour: Colour;
  rule: PartOfRule;
}

/** @returns the table as a list, in its written order */
export const overridesOf = (rules: RuleOverrides): Override[] =>
  Object.entries(rules).flatMap(([hazard, byColour]) =>
    Object.entries(byColour ?? {}).flatMap(([colour, rule]) => (rule ? [{ hazard, colour, rule } as Override] : [])),
  );

/** @returns the list as a table; of two entries for the same hazard and colour the later one counts */
export function overridesFrom(list: readonly Override[]): RuleOverrides {
  const table: RuleOverrides = {};
  for (const { hazard, colour, rule } of list) table[hazard] = { ...table[hazard], [colour]: rule };
  return table;
}

/** The ladder that a rule names for an ask, and the path of the name in the table. */
export interface LadderNamed {
  ask: WarningAsk;
  name: string;
  path: [hazard: string, colour: string, 'ladders', ask: string];
}

/** @returns every ladder in the rules, in their written order */
export const laddersNamed = (rules: RuleOverrides): LadderNamed[] =>
  overridesOf(rules).flatMap(({ hazard, colour, rule }) =>
    WARNING_ASKS.flatMap((ask) => {
      const name = rule.ladders?.[ask];
      return name === undefined ? [] : [{ ask, name, path: [hazard, colour, 'ladders', ask] as LadderNamed['path'] }];
    }),
  );

/** @returns the ladders of patrols and revisits, whose rounds only have their own moments */
export const ofPatrols = (named: readonly LadderNamed[]): string[] =>
  named.filter(({ ask }) => ask === 'patrol' || ask === 'revisit').map(({ name }) => name);
