import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

const rehearsal = rehearsesItsFigures('community-union');

test('each purse goes to those for whom it was raised, and what was raised was given or is left', () => {
  const purses = rehearsal.summary.ledger?.purses ?? [];
  expect(purses.map(({ purse }) => purse).sort()).toEqual(['festival', 'ordinary', 'severe']);
  for (const { raised, given, left, lost } of purses) {
    expect(given).toBeGreaterThan(0);
    expect(given + left + lost).toBeCloseTo(raised, 2);
  }
});

test('each household is reached in one way, and gets one letter', () => {
  const items = rehearsal.summary.ledger?.items ?? [];
  const reached = items.filter(({ category }) => !['ordinary', 'severe'].includes(category));
  expect(reached.map(({ category }) => category)).toEqual(['visited', 'alone', 'by-phone', 'by-letter']);
  for (const { households, goods } of reached) {
    expect(households).toBeGreaterThan(0);
    expect(goods.map(({ item, pieces }) => [item, pieces])).toEqual([['letter', households]]);
  }
});
