import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import type { Definition } from '../../domain/campaign/definition/definition';
import type { Plan } from '../../domain/campaign/plan';
import { branchWorkflowId } from '../../domain/round/round';
import { peopleKey } from '../../store/people/sealed/people-key';
import { complain, complainedDefinition } from '../support/campaigns/case-by-hand';
import { listDefinition } from '../support/campaigns/list-definition';
import { checkedRows, post } from '../support/campaigns/posted';
import { answers, arrives, warnedDefinition } from '../support/villages/arrivals';
import { type Engine, type SteppedCampaign, testEngine } from '../support/servers/engine';
import { HISTORIES, seal } from '../support/histories';
import { shanghai, tinyDefinition } from '../support/campaigns/tiny';
import { version } from '../../package.json';

/**
 * Records a history of every shape of a workflow, for the replay tests, into the folder of the present release (the
 * version in package.json): `npm run record-histories` records the missing ones, `… -- NAME` one of them. An existing
 * history never changes, because campaigns that began under a release must replay under the next ones: recording it
 * again would hide a broken replay. docs/develop.md describes how to change a workflow.
 */
const SHAPES: Record<string, (campaign: SteppedCampaign, engine: Engine) => Promise<void>> = {
  async 'whole-life'(campaign) {
    for (const at of ['12-02 09:30', '12-03 09:30', '12-03 17:00', '12-04 09:30', '12-04 10:00', '12-04 12:00', '12-05 09:30', '12-05 18:00']) await campaign.stepTo(shanghai(at));
  },
  async 'extended-paused-closed-reopened'(campaign, { client }) {
    const steer = (verb: 'extend' | 'pause' | 'resume' | 'close' | 'reopen', target = {}) =>
      client.steer({ campaign: campaign.id, verb, target, reason: 'recorded', actor: 'test' });
    await steer('extend', { key: 'survey', due: '12-10', lock: '12-12' });
    await campaign.stepTo(shanghai('12-02 09:30'));
    await steer('pause');
    await campaign.stepTo(shanghai('12-10 12:00'));
    await steer('resume');
    await campaign.stepTo(shanghai('12-10 12:00'));
    await client.reportArrived(`${campaign.root}/survey/9`);
    await steer('close', { key: 'survey' });
    await steer('reopen', { key: 'survey' });
    await campaign.stepTo(shanghai('12-10 18:00'));
    await campaign.stepTo(shanghai('12-12 18:00'));
  },
  async 'told-of-reopening'(campaign, { client }) {
    const steer = (verb: 'pause' | 'resume' | 'close' | 'reopen', target = {}) =>
      client.steer({ campaign: campaign.id, verb, target, reason: 'recorded', actor: 'test' });
    await steer('close', { key: 'survey' });
    await steer('reopen', { key: 'survey' });
    await campaign.stepTo(shanghai('12-02 09:30'));
    await steer('pause');
    await campaign.stepTo(shanghai('12-03 09:30'));
    await steer('resume');
    await campaign.stepTo(shanghai('12-04 12:00'));
    await campaign.stepTo(shanghai('12-05 18:00'));
  },
  async 'overtaken-and-told-with-reasons'(campaign, { client }) {
    for (const at of ['12-02 09:30', '12-03 09:30']) await campaign.stepTo(shanghai(at));
    const target = { key: 'survey', due: '12-04', lock: '12-06' };
    await client.steer({ campaign: campaign.id, verb: 'extend', target, reason: 'recorded', actor: 'test' });
    for (const at of ['12-03 10:00', '12-04 09:30', '12-05 10:00', '12-06 18:00']) await campaign.stepTo(shanghai(at));
  },
  async cancelled(campaign, { client }) {
    await client.steer({ campaign: campaign.id, verb: 'cancel', reason: 'recorded', actor: 'test' });
    await campaign.stepTo(shanghai('12-01 10:00'));
  },
};

/** Removes process and machine of the worker: a history must not contain them. */
const withoutMachine = (json: string): string => json.replaceAll(`${process.pid}@${hostname()}`, 'recorded');

/** Shapes of workflows that warnings start, with the workflows whose histories are kept. */
async function warned(campaign: SteppedCampaign, engine: Engine): Promise<Record<string, string>> {
  const colours = { endsAt: shanghai('12-03 20:00') } as const;
  await arrives(engine, campaign, '12-01 16:00', { identifier: 'first', colour: 'blue', ...colours });
  for (const at of ['12-01 18:00', '12-01 19:30', '12-01 20:00']) await campaign.stepTo(shanghai(at));
  await arrives(engine, campaign, '12-02 02:50', { identifier: 'second', messageType: 'update', colour: 'orange', ...colours });
  for (const at of ['12-02 03:00', '12-02 03:20', '12-02 03:50', '12-02 08:00']) await campaign.stepTo(shanghai(at));
  const patrol = 'cold-wave-1201.patrol@12020800';
  const found = { found: 1, helped: 0, sheltered: 0, refused: 1 };
  await answers(engine, campaign, { key: patrol, unit: '912', figures: found });
  for (const at of ['12-02 11:00', '12-02 14:00']) await campaign.stepTo(shanghai(at));
  await arrives(engine, campaign, '12-02 16:00', { identifier: 'third', messageType: 'cancel', colour: 'orange' });
  for (const at of ['12-02 17:00', '12-02 20:00', '12-03 07:30']) await campaign.stepTo(shanghai(at));
  await answers(engine, campaign, { key: `${patrol}.refusal-1.revisit-1`, unit: '912', figures: { outcome: 'refuses' } });
  for (const at of ['12-03 15:30', '12-03 19:30', '12-04 07:30']) await campaign.stepTo(shanghai(at));
  await answers(engine, campaign, { key: `${patrol}.refusal-1.revisit-2`, unit: '912', figures: { outcome: 'accepted' } });
  for (const at of ['12-04 19:30', '12-05 18:00']) await campaign.stepTo(shanghai(at));
  return {
    'campaign-warned': campaign.root,
    'round-of-alert': `${campaign.root}/cold-wave-1201.02-orange.known/9`,
    'cold-alert-upgraded-and-over': `${campaign.root}/alert/cold-wave-1201/9`,
    'case-closed': `${campaign.root}/cases/${patrol}.refusal-1/9`,
  };
}

