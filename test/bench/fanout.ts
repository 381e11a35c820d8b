import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import pino from 'pino';
import { printJson, printTable, progress } from '../../cli/output';
import { withServers } from '../../cli/stack';
import { connectClient } from '../../client/campaigns';
import { type Env, readEnv } from '../../config/env';
import { definitionSchema } from '../../domain/definition/definition';
import type { RoundPlan } from '../../domain/plan';
import { campaignWorkflowId } from '../../domain/round';
import { connect, type Sql } from '../../register/db';
import { wakeFeeder } from '../../register/feeding';
import { migrate } from '../../register/migrate';
import { openRound } from '../../register/rounds';
import { startTemporalWorker } from '../../workers/temporal';

const COUNTIES = 25;
const BASELINE_VILLAGES = 200;
const OPENS = '2026-12-01T01:00:00.000Z';

/** Settings of delivery and console, neither of which runs here. */
const NOTHING_IS_SENT = { SMTP_URL: 'smtp://127.0.0.1:1', SMS_URL: 'http://127.0.0.1:1' };

const definition = definitionSchema.parse({
  id: 'fanout',
  name: { 'zh-CN': '测量' },
  season: 2026,
  scope: 'B',
  holidays: 'none',
  organisation: { 'zh-CN': '测量' },
  forms: { count: { name: { 'zh-CN': '表' }, fields: [{ id: 'n', label: { 'zh-CN': '数' }, type: 'integer' }] } },
  ladders: { default: [{ id: 'first', kind: 'reminder', at: { from: 'opens' }, channels: ['sms'] }] },
  stages: [
    {
      id: 'survey',
      kind: 'survey',
      name: { 'zh-CN': '摸底' },
      opens: '12-01',
      due: '12-10',
      lock: '12-12',
      asks: [{ id: 'villages', of: 'village', form: 'count' }],
    },
  ],
});

/** The baseline's activity: one village's row and its notice, by the same means as ours. */
const villageActivities = ({ sql }: { sql: Sql }) => ({
  async remindOne({ round, unit }: { round: string; unit: string }): Promise<void> {
    await sql`
      insert into messages (key, campaign_id, round_id, rung, kind, region_code, contact_id, channel, template, state, needed, valid_until, planned_at)
      select concat_ws('|', r.id, 'one', u.unit_code), r.campaign_id, r.id, 'one', 'reminder', u.unit_code, c.id, 'sms', 'reminder', 'planned', 'silent', r.locks_at, r.opens_at
      from rounds r join round_units u on u.round_id = r.id join contacts c on c.region_code = u.unit_code
      where r.id = ${round} and u.unit_code = ${unit} and u.reported_at is null
      on conflict (key) do nothing`;
    await wakeFeeder(sql);
  },
});
export type VillageActivities = ReturnType<typeof villageActivities>;

/** The first reminder rung over N villages: our rounds, and one workflow per village, on the same server in one run. */
export async function fanout({ villages = 5000, json = false }: { villages?: number; json?: boolean }): Promise<void> {
  await withServers(async (servers) => {
    const bench = await prepare(readEnv({ ...NOTHING_IS_SENT, ...servers }), villages);
    try {
      // Ours first: its memory is that of this process, in which the baseline has not run yet.
      progress(`rounds, ${villages} villages in ${COUNTIES} counties …`);
      const ours = await measureOurs(bench, villages);
      progress(`one workflow per village, ${BASELINE_VILLAGES} villages …`);
      const baseline = await measureBaseline(bench);
      const ratio = round1(ours.villagesPerSecond / baseline.villagesPerSecond);
      if (json) return printJson({ villages, ours, baseline, ratio });
      printTable(
        ['', 'villages', 'villages/s', 'memory MB'],
        [
          ['rounds', villages, ours.villagesPerSecond, ours.memoryMb],
          ['workflow per village', BASELINE_VILLAGES, baseline.villagesPerSecond, ''],
          ['ratio', '', ratio, ''],
        ],
      );
    } finally {
      await bench.close();
    }
  });
}

type Bench = Awaited<ReturnType<typeof prepare>>;

