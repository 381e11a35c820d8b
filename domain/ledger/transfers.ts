import { type Sentence, sentence } from '../text/refusal';
import { ACCOUNT, type AccountKind, accountOf } from './accounts';
import { MONEY } from './items';

/** Which kind of transfer goes from which kind of account to which. Postgres checks the same pairs (migration 0160). */
export const TRANSFER_KINDS = {
  /** A promise: it lies nowhere yet. */
  pledge: [['from', 'promised']],
  /** Money or goods come in, promised before or not. */
  receive: [
    ['from', 'store'],
    ['promised', 'store'],
  ],
  /** Two transfers of one act: money goes to the supplier, goods come from it. */
  buy: [
    ['store', 'to'],
    ['from', 'store'],
  ],
  /** Onto the way, by a dispatch note; an allocation of money as well. */
  dispatch: [['store', 'way']],
  arrive: [['way', 'store']],
  /** Into the hands of a row. */
  deliver: [['store', 'with']],
  /** Back to where it came from: from a row to a store, from a store or a promise to the giver. */
  return: [
    ['with', 'store'],
    ['store', 'from'],
    ['promised', 'from'],
  ],
  lose: [
    ['store', 'to'],
    ['way', 'to'],
  ],
  /** What a count found. A correction that undoes another transfer goes the opposite way, whatever that was. */
  correct: [
    ['from', 'store'],
    ['store', 'to'],
  ],
} as const satisfies Record<string, readonly (readonly [AccountKind, AccountKind])[]>;

export type TransferKind = keyof typeof TRANSFER_KINDS;
export const TRANSFER_KIND_NAMES = Object.keys(TRANSFER_KINDS) as [TransferKind, ...TransferKind[]];

/** Most units of one transfer: sums over a province stay exact. */
export const MOST_UNITS = 1e12;

/** Something that moves from one account to another, once. */
export interface Transfer {
  kind: TransferKind;
  item: string;
  purse: string;
  /** Whole units of the item; fen for money. */
  quantity: number;
  from: string;
  to: string;
  /** Number of the transfer that it undoes. */
  reverses?: number | undefined;
}

/** @returns whether a kind of transfer may go from one account to the other */
export const mayGo = (kind: TransferKind, from: string, to: string): boolean => {
  const [source, target] = [accountOf(from)?.kind, accountOf(to)?.kind];
  return TRANSFER_KINDS[kind].some(([one, other]) => one === source && other === target);
};

/** @returns why this is no transfer; null when it is one. Whether there is enough, only Postgres can say. */
export function transferFault(
  transfer: Transfer,
  known: { items: readonly string[]; purses: readonly string[] },
): Sentence | null {
  const { kind, item, purse, quantity, from, to, reverses } = transfer;
  const account = [from, to].find((one) => !ACCOUNT.test(one));
  if (account !== undefined) return sentence('ledger-no-account', { account });
  if (!known.items.includes(item)) return sentence('ledger-no-item', { item, known: known.items.join(', ') });
  if (!known.purses.includes(purse))
    return sentence('ledger-no-purse', { purse, known: known.purses.join(', ') || '–' });
  if (!Number.isInteger(quantity) || quantity <= 0 || quantity > MOST_UNITS)
    return sentence('ledger-quantity', { most: MOST_UNITS });
  if (reverses === undefined ? !mayGo(kind, from, to) : kind !== 'correct' || from === to)
    return sentence('ledger-not-so', { kind, from, to });
  // Goods are paid for with money, and come for it.
  if (kind === 'buy' && reverses === undefined && (item === MONEY) !== from.startsWith('store:'))
    return sentence('ledger-not-so', { kind, from, to });
  return null;
}

/** @returns the transfer that undoes another: the same, the other way */
export const reversalOf = ({
  id,
  item,
  purse,
  quantity,
  from,
  to,
}: Omit<Transfer, 'kind' | 'reverses'> & { id: number }): Transfer => ({
  ...{ kind: 'correct', item, purse, quantity, from: to, to: from, reverses: id },
});
