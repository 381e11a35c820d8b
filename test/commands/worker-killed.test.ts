import { type ChildProcess, spawn } from 'node:child_process';
import { ROOT } from '../../config/root';
import { shanghai, tinyDefinition } from '../support/campaigns/tiny';
import { eventually } from '../support/eventually';
import { type Engine, testEngine } from '../support/servers/engine';

let engine: Engine;
let workers: ChildProcess[] = [];

beforeAll(async () => {
  engine = await testEngine();
  // The workers of this test are separate processes, so that the test can kill one.
  await engine.stopWorker();
});
afterAll(async () => {
  for (const worker of workers) worker.kill('SIGKILL');
  await engine.close();
});

function startWorkerProcess(): ChildProcess {
  const worker = spawn(process.execPath, ['--import', 'tsx', 'workers/workflows.ts'], {
    cwd: ROOT,
    env: {
      ...process.env,
      ...Object.fromEntries(Object.entries(engine.env).map(([name, value]) => [name, String(value)])),
    },
    stdio: 'ignore',
  });
  workers = [...workers, worker];
  return worker;
}

test('a worker killed in the middle of a rung loses no reminder and doubles none', async () => {
  const { sql } = engine;
  const first = startWorkerProcess();
  const campaign = await engine.start(tinyDefinition(), shanghai('12-01 09:00'));
  await campaign.stepTo(shanghai('12-01 09:00'));

  // The rung writes its messages, then its record; a lock on the record keeps its transaction open in the middle.
  const killed = new Promise((resolve) => first.once('exit', resolve));
  let stepping: Promise<void> | undefined;
  await sql.begin(async (lock) => {
    await lock`lock table rungs in exclusive mode`;
    stepping = campaign.stepTo(shanghai('12-02 09:30'));
    await eventually(async () => {
      const [waiting] = await sql<
        { n: number }[]
      >`select count(*)::int as n from pg_locks where relation = 'rungs'::regclass and not granted`;
      expect(waiting?.n).toBe(1);
    });
    expect(await sql`select 1 from messages where campaign_id = ${campaign.id} and rung = 'early'`).toHaveLength(0);
    first.kill('SIGKILL');
    await killed;
  });

  startWorkerProcess();
  await stepping;
  const told =
    await sql`select region_code, count(*)::int as n from messages where campaign_id = ${campaign.id} and rung = 'early' group by 1 order by 1`;
  expect(told).toEqual(['911', '912', '913', '921', '922'].map((region_code) => ({ region_code, n: 1 })));
}, 120_000);
