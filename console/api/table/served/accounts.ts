import { z } from 'zod';
import type { Language, Text } from '../../../../domain/campaign/definition/definition';
import { ACCOUNTS, AUDIT } from '../../../../domain/table/shapes/accounts';
import { aboutInWords } from '../../../../domain/text/audit-words';
import { STATE_WORDS } from '../../../../domain/text/state-words';
import { listAccounts } from '../../../../store/account/accounts';
import { type AuditEntry, auditSource } from '../../../../store/account/audit-log';
import { text } from '../../../shell/text-schema';
import { accountSchema, entrySchema } from '../../account/account-schemas';
import { smallTableOf, tableOf } from '../served-table';

export const accountRowSchema = accountSchema
  .extend({ state: z.enum(['active', 'invited', 'disabled']) })
  .describe('An account');

export const accounts = smallTableOf(ACCOUNTS, accountRowSchema, async (sql, { top }) =>
  (await listAccounts(sql, top)).map((account) => ({ ...account, state: stateOf(account) })),
);

const stateOf = ({ disabledAt, hasPassword, hasSubject }: z.output<typeof accountSchema>) =>
  disabledAt ? 'disabled' : hasPassword || hasSubject ? 'active' : 'invited';

export const auditRowSchema = entrySchema
  .extend({
    who: z.string().describe('Name where the reader may know it, else the number of the account'),
    about: z.string().describe('The target in one line, in the reader’s words'),
    campaignName: text.nullable(),
  })
  .describe('A line of the log');

type Line = AuditEntry & {
  name: string | null;
  places: Record<string, string> | null;
  stage: Text | null;
  list: Text | null;
};

export const auditLines = tableOf<Line>(AUDIT, auditRowSchema, {
  source: (sql, { top, may }) => auditSource(sql, { region: top, names: may('manage-accounts') }),
  shown: (line, { language }) => ({
    ...line,
    who: whoOf(line, language),
    about: aboutInWords({ ...line, places: line.places ?? {} }, language),
  }),
});

const whoOf = ({ account, name, via, by }: Line, language: Language): string =>
  account === null
    ? [viaWord(via, language), by].filter(Boolean).join(' · ')
    : (name ?? (language === 'en' ? `account ${account}` : `账号 ${account}`));

/** How somebody without an account came to act. */
const VIA: Readonly<Record<string, readonly string[]>> = {
  ...STATE_WORDS.via,
  api: ['程序', 'a program'],
  nobody: ['未登录', 'not signed in'],
  system: ['系统', 'the system'],
};
const viaWord = (via: string, language: Language): string => {
  const [zh = via, en = via] = VIA[via] ?? [];
  return language === 'en' ? en : zh;
};
