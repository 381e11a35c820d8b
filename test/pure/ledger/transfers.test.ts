import fc from 'fast-check';
import { ACCOUNT, accountOf, INSIDE, isInside, OUTSIDE } from '../../../domain/ledger/accounts';
import { mayGo, reversalOf, TRANSFER_KIND_NAMES, type Transfer, transferFault } from '../../../domain/ledger/transfers';

const KNOWN = { items: ['cny', 'rice'], purses: ['charity'] };
const transfer = (given: Partial<Transfer>): Transfer => ({
  ...{ kind: 'receive', item: 'cny', purse: 'charity', quantity: 100, from: 'from:donor-7', to: 'store:91' },
  ...given,
});
const fault = (given: Partial<Transfer>) => transferFault(transfer(given), KNOWN)?.code;

describe('transfers', () => {
  test.each<[Partial<Transfer>, string | undefined]>([
    [{}, undefined],
    [{ kind: 'pledge', to: 'promised:91' }, undefined],
    [{ from: 'promised:91' }, undefined],
    [{ kind: 'buy', from: 'store:91', to: 'to:supplier' }, undefined],
    [{ kind: 'buy', item: 'rice', from: 'from:supplier' }, undefined],
    // Money is not bought, and goods do not pay.
    [{ kind: 'buy', from: 'from:supplier' }, 'ledger-not-so'],
    [{ kind: 'buy', item: 'rice', from: 'store:91', to: 'to:supplier' }, 'ledger-not-so'],
    [{ kind: 'deliver', from: 'way:3', to: 'with:5' }, 'ledger-not-so'],
    [{ kind: 'lose', from: 'with:5', to: 'to:lost' }, 'ledger-not-so'],
    [{ kind: 'receive', from: 'store:91', to: 'store:92' }, 'ledger-not-so'],
    [{ kind: 'receive', reverses: 4 }, 'ledger-not-so'],
    [{ kind: 'correct', from: 'with:5', to: 'way:3', reverses: 4 }, undefined],
    [{ from: 'store' }, 'ledger-no-account'],
    [{ from: "from:'; drop" }, 'ledger-no-account'],
    [{ item: 'gold' }, 'ledger-no-item'],
    [{ purse: 'mine' }, 'ledger-no-purse'],
    [{ quantity: 0 }, 'ledger-quantity'],
    [{ quantity: 0.5 }, 'ledger-quantity'],
    [{ quantity: -1 }, 'ledger-quantity'],
    [{ quantity: 1e13 }, 'ledger-quantity'],
  ])('%j is %s', (given, code) => {
    expect(fault(given)).toBe(code);
  });

  test('a reversal of whatever may go is a transfer, and undoing it twice is the first one again', () => {
    const kinds = [...OUTSIDE, ...INSIDE];
    fc.assert(
      fc.property(
        fc.constantFrom(...TRANSFER_KIND_NAMES),
        fc.constantFrom(...kinds),
        fc.constantFrom(...kinds),
        fc.integer({ min: 1, max: 1e9 }),
        (kind, source, target, quantity) => {
          const [from, to] = [`${source}:1`, `${target}:2`];
          fc.pre(mayGo(kind, from, to));
          const undone = reversalOf({ id: 9, item: 'cny', purse: 'charity', quantity, from, to });
          expect(transferFault(undone, KNOWN)).toBeNull();
          expect(reversalOf({ id: 10, ...undone })).toMatchObject({ from, to, quantity });
        },
      ),
    );
  });

  test('accounts are words of a few kinds, and only inside ones have a floor', () => {
    expect(accountOf('store:530000')).toEqual({ kind: 'store', about: '530000' });
    expect([...OUTSIDE, ...INSIDE].map((kind) => isInside(`${kind}:1`))).toEqual([
      false,
      false,
      true,
      true,
      true,
      true,
    ]);
    expect(
      ['store:', 'Store:1', 'shop:1', 'store:1 2', `store:${'1'.repeat(61)}`].some((one) => ACCOUNT.test(one)),
    ).toBe(false);
  });
});
