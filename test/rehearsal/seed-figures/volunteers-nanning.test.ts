import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

const rehearsal = rehearsesItsFigures('volunteers-nanning');

test('what was raised is divided in equal parts, and all of it was given, is left, or is lost', () => {
  const { items = [], purses = [] } = rehearsal.summary.ledger ?? {};
  const each = items.map(({ money, households }) => money / households);
  expect(new Set(each).size).toBe(1);
  for (const { raised, given, left, lost } of purses) {
    expect(given).toBeGreaterThan(0);
    expect(given + left + lost).toBeCloseTo(raised, 2);
  }
});

test('some goods are bought with the money, others are given; each household gets one of each', async () => {
  const { items = [], purses = [] } = rehearsal.summary.ledger ?? {};
  expect(await rehearsal.count("transfers where kind = 'buy' and item <> 'cny'")).toBe(3);
  expect(purses[0]?.spent).toBeGreaterThan(0);
  for (const { households, goods } of items)
    expect(goods.map(({ item, pieces }) => [item, pieces]).sort()).toEqual(
      ['daily', 'noodles', 'oil', 'rice', 'sweets'].map((item) => [item, households]),
    );
});
