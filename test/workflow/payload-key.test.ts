import { Client, Connection } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils';
import { campaignWorkflowId } from '../../domain/round/round';
import { shanghai, tinyDefinition } from '../support/campaigns/tiny';
import { type Engine, testEngine } from '../support/servers/engine';

const KEY = 'a key of the tests with at least 32 characters';
let engine: Engine;
let connection: Connection;
beforeAll(async () => {
  engine = await testEngine({ settings: { PAYLOAD_KEY: KEY } });
  connection = await Connection.connect({ address: engine.env.TEMPORAL_ADDRESS });
});
afterAll(async () => {
  await connection?.close();
  await engine?.close();
});

it('with PAYLOAD_KEY a season runs, and Temporal stores none of it in plain', async () => {
  const campaign = await engine.start(tinyDefinition(), shanghai('12-01 08:00'));
  await campaign.stepTo(shanghai('12-03 10:00'));
  expect((await engine.client.standing(campaign.id)).state).toBe('running');
  const { workflow } = new Client({ connection, namespace: engine.env.TEMPORAL_NAMESPACE });
  const history = JSON.parse(historyToJSON(await workflow.getHandle(campaignWorkflowId(campaign.id)).fetchHistory()));
  const encodings = new Set<string>();
  const gather = (part: unknown, name: string): void => {
    if (typeof part !== 'object' || part === null) return;
    // Search attributes stay plain, because Temporal searches them.
    if (name === 'searchAttributes') return;
    // So does the name of a difference between releases (`patched`), which no codec is given.
    if ('markerName' in part && part.markerName === 'core_patch') return;
    if ('metadata' in part && typeof part.metadata === 'object' && part.metadata && 'encoding' in part.metadata)
      encodings.add(Buffer.from(String(part.metadata.encoding), 'base64').toString());
    for (const [key, value] of Object.entries(part)) gather(value, key);
  };
  gather(history, '');
  expect([...encodings]).toEqual(['binary/encrypted']);
  // The audit of a rehearsal still reads everything that Temporal stores.
  const kept: string[] = [];
  for await (const { text } of engine.client.kept(campaign.id, new Date(0))) kept.push(text);
  expect(kept.join('\n')).toContain('"campaign"');
});
