import { Client, Connection } from '@temporalio/client';
import { type Engine, testEngine } from '../support/engine';
import { shanghai, tinyDefinition } from '../support/tiny';

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

/** Signals make a history long without making anything happen; the test server suggests continuing at 500 events. */
const SIGNALS_AT_ONCE = 60;
const SIGNALS_AT_MOST = 5_000;

test('a round whose history grows long continues as new and repeats no rung', async () => {
  const { workflow } = new Client({ connection, namespace: engine.env.TEMPORAL_NAMESPACE });
  const campaign = await engine.start(tinyDefinition(), shanghai('12-01 09:00'));
  for (const at of ['12-01 09:00', '12-02 09:30']) await campaign.stepTo(shanghai(at));
  const round = `${campaign.root}/survey/9`;
  const firstRun = (await workflow.getHandle(round).describe()).runId;

  let sent = 0;
  while ((await workflow.getHandle(round).describe()).runId === firstRun) {
    expect(sent).toBeLessThan(SIGNALS_AT_MOST);
    await Promise.all(Array.from({ length: SIGNALS_AT_ONCE }, () => workflow.getHandle(round).signal('reportArrived')));
    sent += SIGNALS_AT_ONCE;
    // Answered when the signals have been taken in: a run cannot end while more are arriving.
    await workflow.getHandle(round).query('standing');
  }

  await campaign.stepTo(shanghai('12-03 09:30'));
  for (const at of ['12-03 17:00', '12-04 09:30', '12-05 18:00']) await campaign.stepTo(shanghai(at));
  const rows = await engine.sql<{ rung: string; n: number }[]>`
    select rung, count(distinct region_code)::int as n from messages where campaign_id = ${campaign.id} and kind in ('task', 'reminder') group by 1 order by min(id)`;
  expect(rows).toEqual([
    { rung: 'open', n: 5 },
    { rung: 'early', n: 5 },
    { rung: 'due', n: 5 },
    { rung: 'late', n: 5 },
  ]);
  expect(campaign.ended()).toBe(true);
}, 120_000);
