import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

const rehearsal = rehearsesItsFigures('liangshan-winter');

test('stations patrol at least twice a day, warnings are answered, and who will not come along is a case', async () => {
  const patrols = await rehearsal.count("rounds where key like 'patrol@%'");
  expect(patrols).toBeGreaterThanOrEqual(2 * 10);
  expect(rehearsal.summary.alerts.length).toBeGreaterThan(0);
});
