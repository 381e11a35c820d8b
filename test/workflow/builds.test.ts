import { Client, Connection } from '@temporalio/client';
import { temporal } from '@temporalio/proto';
import { giveWorkToOwnBuild, ownAndCurrentBuild, workersRun } from '../../client/builds';
import { shanghai, tinyDefinition } from '../support/campaigns/tiny';
import { eventually } from '../support/eventually';
import { lookingInto } from '../support/looking-into';
import { type Engine, testEngine } from '../support/servers/engine';

/** An update during a season, on a real server: the build of the workflows that gets the work. */
let engine: Engine;
let connection: Connection;
beforeAll(async () => {
  engine = await testEngine();
  connection = await Connection.connect({ address: engine.env.TEMPORAL_ADDRESS });
});
afterAll(async () => {
  await connection.close();
  await engine.close();
});

const { report, told, campaignState } = lookingInto(() => engine.sql);
const restartAs = async (BUILD_ID: string) => {
  await engine.stopWorker();
  await engine.startWorker({ BUILD_ID });
};
const current = async (BUILD_ID: string) => (await ownAndCurrentBuild({ ...engine.env, BUILD_ID })).current;

/** @returns the build that ran the last task of a workflow, and the way to the next build */
async function lastBuild(workflow: string) {
  const { workflowService } = new Client({ connection }).connection;
  const { workflowExecutionInfo: info } = await workflowService.describeWorkflowExecution({
    namespace: engine.env.TEMPORAL_NAMESPACE,
    execution: { workflowId: workflow },
  });
  const { deploymentVersion, behavior } = info?.versioningInfo ?? {};
  return { build: deploymentVersion?.buildId, behavior };
}
const AUTO_UPGRADE = temporal.api.enums.v1.VersioningBehavior.VERSIONING_BEHAVIOR_AUTO_UPGRADE;

test('a campaign that was begun by one build goes on under the next, and ends there', async () => {
  await restartAs('build-a');
  const campaign = await engine.start(tinyDefinition(), shanghai('12-01 09:00'));
  await campaign.stepTo(shanghai('12-01 09:00'));
  await report(campaign.id, '911');
  expect(await lastBuild(campaign.root)).toEqual({ build: 'build-a', behavior: AUTO_UPGRADE });

  await restartAs('build-b');
  expect(await current('build-a')).toBe('build-b');
  await campaign.stepTo(shanghai('12-02 09:30'));
  expect((await told(campaign.id)).early).toEqual(['912', '913', '921', '922']);
  await campaign.stepTo(shanghai('12-05 18:00'));
  expect(await campaignState(campaign.id)).toBe('completed');
  expect(await lastBuild(campaign.root)).toEqual({ build: 'build-b', behavior: AUTO_UPGRADE });
});

test('a command sees whether workers take work from the queue', async () => {
  await restartAs('build-b');
  await eventually(async () => expect(await workersRun(engine.env)).toBe(true));
  expect(await workersRun({ ...engine.env, TASK_QUEUE: `${engine.env.TASK_QUEUE}-that-nobody-asks` })).toBe(false);
});

test('an older build that is started again takes nothing back, unless it is told to', async () => {
  await restartAs('build-a');
  expect(await current('build-a')).toBe('build-b');
  expect(await giveWorkToOwnBuild({ ...engine.env, BUILD_ID: 'build-a' })).toBe('build-a');
  expect(await current('build-a')).toBe('build-a');
  const campaign = await engine.start(tinyDefinition(), shanghai('12-01 09:00'));
  await campaign.stepTo(shanghai('12-01 09:00'));
  expect(await lastBuild(campaign.root)).toMatchObject({ build: 'build-a' });
});

test('the same code has the same name everywhere, of the release and what is in it', async () => {
  const { own } = await ownAndCurrentBuild(engine.env);
  expect(own).toMatch(/^\d+\.\d+\.\d+-[0-9a-f]{12}$/);
  expect((await ownAndCurrentBuild(engine.env)).own).toBe(own);
});
