import { dueOf, type Handing, handOut, restOf, type Stock } from '../../../domain/ledger/hand-out';

const coat = (quantity: number, purse = 'city') => ({ item: 'coat', purse, quantity });
const cash = (quantity: number) => ({ item: 'cny', purse: 'charity', quantity });
const row = (changes: Partial<Handing> = {}): Handing => ({
  ...{ id: 1, due: [cash(200), coat(2)], given: [], confirmed: false, stores: ['911', '91', '9'] },
  ...changes,
});
const stock = (held: Record<string, number>): Stock => new Map(Object.entries(held));

describe('what is due', () => {
  it('adds up lines by item and purse, and takes off what lowers it', () => {
    const goods = { item: 'coat', purse: 'city', name: { 'zh-CN': '棉衣' }, unit: { 'zh-CN': '件' } };
    expect(
      dueOf([
        { category: 'a', cash: 200_000, purse: 'charity', goods: [{ ...goods, quantity: 2 }] },
        { category: 'a', cash: -50_000, purse: 'charity', goods: [] },
        { category: 'a', cash: 10, goods: [{ ...goods, quantity: 1 }] },
      ]),
    ).toEqual([cash(150_000), coat(3)]);
  });

  it('is less by what lies with the row', () => {
    expect(restOf({ due: [cash(200), coat(2)], given: [coat(1), cash(200)] })).toEqual([coat(1)]);
  });
});

describe('handing out', () => {
  it('takes each thing from the nearest store that holds enough of it', () => {
    const held = stock({ '911 coat city': 1, '91 coat city': 5, '9 cny charity': 500 });
    expect(handOut([row(), row({ id: 2 })], held)).toEqual([
      {
        id: 1,
        is: 'given',
        parts: [
          { ...cash(200), region: '9' },
          { ...coat(2), region: '91' },
        ],
        whole: true,
      },
      {
        id: 2,
        is: 'given',
        parts: [
          { ...cash(200), region: '9' },
          { ...coat(2), region: '91' },
        ],
        whole: true,
      },
    ]);
    expect(Object.fromEntries(held)).toEqual({ '911 coat city': 1, '91 coat city': 1, '9 cny charity': 100 });
  });

  it('gives a row nothing when a part is not there, and goes on with the next', () => {
    const held = stock({ '9 coat city': 3, '9 cny charity': 300 });
    const rows = [row(), row({ id: 2 }), row({ id: 3, due: [coat(1)] })];
    expect(handOut(rows, held).map(({ is }) => is)).toEqual(['given', 'lacks', 'given']);
    expect(handOut([row({ confirmed: true })], held)).toEqual([
      { id: 1, is: 'waits', parts: [cash(200), coat(2)], whole: true },
    ]);
    expect(Object.fromEntries(held)).toEqual({ '9 coat city': 0, '9 cny charity': 100 });
  });

  it('is whole when nothing is left, or no more follows', () => {
    const held = () => stock({ '9 coat city': 9, '9 cny charity': 900 });
    const things = [{ item: 'coat', quantity: 1 }];
    expect(handOut([row({ things })], held())).toMatchObject([{ is: 'given', whole: false }]);
    expect(handOut([row({ things, last: true })], held())).toMatchObject([{ is: 'given', whole: true }]);
    expect(handOut([row({ given: [coat(1)] })], held())).toMatchObject([
      { parts: [{ quantity: 200 }, { quantity: 1 }] },
    ]);
  });

  it('is again when everything was given, or more comes than is due', () => {
    const held = stock({ '9 coat city': 9, '9 cny charity': 900 });
    expect(handOut([row({ given: [cash(200), coat(2)] })], held)).toEqual([{ id: 1, is: 'again', parts: [] }]);
    expect(handOut([row({ things: [{ item: 'coat', quantity: 3 }] })], held)).toEqual([
      { id: 1, is: 'again', parts: [coat(3)] },
    ]);
    expect(held.get('9 coat city')).toBe(9);
  });

  it('divides a thing without a purse among the purses that pay for it', () => {
    const held = stock({ '9 coat city': 9, '9 coat charity': 9 });
    const due = [coat(2), coat(2, 'charity')];
    expect(handOut([row({ due, things: [{ item: 'coat', quantity: 3 }] })], held)).toMatchObject([{ whole: false }]);
    expect([held.get('9 coat city'), held.get('9 coat charity')]).toEqual([8, 7]);
  });
});

describe('what a bank was asked to pay', () => {
  const held = () => stock({ '9 cny charity': 500, '9 coat city': 5 });

  it('is not handed over meanwhile, and the row is not served before the bank has paid', () => {
    expect(handOut([row({ banked: [cash(200)] })], held())).toEqual([
      { id: 1, is: 'given', parts: [{ ...coat(2), region: '9' }], whole: false },
    ]);
  });

  it('is told apart from what was given before', () => {
    const money = [{ item: 'cny', quantity: 200 }];
    expect(handOut([row({ banked: [cash(200)], given: [coat(2)] })], held())).toEqual([{ id: 1, is: 'banked' }]);
    expect(handOut([row({ banked: [cash(200)], things: money })], held())).toEqual([{ id: 1, is: 'banked' }]);
    expect(handOut([row({ given: [cash(200), coat(2)] })], held())).toMatchObject([{ is: 'again' }]);
  });
});
