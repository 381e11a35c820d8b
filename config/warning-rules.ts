import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { type RuleTable, ruleTable } from '../domain/warning/alert/rules';
import { ROOT } from './root';

let read: RuleTable | undefined;

/** The table of `config/warning-rules.yaml`, read when it is first needed. @throws Error that says where it is wrong */
export function warningRules(): RuleTable {
  if (read) return read;
  const result = ruleTable.safeParse(parse(readFileSync(join(ROOT, 'config/warning-rules.yaml'), 'utf8')));
  if (!result.success) throw new Error(`config/warning-rules.yaml: ${z.prettifyError(result.error)}`);
  read = result.data;
  return read;
}
