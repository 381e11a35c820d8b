import { COUNTED_LESS, COUNTED_MORE, storeOf } from '../../domain/ledger/accounts';
import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import { addCount, type Count, lockCount, settleCount } from '../../store/ledger/counts';
import { ledgerOf, refuseOtherStores } from '../../store/ledger/ledger-of';
import type { Line, Posted } from '../../store/ledger/post';
import { handOf } from '../../store/list/deeds';
import type { Acting } from '../acting';
import { type Booking, book } from './book';

interface Counting extends Pick<Booking, 'campaign' | 'top' | 'via'> {
  /** Code of the region whose store it is. */
  region: string;
  purse: string;
  item: string;
  /** What is there: whole units; fen for money. */
  found: number;
}

/**
 * Notes what somebody has counted in a store. Where it differs from the books, another person confirms it.
 * @throws Refused when the store is not theirs, or there is no such item or purse
 */
export const count = (
  { sql, by }: Acting,
  { campaign, region, purse, item, found, top, via }: Counting,
): Promise<{ count: number; expected: number; found: number }> =>
  atomically(sql, async (tx) => {
    const { definition, items, purses, now } = await ledgerOf(tx, campaign);
    await refuseOtherStores(tx, { scope: definition.scope, top }, [region]);
    const known = items.map(({ id }) => id);
    if (!known.includes(item)) throw new Refused(sentence('ledger-no-item', { item, known: known.join(', ') }));
    if (!purses.includes(purse)) throw new Refused(sentence('ledger-no-purse', { purse, known: purses.join(', ') }));
    const counted = { campaign, region, purse, item, found, at: now, hand: handOf(by, via) };
    const { id, expected } = await addCount(tx, counted);
    await audit(tx, by, 'keep-ledger', { campaign, what: 'count', region, purse, item, expected, found, count: id });
    return { count: id, expected, found };
  });

/**
 * Confirms what somebody else has counted: the difference is booked.
 * @throws Refused when it is no open count, or the same person has counted, or less is left than is missing
 */
export const confirmCount = (acting: Acting, { count: id, ...booking }: Booking & { count: number }): Promise<Posted> =>
  book(acting, booking, {
    kind: 'correct',
    ...{ content: { count: id }, stores: [], told: { count: id } },
    lines: async (tx, { definition }, act) => {
      const { campaign, top } = booking;
      const counted = await lockCount(tx, { id, campaign });
      if (!counted) throw new Refused(sentence('unknown-count', { count: id }));
      await refuseOtherStores(tx, { scope: definition.scope, top }, [counted.region]);
      await settleCount(tx, { id, act });
      return [differenceOf(counted)];
    },
  });

function differenceOf({ region, item, purse, expected, found }: Count): Line {
  const store = storeOf(region);
  return found > expected
    ? { item, purse, quantity: found - expected, from: COUNTED_MORE, to: store }
    : { item, purse, quantity: expected - found, from: store, to: COUNTED_LESS };
}
