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
