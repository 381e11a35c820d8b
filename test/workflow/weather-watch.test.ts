import { Client, Connection, ScheduleNotFoundError } from '@temporalio/client';
import { ensureFeedSchedules } from '../../client/feed-schedules';
import type { Feed } from '../../config/feeds';
import { liveWarnings } from '../../store/warning/warnings';
import { eventually } from '../support/eventually';
import { type Engine, testEngine } from '../support/servers/engine';
import { type FeedServer, qweatherAlert, startFeedServer } from '../support/servers/feed-server';

/** Feeds and their Schedules on the real Temporal. */
let engine: Engine;
let server: FeedServer;
let connection: Connection;
let client: Client;
let feed: Feed;
// Other runs of this file share the server; the Schedule's id is the feed's.
const id = `test-${Date.now().toString(36)}`;

beforeAll(async () => {
  server = await startFeedServer();
  feed = {
    id,
    format: 'qweather',
    url: server.url,
    fileHosts: [],
    inside: false,
    headers: {},
    points: [],
    everyMinutes: 60,
    silentAfterMinutes: 120,
  };
  engine = await testEngine({ feeds: [feed] });
  connection = await Connection.connect({ address: engine.env.TEMPORAL_ADDRESS });
  client = new Client({ connection, namespace: engine.env.TEMPORAL_NAMESPACE });
});
afterAll(async () => {
  await client.schedule
    .getHandle(`weather/${id}`)
    .delete()
    .catch((error) => {
      if (!(error instanceof ScheduleNotFoundError)) throw error;
    });
  await connection.close();
  await engine.close();
  await server.close();
});

test('each feed has a Schedule, which follows the list, and whose poll brings warnings', async () => {
  const schedule = `weather/${id}`;
  expect(await ensureFeedSchedules(engine.env, [feed])).toMatchObject({ created: [schedule], updated: [] });
  expect(await ensureFeedSchedules(engine.env, [feed])).toMatchObject({ created: [], updated: [], deleted: [] });
  const handle = client.schedule.getHandle(schedule);
  const { policies, spec } = await handle.describe();
  expect(policies).toMatchObject({ overlap: 'SKIP', catchupWindow: 60_000 });
  expect(spec.intervals).toMatchObject([{ every: 3_600_000 }]);

  server.answer = (_, response) => response.writeHead(200).end(qweatherAlert('S1').replaceAll('丘北县', '小县'));
  await handle.trigger();
  await eventually(async () => {
    const { info } = await handle.describe();
    const run = info.recentActions[0]?.action.workflow;
    expect(run?.workflowId).toMatch(new RegExp(`^${schedule}`));
    const described = await client.workflow.getHandle(run?.workflowId ?? '').describe();
    expect([described.status.name, described.type]).toEqual(['COMPLETED', 'weatherWatch']);
  });
  const live = await liveWarnings(engine.sql, { scope: 'live', region: '911', now: new Date().toISOString() });
  expect(live).toMatchObject([{ hazard: 'cold-wave', regions: ['9'] }]);

  const changed = { ...feed, everyMinutes: 30 };
  expect(await ensureFeedSchedules(engine.env, [changed])).toMatchObject({ created: [], updated: [schedule] });
  expect((await handle.describe()).spec.intervals).toMatchObject([{ every: 1_800_000 }]);
  // Another installation on the same server leaves it alone.
  const other = { ...engine.env, TASK_QUEUE: 'another' };
  expect(await ensureFeedSchedules(other, [])).toEqual({ created: [], updated: [], deleted: [] });
  // Lists of Schedules lag behind.
  await eventually(async () =>
    expect(await ensureFeedSchedules(engine.env, [])).toMatchObject({ deleted: [schedule] }),
  );
  await eventually(() => expect(handle.describe()).rejects.toBeInstanceOf(ScheduleNotFoundError));
});
