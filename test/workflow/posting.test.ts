import { peopleKey } from '../../store/people/sealed/people-key';
import { listDefinition } from '../support/campaigns/list-definition';
import { checkedRows, post } from '../support/campaigns/posted';
import { shanghai } from '../support/campaigns/tiny';
import { type Engine, testEngine } from '../support/servers/engine';

let engine: Engine;
beforeAll(async () => {
  engine = await testEngine();
});
afterAll(() => engine.close());

test('a posting closes by itself at the end of its last day, and its campaign does not end before', async () => {
  const { sql, client, env } = engine;
  const key = peopleKey(env.PEOPLE_KEY);
  const campaign = await engine.start(listDefinition(), shanghai('12-01 09:00'));
  await campaign.stepTo(shanghai('12-01 09:00'));
  await checkedRows(sql, campaign, { '911': [1, 2] }, key);
  await campaign.stepTo(shanghai('12-08 10:00'));
  // Three days, and every stage of the campaign is over after the first of them.
  campaign.follow((await post(sql, campaign.id, { client }, '9', key)).workflows);
  await campaign.stepTo(shanghai('12-11 23:00'));
  expect(campaign.ended()).toBe(false);
  expect(await sql`select distinct done from entries`).toEqual([{ done: 2 }]);
  await campaign.stepTo(shanghai('12-12 00:00'));
  expect(await sql`select distinct done from entries`).toEqual([{ done: 3 }]);
  expect(campaign.ended()).toBe(true);
});
