import { type Problem, Refused, type Sentence, sentence } from '../../domain/text/refusal';

/** What an account or a purse lacks, as Postgres tells it with its refusal. Fen for money. */
interface Gap {
  item: string;
  purse: string;
  gap: number;
  account?: string;
  there?: number;
}

/** Codes of Postgres's own rules of the ledger (migrations 0160, 0161, 0177, 0178, 0202, 0219). */
const CODES = {
  ND007: 'ledger-too-little',
  ND008: 'purse-too-little',
  ND009: 'purse-is-for-rows',
  ND010: 'ledger-unknown-end',
  ND011: 'ledger-not-the-same',
  ND012: 'ledger-same-hand',
  ND020: 'row-with-bank',
  ND021: 'bank-over-failed',
  ND024: 'ledger-undoes-correction',
  ND025: 'ledger-row-has-all',
} as const;

/** These come with a list of what is lacking. */
const WITH_GAPS = ['ledger-too-little', 'purse-too-little', 'purse-is-for-rows'] as const;
type WithGaps = (typeof WITH_GAPS)[number];
const hasGaps = (name: (typeof CODES)[keyof typeof CODES]): name is WithGaps => WITH_GAPS.some((one) => one === name);

interface Refusal {
  code?: unknown;
  detail?: unknown;
  constraint_name?: unknown;
}

/** @returns what Postgres's own rules of goods and money refuse; null for any other error */
export function ledgerRefusal(error: unknown): Refused | null {
  const { code, detail, constraint_name: constraint } = error as Refusal;
  const cause = { cause: error };
  if (constraint === 'transfers_reversed_once') return new Refused(sentence('ledger-undone-before'), [], cause);
  if (typeof code !== 'string' || !(code in CODES)) return null;
  const name = CODES[code as keyof typeof CODES];
  if (!hasGaps(name)) return new Refused(sentence(name), [], cause);
  const gaps = [JSON.parse(String(detail)) as Gap | Gap[]].flat();
  const problems = gaps.map((gap): Problem => ({ field: null, ...lackOf(gap) }));
  return new Refused(sentence(name), problems, cause);
}

/** Lets Postgres's own refusals be heard as refusals. */
export const ledgerRefusals = (error: unknown): never => {
  throw ledgerRefusal(error) ?? error;
};

const lackOf = ({ item, purse, gap, account, there }: Gap): Sentence => {
  const [lacks, has] = [quantityOf(item, gap), quantityOf(item, there ?? 0)];
  return account === undefined
    ? sentence('purse-lacks', { item, purse, gap: lacks })
    : sentence('account-lacks', { account, item, purse, gap: lacks, there: has });
};

/** Money in yuan, with its fen. */
export const quantityOf = (item: string, quantity: number): string =>
  item === 'cny' ? `${Math.trunc(quantity / 100)}.${String(quantity % 100).padStart(2, '0')}` : String(quantity);