/** An officer's case, and the second lot into which it was opened again. */
async function complained(campaign: SteppedCampaign, engine: Engine): Promise<Record<string, string>> {
  await complain(engine, campaign);
  const [first, second] = await engine.sql<{ workflow: string }[]>`
    select workflow_id as workflow from case_lots where campaign_id = ${campaign.id} order by id`;
  return { 'case-by-hand-overdue': first?.workflow ?? '', 'case-reopened': second?.workflow ?? '' };
}

/** Postings of a county, until their last day is over. */
async function posted(campaign: SteppedCampaign, engine: Engine): Promise<Record<string, string>> {
  const key = peopleKey(engine.env.PEOPLE_KEY);
  await checkedRows(engine.sql, campaign, { '911': [1, 2], '921': [3] }, key);
  await campaign.stepTo(shanghai('12-08 10:00'));
  const { workflows } = await post(engine.sql, campaign.id, { client: engine.client }, '9', key);
  campaign.follow(workflows);
  for (const at of ['12-11 23:00', '12-12 00:00']) await campaign.stepTo(shanghai(at));
  return { 'posting-closed': workflows[0] ?? '' };
}

/** Rounds of two townships, each below a branch: told by it, closed and reopened, until the last has settled. */
async function branched(campaign: SteppedCampaign, { client }: Engine): Promise<Record<string, string>> {
  const steer = (verb: 'pause' | 'resume' | 'close', target = {}) =>
    client.steer({ campaign: campaign.id, verb, target, reason: 'recorded', actor: 'test' });
  await campaign.stepTo(shanghai('12-02 09:30'));
  await steer('pause');
  await campaign.stepTo(shanghai('12-03 09:30'));
  await steer('resume');
  await campaign.stepTo(shanghai('12-03 09:30'));
  await steer('close', { key: 'survey', area: '92' });
  for (const at of ['12-03 17:00', '12-04 12:00', '12-05 18:00']) await campaign.stepTo(shanghai(at));
  return {
    'campaign-branched': campaign.root,
    'branch-told-and-settled': branchWorkflowId(campaign.id, 'survey', '91'),
    'round-of-branch': `${campaign.root}/survey/91`,
  };
}

/** A plan of two areas as if they were of two provinces. */
const inBranches = (plan: Plan): Plan => {
  const areas = [
    { code: '91', name: '东乡', units: 3 },
    { code: '92', name: '西乡', units: 2 },
  ];
  const branches = areas.map(({ code, name }) => ({ code, name, areas: 1 }));
  const cut = <R extends object>(round: R) => ({ ...round, areas, branches });
  return { ...plan, stages: plan.stages.map((stage) => ({ ...stage, rounds: stage.rounds.map(cut) })) };
};

/** Shapes of which several workflows tell, by the names of their histories. */
const STORIES: Record<string, [Definition, typeof warned, ((plan: Plan) => Plan)?]> = {
  warned: [warnedDefinition(), warned],
  complained: [complainedDefinition(), complained],
  posted: [listDefinition(), posted],
  branched: [tinyDefinition(), branched, inBranches],
};

async function record({ only }: { only?: string | undefined }): Promise<void> {
  const engine = await testEngine();
  const connection = await Connection.connect({ address: engine.env.TEMPORAL_ADDRESS });
  const { workflow } = new Client({ connection, namespace: engine.env.TEMPORAL_NAMESPACE });
  const keep = async (name: string, id: string) => {
    const file = `${version}/${name}.json`;
    if (existsSync(join(HISTORIES, file))) return console.log(`${file}: is there already and stays as it is`);
    const history = withoutMachine(historyToJSON(await workflow.getHandle(id).fetchHistory()));
    await mkdir(join(HISTORIES, version), { recursive: true });
    await writeFile(join(HISTORIES, file), `${history}\n`);
    await seal(file);
    console.log(`${file}: recorded`);
  };
  const begin = async (definition: Definition, cut?: (plan: Plan) => Plan) => {
    const campaign = await engine.start(definition, shanghai('12-01 09:00'), cut);
    await campaign.stepTo(shanghai('12-01 09:00'));
    return campaign;
  };
  try {
    for (const [shape, live] of Object.entries(SHAPES).filter(([name]) => !only || name === only)) {
      const campaign = await begin(tinyDefinition());
      await live(campaign, engine);
      for (const [kind, id] of Object.entries({ campaign: campaign.root, round: `${campaign.root}/survey/9` }))
        await keep(`${kind}-${shape}`, id);
    }
    for (const [, [definition, live, cut]] of Object.entries(STORIES).filter(([name]) => !only || name === only))
      for (const [name, id] of Object.entries(await live(await begin(definition, cut), engine))) await keep(name, id);
  } finally {
    await connection.close();
    await engine.close();
  }
}

const wanted = process.argv.slice(2);
void record({ only: wanted[0] });
