import { Refused, sentence } from '../../../domain/text/refusal';
import { ledgerRefusal } from '../../ledger/ledger-refusals';

/** What Postgres itself refuses, by SQLSTATE or constraint: something happened between the look and the act. */
const REFUSED = {
  ND002: 'row-same-hand',
  ND003: 'row-changed',
  ND004: 'row-no-quota-there',
  ND006: 'row-posted',
  quotas_full: 'row-no-slot-left',
  entries_once: 'row-twice',
} as const;

const nameOf = (error: unknown): keyof typeof REFUSED | undefined => {
  const { code, constraint_name: constraint } = error as { code?: unknown; constraint_name?: unknown };
  return [code, constraint].find((one): one is keyof typeof REFUSED => typeof one === 'string' && one in REFUSED);
};

/** Lets a refusal by Postgres's own rules be heard as a refusal, and a wait that took too long as well. */
export const rowRefusals = (error: unknown): never => {
  const name = nameOf(error);
  const unpaid = ledgerRefusal(error);
  if (unpaid) throw unpaid;
  if (name) throw new Refused(sentence(REFUSED[name]), [], { cause: error });
  if ((error as { code?: unknown }).code === '55P03') throw new Refused(sentence('rows-busy'), [], { cause: error });
  throw error;
};
