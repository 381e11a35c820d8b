import fc from 'fast-check';
import {
  type Flow,
  type Held,
  type Level,
  levelsOf,
  missingIn,
  type Plan,
  unplannedOf,
  worthOfPlan,
} from '../../../domain/ledger/levels';

const rice = { item: 'rice', purse: 'charity' };
const plan = (region: string, rest: Partial<Plan>): Plan => ({
  ...{ ...rice, region, planned: 0, delivered: 0, returned: 0, undelivered: {}, ...{ rows: 0, owed: 0, served: 0 } },
  ...rest,
});
const held = (region: string, rest: Partial<Held>): Held => ({
  ...{ ...rice, region, promised: 0, stores: 0, ways: 0 },
  ...rest,
});
const inside = { ...rice, source: 'inside', target: 'inside' } as const;

it('what a county sends to its towns enters them, and neither enters nor leaves the county', () => {
  const { whole, parts } = levelsOf('9', {
    plans: [
      plan('91', { planned: 8, delivered: 5, returned: 1, undelivered: { refused: 2 }, rows: 5, owed: 4, served: 3 }),
      plan('92', { planned: 4, undelivered: { unexplained: 4 }, owed: 2 }),
    ],
    held: [held('9', { stores: 3 }), held('91', { stores: 2, ways: 1 })],
    flows: [
      { ...inside, source: 'from', from: null, to: '9', quantity: 12 },
      { ...inside, from: '9', to: '91', quantity: 8 },
      { ...inside, target: 'gone', from: '9', to: null, quantity: 1 },
    ],
  });
  expect(whole).toEqual([
    expect.objectContaining({
      ...{ region: '9', planned: 12, delivered: 5, returned: 1, undelivered: { refused: 2, unexplained: 4 } },
      ...{ came: 12, into: 0, outOf: 0, stores: 5, ways: 1, rows: 5, lost: 1, owed: 6, served: 3 },
    }),
  ]);
  expect(parts.map(({ region, came, into, outOf }) => [region, came, into, outOf])).toEqual([
    ['9', 12, 0, 8],
    ['91', 0, 8, 0],
    ['92', 0, 0, 0],
  ]);
  for (const line of [...whole, ...parts]) expect([missingIn(line), unplannedOf(line)]).toEqual([0, 0]);
});

it('the parts make the whole, whatever moves between whom', () => {
  const place = fc.constantFrom('1', '11', '12', '13');
  const flow = fc
    .tuple(fc.option(place), fc.option(place), fc.nat(1000))
    .filter(([from, to]) => from !== to)
    .map(([from, to, quantity]): Flow => ({ ...inside, from, to, quantity }));
  fc.assert(
    fc.property(fc.array(flow), fc.array(fc.tuple(place, fc.nat(100))), (flows, stores) => {
      const sums = { plans: [], flows, held: stores.map(([region, one]) => held(region, { stores: one })) };
      const { whole, parts } = levelsOf('1', sums);
      const all = (of: (line: Level) => number) => parts.reduce((sum, line) => sum + of(line), 0);
      expect(whole.reduce((sum, line) => sum + missingIn(line), 0)).toBe(all(missingIn));
      expect(whole[0]?.stores ?? 0).toBe(all(({ stores: one }) => one));
    }),
  );
});

it('a plan is worth its share of what all pieces cost, to the fen', () => {
  const of = plan('91', { planned: 7, delivered: 3, undelivered: { held: 4 } });
  expect(worthOfPlan(of, { came: 9, valueFen: 100 })).toEqual({
    planned: 78,
    delivered: 33,
    returned: 0,
    undelivered: 45,
  });
  expect(worthOfPlan(of, { came: 9, valueFen: null })).toBeNull();
  expect(worthOfPlan(of, undefined)).toBeNull();
  expect(worthOfPlan({ ...of, item: 'cny' }, undefined)).toMatchObject({ planned: 7, delivered: 3, undelivered: 4 });
});
