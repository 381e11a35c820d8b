import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { ROOT } from '../../../config/root';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { BankFormat } from '../../../domain/ledger/bank/bank-format';
import { readBankFormat } from '../../../domain/ledger/bank/read-format';
import type { RowSent } from '../../../domain/list/row-check';
import { ledgerDefinition } from './ledger-definition';
import { listDefinition } from './list-definition';
import { family } from './rows';

const sample = (name: string): BankFormat =>
  readBankFormat(parse(readFileSync(join(ROOT, 'config/samples/banks', `${name}.yaml`), 'utf8')));

/** The two samples that are shipped. */
export const FIXED = sample('fixed-gbk');
export const CSV = sample('csv-utf8');

/** The campaign of ledgerDefinition, with accounts on its rows, which are paid as soon as they are approved. */
export const bankDefinition = (changes: Record<string, unknown> = {}): Definition => {
  const { family: form } = listDefinition().forms;
  const { poor } = listDefinition().lists;
  const text = { type: 'text', required: false, maxLength: 60 };
  return ledgerDefinition({
    id: 'tiny-bank',
    forms: {
      family: {
        ...form,
        fields: [
          ...(form?.fields ?? []),
          { id: 'account', label: { 'zh-CN': '银行账号' }, personal: 'account', ...text },
          { id: 'holder', label: { 'zh-CN': '开户名' }, personal: 'holder', ...text },
          { id: 'bank', label: { 'zh-CN': '开户行' }, ...text },
        ],
      },
    },
    lists: { poor: { ...poor, track: ['propose', 'check', 'approve', 'deliver'] } },
    banks: { fixed: FIXED, csv: CSV },
    ...changes,
  });
};

/** An account that no bank has. */
export const accountOf = (nth: number): string => `99${String(nth).padStart(17, '0')}`;

/** @returns a row with an account; of the category that gets money only */
export const paidFamily = (nth: number, figures: Record<string, unknown> = {}): RowSent => {
  const row = family(nth, { category: 'difficult' });
  return { ...row, figures: { ...row.figures, account: accountOf(nth), ...figures } };
};

/** How a bank reads our file and answers it. */
export { type Answer, answerOf, readAtBank } from '../../../rehearsal/goods/bank';
