import type { Finding } from '../../campaign/definition/definition-problems';
import {
  ladderFindings,
  ladderKindFindings,
  ownMomentFindings,
} from '../../campaign/definition/rules/rules-of-ladders';
import { unknown } from '../../campaign/definition/rules/rules-of-references';
import { schemaFindings } from '../../campaign/definition/schema-findings';
import { refuse, sourceOf } from '../../campaign/definition/yaml-problems';
import { FIXED_KINDS } from '../../people/region-kinds';
import { laddersNamed, ofPatrols } from './rule-overrides';
import { type RuleTable, ruleTable } from './rules';

/**
 * Reads the table of warning rules.
 * @param yaml the text of the file
 * @param file its name, for the errors
 * @throws DefinitionError with every problem: line, column, path, what was found and what is allowed
 */
export function readRuleTable(yaml: string, { file }: { file: string }): RuleTable {
  const source = sourceOf(yaml, { file, language: 'en' });
  refuse(source, schemaFindings(ruleTable, source));
  const table = ruleTable.parse(source.data);
  refuse(source, findings(table));
  return table;
}

/** The table serves every register, so it names only fixed kinds. */
const FIXED_CODES = FIXED_KINDS.map(({ code }) => code);

/** @returns findings about rungs that cannot be climbed, and about named but missing ladders. */
function findings({ ladders, ...rules }: RuleTable): Finding[] {
  const named = laddersNamed(rules);
  return [
    ...ladderFindings({ ladders, messages: {} }),
    ...ladderKindFindings(ladders, FIXED_CODES),
    ...ownMomentFindings(ladders, ofPatrols(named)),
    ...named.flatMap(({ name, path }) => unknown('word-ladder', name, Object.keys(ladders), path)),
  ];
}
