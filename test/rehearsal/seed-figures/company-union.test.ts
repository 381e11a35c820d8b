import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

const rehearsal = rehearsesItsFigures('company-union');

test('workers and party members get money and goods, the families of soldiers goods only', () => {
  const items = rehearsal.summary.ledger?.items ?? [];
  expect(items.map(({ category, money }) => [category, money > 0])).toEqual([
    ['worker', true],
    ['party-member', true],
    ['army-family', false],
  ]);
  for (const { households, goods } of items) {
    expect(households).toBeGreaterThan(0);
    expect(goods.map(({ item, pieces }) => [item, pieces])).toEqual([['gift', households]]);
  }
});

test('whoever is on the list of workers hangs on a board, and whoever was served had hung there', () => {
  const workers = rehearsal.summary.lists.find(({ id }) => id === 'workers');
  expect(workers?.served).toBeGreaterThan(0);
  expect(workers?.posted).toBeGreaterThanOrEqual(workers?.served ?? 0);
});
