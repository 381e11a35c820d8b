import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

const rehearsal = rehearsesItsFigures('longhua-warm-winter');

test('the summary adds up what the activities reached, and names and places vendors', () => {
  const { figures, lists } = rehearsal.summary;
  const sum = (stage: string, field: string) =>
    figures.find((one) => one.stage === stage && one.field === field)?.sum ?? 0;
  expect(sum('one-yuan', 'donors')).toBeGreaterThan(0);
  expect(sum('one-yuan', 'amount')).toBeGreaterThan(0);
  expect(sum('households', 'households')).toBeGreaterThan(0);
  expect(lists.map(({ id, proposed }) => [id, proposed > 0])).toEqual(
    expect.arrayContaining([
      ['good-people', true],
      ['vendors', true],
    ]),
  );
});
