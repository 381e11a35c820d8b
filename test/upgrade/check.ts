import { mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { printJson, progress } from '../../cli/output';
import { giveWorkToOwnBuild } from '../../client/builds';
import { ROOT } from '../../config/root';
import { shanghai } from '../support/campaigns/tiny';
import { eventually } from '../support/eventually';
import { newestRelease, RELEASES } from '../support/releases';
import { type Engine, type SteppedCampaign, testEngine } from '../support/servers/engine';
import { answers, arrives, warnedDefinition } from '../support/villages/arrivals';
import { codeOf } from './release-worker';

/** A part of the season of a campaign with a warning. */
type Part = (campaign: SteppedCampaign, engine: Engine) => Promise<void>;

const steps = async (campaign: SteppedCampaign, ...instants: string[]): Promise<void> => {
  for (const at of instants) await campaign.stepTo(shanghai(at));
};
const colours = { endsAt: shanghai('12-03 20:00') } as const;

/** A warning comes while the stage is open. */
const begins: Part = async (campaign, engine) => {
  await steps(campaign, '12-01 09:00');
  await arrives(engine, campaign, '12-01 16:00', { identifier: 'first', colour: 'blue', ...colours });
  await steps(campaign, '12-01 18:00', '12-01 19:30');
};

/** It grows, a village answers, the stage is extended. */
const grows: Part = async (campaign, engine) => {
  await steps(campaign, '12-01 20:00');
  const more = { identifier: 'second', messageType: 'update', colour: 'orange', ...colours } as const;
  await arrives(engine, campaign, '12-02 02:50', more);
  await steps(campaign, '12-02 03:00', '12-02 03:20', '12-02 03:50', '12-02 08:00');
  const figures = { found: 0, helped: 0, sheltered: 0, refused: 0 };
  await answers(engine, campaign, { key: 'cold-wave-1201.patrol@12020800', unit: '912', figures });
  const target = { key: 'survey', due: '12-05', lock: '12-07' };
  await engine.client.steer({ campaign: campaign.id, verb: 'extend', target, reason: 'upgraded', actor: 'test' });
};

const goesOn: Part = (campaign) => steps(campaign, '12-02 09:30', '12-02 11:00', '12-02 14:00');

const ends: Part = async (campaign, engine) => {
  await arrives(engine, campaign, '12-02 16:00', { identifier: 'third', messageType: 'cancel', colour: 'orange' });
  await steps(campaign, '12-02 17:00', '12-03 07:30', '12-05 09:30', '12-05 18:00', '12-07 18:00');
};

const ROLLED_BACK = 'the release again: what is not marked goes on';

/** Longer than the slowest part: a workflow that cannot go on is tried again for ever, and answers nobody. */
const PATIENCE_MS = 240_000;

/** A failed Update tells its reason in the causes below it. */
const causesOf = (error: Error): string =>
  error.cause instanceof Error ? `${error.message}: ${causesOf(error.cause)}` : error.message;

async function inTime(name: string, work: Promise<void>): Promise<string> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve('stands still'), PATIENCE_MS);
  });
  const outcome = await Promise.race([
    work.then(
      () => 'went on',
      (error: Error) => causesOf(error),
    ),
    late,
  ]);
  clearTimeout(timer);
  progress(`${name}: ${outcome}`);
  return outcome;
}

/** Where the histories go that a worker could not go on with; they can be replayed in a debugger (docs/develop.md). */
const HISTORIES = join(ROOT, '.nuandong', 'upgrade');

interface FailedTask {
  workflow: string;
  /** Whose worker could not go on. */
  under: 'the release' | 'this code';
  why: string;
}

/** Failed tasks of every workflow of the campaign: each is a history from which a worker could not go on. */
async function failedTasks({ env }: Engine, root: string): Promise<FailedTask[]> {
  const connection = await Connection.connect({ address: env.TEMPORAL_ADDRESS });
  try {
    const { workflow } = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });
    const failed: FailedTask[] = [];
    const ours = `${process.pid}@${hostname()}`;
    for await (const { workflowId, runId } of workflow.list({ query: `WorkflowId STARTS_WITH '${root}'` })) {
      const history = await workflow.getHandle(workflowId, runId).fetchHistory();
      const tasks = (history.events ?? []).flatMap(({ workflowTaskFailedEventAttributes: task }) => task ?? []);
      if (tasks.length > 0) {
        mkdirSync(HISTORIES, { recursive: true });
        writeFileSync(join(HISTORIES, `${workflowId.replaceAll('/', '-')}.json`), historyToJSON(history));
      }
      for (const { identity, failure, cause } of tasks)
        failed.push({
          workflow: workflowId,
          under: identity === ours ? 'this code' : 'the release',
          why: failure?.message ?? String(cause),
        });
    }
    return failed;
  } finally {
    await connection.close();
  }
}

/**
 * Starts a campaign and a warning under the newest release's worker, goes on under ours, back under the release's, and
 * ends under ours, over the schema of this code. Fails when our worker cannot go on. What the release cannot continue
 * after us is told, and must end under ours none the less (docs/decisions/worker-versioning.md).
 */
async function upgrade(): Promise<void> {
  const release = newestRelease();
  const code = codeOf(RELEASES[release]?.commit ?? 'HEAD');
  const engine = await testEngine();
  const parts: { part: string; outcome: string }[] = [];
  /** A workflow whose last task failed is tried again after a pause, and answers only then. */
  const patiently =
    (work: Part): Part =>
    (campaign, engine) =>
      eventually(() => work(campaign, engine), PATIENCE_MS);
  try {
    await engine.stopWorker();
    const campaign = await engine.start(warnedDefinition(), shanghai('12-01 09:00'));
    const play = async (part: string, work: Part): Promise<void> => {
      parts.push({ part, outcome: await inTime(part, work(campaign, engine)) });
    };
    const older = async (part: string, work: Part): Promise<void> => {
      const worker = await code.work(engine);
      await play(part, work).finally(worker.stop);
    };
    const ours = async (part: string, work: Part): Promise<void> => {
      await giveWorkToOwnBuild(engine.env);
      await engine.startWorker();
      await play(part, work).finally(engine.stopWorker);
    };
    await older('the release: a stage opens, a warning comes', begins);
    await ours('this code: the warning grows, the stage is extended', grows);
    await older(ROLLED_BACK, goesOn);
    await ours('this code: the warning and the stage end', patiently(ends));
    const failed = await failedTasks(engine, campaign.root);
    printJson({ release, parts, ended: campaign.ended(), failedTasks: failed });
    const stopped = parts.filter(({ part, outcome }) => part !== ROLLED_BACK && outcome !== 'went on');
    const broken = failed.filter(({ under }) => under === 'this code');
    if (stopped.length + broken.length > 0 || !campaign.ended()) process.exitCode = 1;
  } finally {
    await engine.close();
    code.remove();
  }
}

upgrade().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
