import type { Colour } from '../feed/warning';
import type { PartOfRule, RuleOverrides } from './rules';
import { WARNING_ASKS, type WarningAsk } from './steps';

/** What a campaign does otherwise for one hazard (or `default` for all) and colour. */
export interface Override {
  hazard: keyof RuleOverrides;
  colour: Colour;
  rule: PartOfRule;
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

/** A ladder that a rule names for what is asked, and the way there within the table. */
export interface LadderNamed {
  ask: WarningAsk;
  name: string;
  path: [hazard: string, colour: string, 'ladders', ask: string];
}

/** @returns every ladder that rules name, in the order in which they are written */
export const laddersNamed = (rules: RuleOverrides): LadderNamed[] =>
  overridesOf(rules).flatMap(({ hazard, colour, rule }) =>
    WARNING_ASKS.flatMap((ask) => {
      const name = rule.ladders?.[ask];
      return name === undefined ? [] : [{ ask, name, path: [hazard, colour, 'ladders', ask] as LadderNamed['path'] }];
    }),
  );

/** @returns those of patrols and revisits, whose rounds have no moments but their own */
export const ofPatrols = (named: readonly LadderNamed[]): string[] =>
  named.filter(({ ask }) => ask === 'patrol' || ask === 'revisit').map(({ name }) => name);
