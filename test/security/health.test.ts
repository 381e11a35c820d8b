import { setTimeout as pause } from 'node:timers/promises';
import { createLogger } from '../../config/log';
import { every } from '../../config/loops/loop';
import { beat, rest } from '../../config/loops/pulse';
import { startHealth } from '../../workers/health';
import { startMetrics } from '../../workers/metrics';
import { eventually } from '../support/eventually';

describe('M11: health is that of the process', () => {
  const ask = async (ill: () => string[] = () => []) => {
    const health = await startHealth({ port: 0, ill });
    try {
      const answer = await fetch(`http://127.0.0.1:${health.port}`);
      const { wrong } = (await answer.json()) as { wrong: string[] };
      return { status: answer.status, wrong };
    } finally {
      await health.close();
    }
  };
  afterEach(() => rest('feeder'));

  test('a process that works is well, whatever faults the business has and whatever service is away', async () => {
    beat('feeder', 60_000);
    expect(await ask()).toMatchObject({ status: 200, wrong: [] });
  });

  test('a loop that stands still is named, and one that was ended is not missed', async () => {
    beat('feeder', 5);
    await pause(20);
    expect(await ask()).toMatchObject({ status: 503, wrong: ['feeder'] });
    rest('feeder');
    expect(await ask()).toMatchObject({ status: 200 });
  });

  test('every loop is watched from its start until it is stopped, and one that fails goes on', async () => {
    const log = createLogger({ LOG_LEVEL: 'silent' });
    let turns = 0;
    const loop = every({ name: 'failing', ms: 1, log }, async () => {
      turns += 1;
      throw new Error('the database is away');
    });
    await eventually(async () => expect(turns).toBeGreaterThan(3));
    expect(await ask()).toMatchObject({ status: 200, wrong: [] });
    await loop.stop();

    // A loop that hangs: its time is set to the past.
    const hanging = every({ name: 'hanging', ms: 1, log }, () => new Promise<void>(() => {}));
    beat('hanging', -1);
    expect(await ask()).toMatchObject({ status: 503, wrong: ['hanging'] });
    void hanging.stop();
    expect(await ask()).toMatchObject({ status: 200 });
  });

  test('a worker that has given up is ill', async () => {
    expect(await ask(() => ['workflows'])).toMatchObject({ status: 503, wrong: ['workflows'] });
  });
});

it('a worker answers Prometheus, and nothing besides', async () => {
  const metrics = await startMetrics(0);
  const ask = (path: string, method = 'GET') => fetch(`http://127.0.0.1:${metrics.port}${path}`, { method });
  const answer = await ask('/metrics');
  expect([answer.status, await answer.text()]).toEqual([
    200,
    expect.stringContaining('process_cpu_user_seconds_total'),
  ]);
  expect((await ask('/')).status).toBe(404);
  expect((await ask('/metrics', 'POST')).status).toBe(404);
  await metrics.close();
});
