import { holdAsked, keepAsked, nextDue, takeDue } from '../../../store/campaign/asked-decisions';
import { openCampaign } from '../../support/campaigns/campaign';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  database = await testDatabase();
});
afterAll(() => database.drop());

test('who carries out held decisions has nothing to do while there is none, and until the next is due', async () => {
  const { sql } = database;
  const { id: campaign } = await openCampaign(sql);
  const ask = async () => (await keepAsked(sql, { id: null, via: 'cli' }, { campaign, verb: 'remind' })) ?? 0;
  expect(await nextDue(sql)).toBeNull();
  const [soon, later] = [await ask(), await ask()];
  // On its way, and not held back.
  expect(await nextDue(sql)).toBeNull();
  await holdAsked(sql, later, 600);
  expect(await nextDue(sql)).toBeGreaterThan(500_000);
  await holdAsked(sql, soon, -1);
  expect(await nextDue(sql)).toBe(0);
  expect(await takeDue(sql)).toMatchObject({ id: soon });
  expect(await nextDue(sql)).toBeGreaterThan(500_000);
});
