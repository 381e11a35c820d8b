import { z } from 'zod';
import { CATALOGUE, type SentenceCode } from '../../text/catalogue';
import { type Bilingual, inBoth, type Problem, Refused, sentence } from '../../text/refusal';
import { type BankFormat, bankFormat } from './bank-format';

const { zhCN } = z.locales;

/**
 * @returns the format of a bank that a file describes
 * @throws Refused with all that is wrong, by its place in the file
 */
export function readBankFormat(described: unknown): BankFormat {
  const read = bankFormat.safeParse(described);
  if (read.success) return read.data;
  const inChinese = bankFormat.safeParse(described, { error: zhCN().localeError });
  const problems = read.error.issues.map(({ path, message }, at): Problem => {
    const told = toldIn(message, inChinese.error?.issues[at]?.message ?? message);
    return { field: path.join('.') || null, ...sentence('invalid-value', { told }) };
  });
  throw new Refused(sentence('bank-format-broken'), problems);
}

/** Our own rules name a sentence of the catalogue. */
const toldIn = (message: string, chinese: string): Bilingual =>
  Object.hasOwn(CATALOGUE, message)
    ? inBoth({ code: message as SentenceCode, values: {} })
    : { 'zh-CN': chinese, en: message };
