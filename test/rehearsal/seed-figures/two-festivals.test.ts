import { rehearsesItsFigures } from '../../support/campaigns/rehearsed-figures';

const rehearsal = rehearsesItsFigures('two-festivals');

test('each delivery notes in which of the five ways it helps, and the summary counts the rows of each way', async () => {
  const { figures } = rehearsal.summary;
  for (const list of ['enterprises', 'workers', 'jobless'])
    for (const help of ['policies', 'jobs', 'training', 'goods', 'funds']) {
      const field = `help${help.charAt(0).toUpperCase()}${help.slice(1)}`;
      const [counted] = figures.filter((one) => one.form === `list-${list}-deliver` && one.field === field);
      const noted = await rehearsal.count(
        `entries e where e.list = '${list}' and e.state <> 'out' and exists (
           select from deliveries v where v.entry_id = e.id and v.outcome in ('given', 'waits') and '${help}' = any(v.helps))`,
      );
      expect([list, help, counted?.sum]).toEqual([list, help, noted]);
      expect(noted).toBeGreaterThan(0);
    }
});

test('no delivery is without its way of helping, neither one that was ticked with others nor one of an office', async () => {
  expect(await rehearsal.count("deliveries where outcome = 'given' and helps = '{}'")).toBe(0);
});

test('a unit that has reported falsely is asked for no list, and stands in the summary', async () => {
  const asked = "asks where unit_code = '3506U20'";
  expect(await rehearsal.count(`${asked} and key like 'publicity.%'`)).toBe(1);
  expect(
    await rehearsal.count(`${asked} and (key like 'preparation.%' or key in ('visits.unit', 'visits.enterprises'))`),
  ).toBe(0);
});
