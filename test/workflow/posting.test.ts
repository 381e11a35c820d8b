import { randomUUID } from 'node:crypto';
import { decideRows } from '../../actions/list/rows';
import { peopleKey } from '../../store/people/sealed/people-key';
import { recordReport } from '../../store/report/reports';
import { listDefinition } from '../support/campaigns/list-definition';
import { checkedRows, OFFICER, post } from '../support/campaigns/posted';
import { family, sending } from '../support/campaigns/rows';
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
  expect(await sql`select distinct done from entries where campaign_id = ${campaign.id}`).toEqual([{ done: 2 }]);
  await campaign.stepTo(shanghai('12-12 00:00'));
  expect(await sql`select distinct done from entries where campaign_id = ${campaign.id}`).toEqual([{ done: 3 }]);
  expect(campaign.ended()).toBe(true);
});

test('rows that are returned after the lock are asked of their village on their own day, and the campaign waits for them', async () => {
  const { sql, client, env } = engine;
  const key = peopleKey(env.PEOPLE_KEY);
  const campaign = await engine.start(listDefinition(), shanghai('12-01 09:00'));
  const { id } = campaign;
  await campaign.stepTo(shanghai('12-01 09:00'));
  await checkedRows(sql, campaign, { '911': [1] }, key);
  await campaign.stepTo(shanghai('12-08 17:00'));
  const meant = {
    rows: await sql<{ id: number; version: number }[]>`select id, version from entries where campaign_id = ${id}`,
  };
  await decideRows(
    { sql, by: OFFICER, client },
    {
      ...{ campaign: id, list: 'poor', top: null, submission: randomUUID(), via: 'cli', meant },
      decision: { act: 'return', reason: '证明不清楚', workingDays: 2 },
    },
  );
  const lots = await sql<
    { workflow: string }[]
  >`select workflow_id as workflow from case_lots where campaign_id = ${id}`;
  campaign.follow(lots.map(({ workflow }) => workflow));
  for (const at of ['12-08 17:00', '12-08 18:00', '12-09 09:30', '12-10 17:30', '12-11 08:00'])
    await campaign.stepTo(shanghai(at));
  expect(campaign.ended()).toBe(false);
  const told = await sql`
    select m.region_code as region, m.template from messages m join rounds r on r.id = m.round_id
    where r.campaign_id = ${id} and r.lot_id is not null and m.channel = 'sms' and not m.contact_id = any(
      select contact_id from duties where deputy) order by m.planned_at, m.id`;
  expect([...told]).toEqual([
    { region: '911', template: 'rows-returned' },
    { region: '911', template: 'rows-returned-reminder' },
    { region: '911', template: 'rows-returned-reminder' },
    { region: '91', template: 'digest' },
  ]);
  const [round] = await sql<{ key: string }[]>`select key from rounds where campaign_id = ${id} and lot_id is not null`;
  const [entry] = await sql<
    { row: string; version: number }[]
  >`select row, version from entries where campaign_id = ${id}`;
  const recorded = await recordReport(sql, {
    ...{ campaign: id, key: round?.key ?? '', unit: '911', via: 'form', input: { nothing: false, figures: {} } },
    ...{ rows: sending(family(1, entry)), people: key, begun: true },
  });
  await client.reportArrived(recorded.round);
  await campaign.stepTo(shanghai('12-11 09:00'));
  expect(await sql`select done, state from entries where campaign_id = ${id}`).toEqual([{ done: 2, state: 'in' }]);
  expect(campaign.ended()).toBe(true);
});
