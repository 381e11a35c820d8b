import type { Finding } from '../../campaign/definition/definition-problems';
import { ladderFindings, ownMomentFindings } from '../../campaign/definition/rules/rules-of-ladders';
import { unknown } from '../../campaign/definition/rules/rules-of-references';
import { schemaFindings } from '../../campaign/definition/schema-findings';
import { refuse, sourceOf } from '../../campaign/definition/yaml-problems';
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

/** @returns rungs that could not be climbed, and ladders that are named and not there. */
function findings({ ladders, ...rules }: RuleTable): Finding[] {
  const named = laddersNamed(rules);
  return [
    ...ladderFindings({ ladders, messages: {} }),
    ...ownMomentFindings(ladders, ofPatrols(named)),
    ...named.flatMap(({ name, path }) => unknown('word-ladder', name, Object.keys(ladders), path)),
  ];
}
