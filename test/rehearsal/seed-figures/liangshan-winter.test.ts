import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

const rehearsal = rehearsesItsFigures('liangshan-winter');

test('stations patrol at least twice a day, warnings are answered, and who will not come along is a case', async () => {
  const patrols = await rehearsal.count("rounds where key like 'patrol@%'");
  expect(patrols).toBeGreaterThanOrEqual(2 * 8);
  expect(rehearsal.summary.alerts.length).toBeGreaterThan(0);
});

test('each person who will not come along on a daily patrol is a case, and is looked in on until it is closed', async () => {
  const declined = "cases where kind = 'refusal' and alert_id is null";
  expect(await rehearsal.count(declined)).toBe(4);
  expect(await rehearsal.count(`${declined} and state = 'closed' and rounds > 0`)).toBe(4);
  const refusals = rehearsal.summary.cases.find(({ kind }) => kind === 'refusal');
  expect(refusals).toMatchObject({ open: 0 });
  expect(refusals?.asked).toBeGreaterThanOrEqual(refusals?.opened ?? 0);
});
