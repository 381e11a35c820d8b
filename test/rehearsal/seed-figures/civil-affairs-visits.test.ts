import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

const rehearsal = rehearsesItsFigures('civil-affairs-visits');

test('面上 and 点上 come to 2,776,000 and 37,500 yuan', () => {
  const items = rehearsal.summary.ledger?.items ?? [];
  const sum = (visited: boolean) =>
    items
      .filter(({ category }) => category.startsWith('visited') === visited)
      .reduce((total, one) => total + one.total, 0);
  expect([sum(false), sum(true)]).toEqual([2_776_000, 37_500]);
});
