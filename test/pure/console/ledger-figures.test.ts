import { daysAfter, thingsOf, typedOf } from '../../../console/app/ledger/acts/things';
import { bandsOf, drawingOf } from '../../../console/app/ledger/figures/flow-shape';
import { daysOf, tilesOf, totalsOf } from '../../../console/app/ledger/figures/shape';
import type { Level } from '../../../console/app/types';

const NOWHERE = { promised: 0, stores: 0, ways: 0, rows: 0, spent: 0, lost: 0, back: 0 };

const level = (changes: Partial<Level>): Level => ({
  ...NOWHERE,
  ...{ region: '9', name: '小县', kind: 'county', item: 'cny', purse: 'charity', worth: null },
  ...{ planned: 0, delivered: 0, returned: 0, owed: 0, served: 0, undelivered: {}, came: 0, into: 0, outOf: 0 },
  ...changes,
});

describe('the flow', () => {
  const whole = { ...NOWHERE, promised: 100, stores: 300, ways: 50, rows: 500, lost: 20 };
  const own = { ...NOWHERE, promised: 100, stores: 200, rows: 10, lost: 5 };

  it('conserves: what comes to a node is what leaves it, and all that was raised ends somewhere', () => {
    const bands = bandsOf(whole, own);
    const into = (node: string) => bands.filter(({ to }) => to === node).reduce((sum, one) => sum + one.quantity, 0);
    const out = (node: string) => bands.filter(({ from }) => from === node).reduce((sum, one) => sum + one.quantity, 0);
    expect(out('raised')).toBe(970);
    expect(into('allocated')).toBe(655);
    expect(out('allocated')).toBe(655);
    expect(['delivered', 'own', 'stores', 'ways', 'promised', 'lost'].map(into)).toEqual([500, 200, 100, 50, 100, 20]);
  });

  it('has no allocation in a region without parts, and nothing where nothing is', () => {
    expect(bandsOf(whole, whole).some(({ from }) => from === 'allocated')).toBe(false);
    expect(bandsOf(NOWHERE, null)).toEqual([]);
    expect(drawingOf([], [0, 1, 2])).toEqual({ boxes: [], ribbons: [], height: 0 });
  });

  it('draws each node once, none over another of its column, with room for its words', () => {
    const { boxes, ribbons, height } = drawingOf(bandsOf(whole, own), [0, 100, 200]);
    expect(new Set(boxes.map(({ node }) => node)).size).toBe(boxes.length);
    for (const x of [0, 100, 200]) {
      const column = boxes.filter((box) => box.x === x);
      for (const [nth, box] of column.slice(1).entries())
        expect(box.y - (column[nth]?.y ?? 0)).toBeGreaterThanOrEqual(Math.max(column[nth]?.height ?? 0, 40));
    }
    expect(ribbons.every(({ width }) => width > 0)).toBe(true);
    expect(height).toBeGreaterThan(180);
  });
});

test('rows, money and pieces are added up apart, over all purses and categories', () => {
  const category = { list: 'poor', listName: { 'zh-CN': '名单' }, name: { 'zh-CN': '类' }, things: [] };
  const totals = totalsOf({
    whole: [
      level({ planned: 500, delivered: 200 }),
      level({ purse: 'city', planned: 100, delivered: 100 }),
      level({ item: 'coat', planned: 8, delivered: 3 }),
    ],
    categories: [
      { ...category, category: 'a', owed: 4, served: 1 },
      { ...category, category: 'b', owed: 3, served: 3 },
    ],
  });
  expect(totals).toEqual({ rows: { done: 4, of: 7 }, fen: { done: 300, of: 600 }, pieces: { done: 3, of: 8 } });
});

test('a tile for each region where something is due; its share is of what is planned there', () => {
  const parts = [
    level({ region: '91', name: '东乡', planned: 8, delivered: 2, owed: 4, served: 1 }),
    level({ region: '91', name: '东乡', item: 'rice', planned: 9 }),
    level({ region: '92', name: '西乡', stores: 5 }),
    level({ region: '93', name: '北乡', delivered: 1 }),
  ];
  expect(tilesOf(parts, { item: 'cny', purse: 'charity' }).map(({ region, share }) => [region, share])).toEqual([
    ['91', 0.25],
    ['93', null],
  ]);
});

test('days follow each other without a gap; a long campaign shows its last ones', () => {
  const thing = { item: 'cny', purse: 'charity' };
  const day = (date: string, quantity: number) => ({ ...thing, day: date, quantity, rows: 1 });
  const other = { ...day('2026-11-01', 9), item: 'rice' };
  expect(daysOf([day('2026-12-30', 5), day('2027-01-02', 7), other], thing)).toEqual([
    { day: '2026-12-30', quantity: 5, rows: 1 },
    { day: '2026-12-31', quantity: 0, rows: 0 },
    { day: '2027-01-01', quantity: 0, rows: 0 },
    { day: '2027-01-02', quantity: 7, rows: 1 },
  ]);
  const long = daysOf([day('2026-01-01', 5), day('2027-01-02', 7)], thing);
  expect([long.length, long[0]?.day, long.at(-1)?.day]).toEqual([92, '2026-10-03', '2027-01-02']);
  expect(daysOf([], thing)).toEqual([]);
});

test('what a person types is yuan for money and whole units for goods; empty lines are left out', () => {
  const typed = [{ item: 'cny', quantity: 12.34 }, { item: 'rice', quantity: 3, worth: 240.5 }, {}, undefined];
  expect(thingsOf(typed)).toEqual([
    { item: 'cny', quantity: 1234 },
    { item: 'rice', quantity: 3, valueFen: 24_050 },
  ]);
  expect([typedOf('cny', 1234), typedOf('rice', 3)]).toEqual([12.34, 3]);
  expect(daysAfter('2026-12-05T02:00:00.000Z', 3)).toBe('2026-12-08T02:00:00.000Z');
});
