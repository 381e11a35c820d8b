import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readRuleTable } from '../domain/warning/alert/read-rules';
import type { RuleTable } from '../domain/warning/alert/rules';
import { ROOT } from './root';

const FILE = 'config/warning-rules.yaml';
let read: RuleTable | undefined;

/** The table of `config/warning-rules.yaml`, read once. @throws DefinitionError that names every mistake */
export function warningRules(): RuleTable {
  read ??= readRuleTable(readFileSync(join(ROOT, FILE), 'utf8'), { file: FILE });
  return read;
}