/** A database, queues and a task queue of its own on the stack's servers. */
async function prepare(stackEnv: Env, villages: number) {
  const name = `bench_${randomBytes(5).toString('hex')}`;
  const admin = connect(stackEnv.DATABASE_URL, { max: 1 });
  await admin.unsafe(`create database ${name}`);
  const reportsDir = await mkdtemp(join(tmpdir(), 'nuandong-bench-'));
  const env: Env = {
    ...stackEnv,
    TASK_QUEUE: name,
    QUEUE_PREFIX: name,
    LOG_LEVEL: 'silent',
    REPORTS_DIR: reportsDir,
    DATABASE_URL: Object.assign(new URL(stackEnv.DATABASE_URL), { pathname: `/${name}` }).href,
  };
  const sql = connect(env.DATABASE_URL, { max: 24 });
  await migrate(sql);
  await sql`insert into regions values ('B', null, 1, 'city', '测', 'B/', 0)`;
  await sql`insert into regions select 'B' || c, 'B', 2, 'county', '县' || c, 'B/B' || c || '/', c from generate_series(1, ${COUNTIES}) c`;
  await sql`
    insert into regions select 'V' || v, 'B' || (v % ${COUNTIES} + 1), 3, 'village', '村' || v, 'B/B' || (v % ${COUNTIES} + 1) || '/V' || v || '/', v
    from generate_series(1, ${villages}) v`;
  await sql`insert into contacts (region_code, role, name, phone) select code, 'contact', '甲', '19900000000' from regions where kind = 'village'`;
  await sql`analyze`;
  const client = await connectClient(env, sql);
  return {
    env,
    sql,
    client,
    async close() {
      await client.close();
      await sql.end({ timeout: 1 });
      await admin.unsafe(`drop database if exists ${name} with (force)`);
      await admin.end();
      await rm(reportsDir, { recursive: true, force: true });
    },
    name,
  };
}

async function measureOurs({ env, sql, client, name }: Bench, villages: number) {
  const worker = await startTemporalWorker(env, {
    sql,
    log: pino({ enabled: false }),
    reportsDir: env.REPORTS_DIR,
    feeds: [],
    answerWarnings: client.answerWarnings,
    steer: client.steer,
  });
  const campaign = `bench-ours-${name}`;
  const seconds = await timed(async () => {
    await client.start({ definition, mode: 'rehearsal', clockAt: OPENS, campaign, actor: 'bench' });
    const { started } = await client.advance(campaignWorkflowId(campaign), OPENS);
    await Promise.all(started.map((id) => client.advance(id, OPENS)));
  });
  const [count] = await sql<{ n: number }[]>`select count(*)::int as n from messages where campaign_id = ${campaign}`;
  if (count?.n !== villages)
    throw new Error(`${count?.n} of ${villages} reminders were written; the figure would be worthless.`);
  const memoryMb = Math.round(process.memoryUsage.rss() / 1e6);
  await client.terminate(campaign);
  await worker.close();
  return { villagesPerSecond: round1(villages / seconds), memoryMb };
}

async function measureBaseline({ env, sql, name }: Bench) {
  const taskQueue = `${name}-baseline`;
  const campaign = `bench-baseline-${name}`;
  const round = `campaign/${campaign}/survey/B`;
  const asked: Omit<RoundPlan, 'areas'> = {
    key: 'survey',
    stage: 'survey',
    ask: 'villages',
    of: 'village',
    form: 'count',
    opensAt: OPENS,
    dueAt: '2026-12-10T16:00:00.000Z',
    locksAt: '2026-12-12T10:00:00.000Z',
    rungs: [],
    milestones: [],
  };
  await sql`insert into campaigns (id, definition, plan, mode, clock_at, started_at) values (${campaign}, '{}', '{}', 'rehearsal', ${OPENS}, ${OPENS})`;
  await openRound(sql, { id: round, campaign, round: asked, area: 'B' });
  const units = (
    await sql<
      { unit_code: string }[]
    >`select unit_code from round_units where round_id = ${round} order by 1 limit ${BASELINE_VILLAGES}`
  ).map((row) => row.unit_code);
  const nativeConnection = await NativeConnection.connect({ address: env.TEMPORAL_ADDRESS });
  const worker = await Worker.create({
    connection: nativeConnection,
    namespace: env.TEMPORAL_NAMESPACE,
    taskQueue,
    maxCachedWorkflows: 300,
    reuseV8Context: true,
    workflowBundle: await bundleWorkflowCode({
      workflowsPath: require.resolve('./workflows'),
      logger: new DefaultLogger('WARN'),
    }),
    activities: villageActivities({ sql }),
  });
  const running = worker.run();
  const connection = await Connection.connect({ address: env.TEMPORAL_ADDRESS });
  const { workflow } = new Client({ connection, namespace: env.TEMPORAL_NAMESPACE });
  const seconds = await timed(() =>
    workflow.execute('everyVillage', { workflowId: round, taskQueue, args: [{ round, units }] }),
  );
  const [count] = await sql<{ n: number }[]>`select count(*)::int as n from messages where campaign_id = ${campaign}`;
  if (count?.n !== units.length) throw new Error(`The baseline wrote ${count?.n} of ${units.length} reminders.`);
  worker.shutdown();
  await running;
  await connection.close();
  await nativeConnection.close();
  return { villagesPerSecond: round1(units.length / seconds) };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const round1 = (figure: number): number => Math.round(figure * 10) / 10;
