import { Client, Connection } from '@temporalio/client';
import { branchesOf } from '../../domain/round/round';
import { shanghai, tinyDefinition } from '../support/campaigns/tiny';
import { eventually } from '../support/eventually';
import { lookingInto } from '../support/looking-into';
import { type Engine, testEngine } from '../support/servers/engine';

/** Five villages are to this code what 690,000 are to the real one: an area each, and three in a branch at most. */
jest.mock('../../domain/campaign/compile/areas', () => {
  const real = jest.requireActual('../../domain/campaign/compile/areas');
  return {
    ...real,
    MAX_CHILDREN: 3,
    cutAreas: (tree: unknown, scope: string, asked: unknown) => real.cutAreas(tree, scope, asked, 1),
    cutBranches: (tree: unknown, scope: string, areas: unknown) => real.cutBranches(tree, scope, areas, 3),
  };
});

let engine: Engine;
beforeAll(async () => {
  engine = await testEngine();
});
afterAll(() => engine.close());

const OPENS = shanghai('12-01 09:00');
const ALL = ['911', '912', '913', '921', '922'];
const { report, told, campaignState } = lookingInto(() => engine.sql);

type Verb = Parameters<Engine['client']['steer']>[0]['verb'];
const steer = (campaign: string, verb: Verb, target = {}) =>
  engine.client.steer({ campaign, verb, target, reason: '大雪封路', actor: 'test' });

const opened = async () => {
  const campaign = await engine.start(tinyDefinition(), OPENS);
  await campaign.stepTo(OPENS);
  return campaign;
};
const statesOf = async (campaign: string) => {
  const rows = await engine.sql<{ area: string; state: string }[]>`
    select area, state from rounds where campaign_id = ${campaign} order by area`;
  return Object.fromEntries(rows.map(({ area, state }) => [area, state]));
};
const all = (state: string) => Object.fromEntries(ALL.map((area) => [area, state]));

test('rounds are opened by branches, climb, settle at their lock, and end their campaign', async () => {
  const campaign = await opened();
  expect(await told(campaign.id)).toEqual({ open: ALL });
  await report(campaign.id, '912');
  for (const at of ['12-02 09:30', '12-03 09:30']) await campaign.stepTo(shanghai(at));
  expect((await told(campaign.id)).due).toEqual(['911', '913', '921', '922']);
  const { plan, rounds } = await engine.client.standing(campaign.id);
  expect(Object.values(rounds)).toEqual(['open', 'open', 'open', 'open', 'open']);
  const connection = await Connection.connect({ address: engine.env.TEMPORAL_ADDRESS });
  const { workflow } = new Client({ connection, namespace: engine.env.TEMPORAL_NAMESPACE });
  const branches = branchesOf(plan);
  expect(branches).toHaveLength(2);
  for (const id of branches) expect((await workflow.getHandle(id).describe()).status.name).toBe('RUNNING');
  for (const at of ['12-03 17:00', '12-04 10:00', '12-05 18:00']) await campaign.stepTo(shanghai(at));
  expect(campaign.ended()).toBe(true);
  expect(await statesOf(campaign.id)).toEqual(all('locked'));
  for (const id of branches)
    await eventually(async () => expect((await workflow.getHandle(id).describe()).status.name).toBe('COMPLETED'));
  await connection.close();
});

test('decisions reach the rounds of all branches, or of one area', async () => {
  const campaign = await opened();
  await report(campaign.id, '911');
  await steer(campaign.id, 'extend', { key: 'survey', due: '12-10', lock: '12-12' });
  await campaign.stepTo(OPENS);
  expect((await told(campaign.id)).extended).toEqual(['912', '913', '921', '922']);
  await campaign.stepTo(shanghai('12-01 10:00'));
  await steer(campaign.id, 'extend', { key: 'survey', area: '922', due: '12-11', lock: '12-13' });
  await campaign.stepTo(shanghai('12-01 10:00'));
  expect((await told(campaign.id)).extended).toEqual(['912', '913', '921', '922', '922']);
  await steer(campaign.id, 'pause');
  await campaign.stepTo(shanghai('12-09 09:30'));
  expect(Object.keys(await told(campaign.id)).sort()).toEqual(['extended', 'open']);
  await steer(campaign.id, 'resume');
  await campaign.stepTo(shanghai('12-09 09:30'));
  // The early reminder of one area comes a day later, as it is due a day later.
  expect((await told(campaign.id)).early).toEqual(['912', '913', '921']);
  await steer(campaign.id, 'remind', { key: 'survey' });
  await campaign.stepTo(shanghai('12-09 10:00'));
  expect((await told(campaign.id)).reminder).toEqual(['912', '913', '921', '922']);
  await campaign.stepTo(shanghai('12-12 18:00'));
  expect(await statesOf(campaign.id)).toEqual({ ...all('locked'), 922: 'open' });
  await campaign.stepTo(shanghai('12-13 18:00'));
  expect(campaign.ended()).toBe(true);
});

test('a closed area opens again, in its branch that runs or in one that has ended', async () => {
  const campaign = await opened();
  const each = async (verb: Verb, areas: readonly string[]) => {
    for (const area of areas) {
      await steer(campaign.id, verb, { key: 'survey', area });
      await campaign.stepTo(OPENS);
    }
  };
  // The other branch has ended with the last of its two.
  await each('close', ['911', '921', '922']);
  expect(await statesOf(campaign.id)).toEqual({ ...all('closed'), 912: 'open', 913: 'open' });
  await each('reopen', ['911', '921']);
  expect(await statesOf(campaign.id)).toEqual({ ...all('open'), 922: 'closed' });
  expect((await told(campaign.id)).reopened).toEqual(['911', '921']);
  await steer(campaign.id, 'cancel');
  await campaign.stepTo(OPENS);
  expect(campaign.ended()).toBe(true);
  expect(await campaignState(campaign.id)).toBe('cancelled');
  expect(await statesOf(campaign.id)).toEqual({ ...all('cancelled'), 922: 'closed' });
});

test('a replan asks the villages that the register has gained, in a branch', async () => {
  const campaign = await opened();
  await engine.sql`insert into regions values ('923', '92', 3, 'village', '六村', '9/92/923/', 2)`;
  await steer(campaign.id, 'replan');
  await campaign.stepTo(OPENS);
  expect(await statesOf(campaign.id)).toEqual({ ...all('open'), 923: 'open' });
  await engine.sql`delete from asks where unit_code = '923'`;
  await steer(campaign.id, 'close', { key: 'survey' });
  await campaign.stepTo(OPENS);
  expect(campaign.ended()).toBe(true);
});
