import { FROM_SUPPLIER, fromDonor, promisedTo, storeOf, TO_SUPPLIER, UNNAMED } from '../../domain/ledger/accounts';
import { divide } from '../../domain/ledger/divide';
import { MONEY, type Thing, worthOf } from '../../domain/ledger/items';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Queries } from '../../store/db/db';
import { donorIn, makeDonor } from '../../store/ledger/donors';
import type { Ledger } from '../../store/ledger/ledger-of';
import type { Line, Posted } from '../../store/ledger/post';
import type { PeopleKey } from '../../store/people/sealed/people-key';
import type { Acting } from '../acting';
import { type Booking, book } from './book';

/** Who gives: somebody who is not named (爱心人士), a source by a word (fiscal-county), a donor known or new. */
export type Giver =
  | { unnamed: true }
  | { source: string }
  | { donor: number }
  | { name: string; phone?: string | undefined };

interface Gift extends Booking {
  from: Giver;
  /** Code of the region whose office gets it. */
  to: string;
  purse: string;
  things: readonly Thing[];
}

/** Names are sealed by this key. */
export interface Sealing {
  key: PeopleKey;
}

/** Notes what somebody has promised: it lies nowhere yet, and nothing is approved against it. @throws Refused */
export const pledge = (acting: Acting & Sealing, { from, to, purse, things, ...booking }: Gift): Promise<Posted> =>
  book(acting, booking, {
    kind: 'pledge',
    ...{ content: { from: plain(from), to, purse, things }, stores: [to], told: { to, purse, ...sumsOf(things) } },
    lines: async (tx, ledger) => {
      const source = await giverOf(tx, acting.key, to, from);
      return things.map((thing) => comingIn(ledger, purse, thing, source, promisedTo(to)));
    },
  });

/** Takes what somebody gives into a store. @throws Refused */
export const receive = (acting: Acting & Sealing, { from, to, purse, things, ...booking }: Gift): Promise<Posted> =>
  book(acting, booking, {
    kind: 'receive',
    ...{ content: { from: plain(from), to, purse, things }, stores: [to], told: { to, purse, ...sumsOf(things) } },
    lines: async (tx, ledger) => {
      const source = await giverOf(tx, acting.key, to, from);
      return things.map((thing) => comingIn(ledger, purse, thing, source, storeOf(to)));
    },
  });

/** Takes what was promised to a region into its store. @throws Refused when less was promised */
export const receivePromised = (
  acting: Acting,
  { to, purse, things, ...booking }: Omit<Gift, 'from'>,
): Promise<Posted> =>
  book(acting, booking, {
    kind: 'receive',
    ...{ content: { promised: true, to, purse, things }, stores: [to], told: { to, purse, ...sumsOf(things) } },
    lines: () => things.map(({ item, quantity }) => ({ item, purse, quantity, from: promisedTo(to), to: storeOf(to) })),
  });

interface Purchase extends Booking {
  /** Code of the region whose money it is, and whose store gets the goods. */
  at: string;
  purse: string;
  /** In fen. */
  pays: number;
  things: readonly Thing[];
}

/** Buys goods: the money goes to the supplier, and the goods are worth what was paid, to the fen. @throws Refused */
export const buy = (acting: Acting, { at, purse, pays, things, ...booking }: Purchase): Promise<Posted> =>
  book(acting, booking, {
    kind: 'buy',
    ...{ content: { at, purse, pays, things }, stores: [at], told: { at, purse, pays, ...sumsOf(things) } },
    lines: (_, ledger) => {
      if (things.some(({ item }) => item === MONEY)) throw new Refused(sentence('ledger-buys-goods'));
      const weights = things.map((thing) => worthOf(ledger.items, thing) ?? 0);
      // Where the catalogue knows no price of one of them, pieces count alike.
      const values = divide(pays, weights.every((one) => one > 0) ? weights : things.map(({ quantity }) => quantity));
      return [
        { item: MONEY, purse, quantity: pays, from: storeOf(at), to: TO_SUPPLIER },
        ...things.map(
          ({ item, quantity }, nr): Line => ({
            ...{ item, purse, quantity, from: FROM_SUPPLIER, to: storeOf(at) },
            valueFen: values[nr],
          }),
        ),
      ];
    },
  });

const comingIn = (ledger: Ledger, purse: string, thing: Thing, from: string, to: string): Line => ({
  ...{ item: thing.item, purse, quantity: thing.quantity, from, to },
  valueFen: worthOf(ledger.items, thing),
});

async function giverOf(tx: Queries, key: PeopleKey, region: string, giver: Giver): Promise<string> {
  if ('unnamed' in giver) return UNNAMED;
  if ('source' in giver) return `from:${giver.source}`;
  if ('donor' in giver) return fromDonor(await donorIn(tx, giver.donor));
  return fromDonor(await makeDonor(tx, key, { ...giver, region }));
}

/** Without the name: a digest of the content is kept beside the act. */
const plain = (giver: Giver): object => ('name' in giver ? { named: true } : giver);

const sumsOf = (things: readonly Thing[]): { money: number; goods: number } => ({
  money: things.reduce((sum, { item, quantity }) => sum + (item === MONEY ? quantity : 0), 0),
  goods: things.reduce((sum, { item, quantity }) => sum + (item === MONEY ? 0 : quantity), 0),
});
