import { writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { type Engine, type SteppedCampaign, testEngine } from '../support/engine';
import { shanghai, tinyDefinition } from '../support/tiny';

/**
 * Records a history of every shape that a workflow can have, for the replay tests. Run it when a workflow gains a new
 * shape (`npm run record-histories -- NAME`), and keep the old files: campaigns that run today must replay tomorrow.
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
  async cancelled(campaign, { client }) {
    await client.steer({ campaign: campaign.id, verb: 'cancel', reason: 'recorded', actor: 'test' });
    await campaign.stepTo(shanghai('12-01 10:00'));
  },
};

/** Which process on which machine did the work is nobody's business here. */
const withoutMachine = (json: string): string => json.replaceAll(`${process.pid}@${hostname()}`, 'recorded');

async function record(only?: string): Promise<void> {
  const engine = await testEngine();
  const connection = await Connection.connect({ address: engine.env.TEMPORAL_ADDRESS });
  const { workflow } = new Client({ connection, namespace: engine.env.TEMPORAL_NAMESPACE });
  try {
    for (const [shape, live] of Object.entries(SHAPES).filter(([name]) => !only || name === only)) {
      const campaign = await engine.start(tinyDefinition(), shanghai('12-01 09:00'));
      await campaign.stepTo(shanghai('12-01 09:00'));
      await live(campaign, engine);
      for (const [kind, id] of Object.entries({ campaign: campaign.root, round: `${campaign.root}/survey/9` })) {
        const history = await workflow.getHandle(id).fetchHistory();
        await writeFile(join(__dirname, `${kind}-${shape}.json`), `${withoutMachine(historyToJSON(history))}\n`);
      }
    }
  } finally {
    await connection.close();
    await engine.close();
  }
}

void record(process.argv[2]);
