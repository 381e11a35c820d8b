import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import pino from 'pino';
import { progress } from '../../cli/output';
import { connectClient } from '../../client/campaigns';
import { type Env, readEnv } from '../../config/env';
import { MAX_UNITS } from '../../domain/campaign/compile/areas';
import { definitionSchema } from '../../domain/campaign/definition/definition';
import type { RoundPlan } from '../../domain/campaign/plan';
import { campaignWorkflowId } from '../../domain/round/round';
import type { Sql } from '../../store/db/db';
import { writeMessages } from '../../store/message/write';
import { openRound } from '../../store/round/rounds';
import { startTemporalWorker } from '../../workers/temporal';
import { enterPeople, posts } from '../support/campaigns/people';
import { type OwnDatabase, onOwnDatabase } from './own-database';
import { runBench } from './run';

const FEWEST_COUNTIES = 25;
/** More where a county would have more villages than one round may ask: nothing lies between the two. */
const countiesOf = (villages: number): number => Math.max(FEWEST_COUNTIES, Math.ceil(villages / MAX_UNITS));
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
    await writeMessages(sql, {
      message: {
        key: sql`concat_ws('|', r.id, 'one', u.unit_code)`,
        campaign_id: sql`r.campaign_id`,
        round_id: sql`r.id`,
        rung: 'one',
        kind: 'reminder',
        region_code: sql`u.unit_code`,
        contact_id: sql`c.id`,
        channel: 'sms',
        template: 'reminder',
        needed: 'silent',
        valid_until: sql`r.locks_at`,
        planned_at: sql`r.opens_at`,
      },
      from: sql`
      rounds r join asks u on u.round_id = r.id join ${posts(sql)} c on c.region_code = u.unit_code
      where r.id = ${round} and u.unit_code = ${unit} and u.reported_at is null`,
    });
  },
});
export type VillageActivities = ReturnType<typeof villageActivities>;

/** The first reminder rung over N villages: our rounds, and one workflow per village, on the same server in one run. */
export async function fanout({ villages = 5000, json = false }: { villages?: number; json?: boolean }): Promise<void> {
  const counties = countiesOf(villages);
  const reportsDir = await mkdtemp(join(tmpdir(), 'nuandong-bench-'));
  const settings = { LOG_LEVEL: 'silent' as const, REPORTS_DIR: reportsDir };
  try {
    await runBench({ json, durable: true }, (servers) =>
      onOwnDatabase(readEnv({ ...NOTHING_IS_SENT, ...servers }), settings, async (own) => {
        await prepare(own.sql, villages, counties);
        // Ours first: its memory is measured in this process, before the baseline has run in it.
        progress(`rounds, ${villages} villages in ${counties} counties …`);
        const ours = await measureOurs(own, villages);
        progress(`one workflow per village, ${BASELINE_VILLAGES} villages …`);
        const baseline = await measureBaseline(own);
        const ratio = round1(ours.villagesPerSecond / baseline.villagesPerSecond);
        return {
          figures: { villages, counties, ours, baseline, ratio },
          table: {
            headers: ['', 'villages', 'villages/s', 'memory MB'],
            rows: [
              ['rounds', villages, ours.villagesPerSecond, ours.memoryMb],
              ['workflow per village', BASELINE_VILLAGES, baseline.villagesPerSecond, ''],
              ['ratio', '', ratio, ''],
            ],
          },
        };
      }),
    );
  } finally {
    await rm(reportsDir, { recursive: true, force: true });
  }
}

async function prepare(sql: Sql, villages: number, counties: number): Promise<void> {
  await sql`insert into regions values ('B', null, 1, 'city', '测', 'B/', 0)`;
  await sql`insert into regions select 'B' || c, 'B', 2, 'county', '县' || c, 'B/B' || c || '/', c from generate_series(1, ${counties}::int) c`;
  await sql`
    insert into regions select 'V' || v, 'B' || (v % ${counties}::int + 1), 3, 'village', '村' || v, 'B/B' || (v % ${counties}::int + 1) || '/V' || v || '/', v
    from generate_series(1, ${villages}::int) v`;
  await enterPeople(
    sql,
    sql`select code, 'contact', '甲', '19900000000', null::text from regions where kind = 'village'`,
  );
  await sql`analyze`;
}

async function measureOurs({ env, sql }: OwnDatabase, villages: number) {
  const campaign = `bench-ours-${env.TASK_QUEUE}`;
  const client = await connectClient(env, sql);
  try {
    const worker = await startTemporalWorker(env, {
      sql,
      log: pino({ enabled: false }),
      reportsDir: env.REPORTS_DIR,
      publicUrl: env.PUBLIC_URL,
      feeds: [],
      feedSettings: {},
      answerWarnings: client.answerWarnings,
      steer: client.steer,
      startCases: client.startCases,
      cancelCases: client.cancelCases,
      postingsChanged: client.postingsChanged,
    });
    try {
      const seconds = await timed(async () => {
        await client.start({ definition, mode: 'rehearsal', clockAt: OPENS, campaign, by: null });
        const { started } = await client.advance(campaignWorkflowId(campaign), OPENS);
        await Promise.all(started.map((id) => client.advance(id, OPENS)));
      });
      await assertWritten(sql, campaign, villages);
      return { villagesPerSecond: round1(villages / seconds), memoryMb: Math.round(process.memoryUsage.rss() / 1e6) };
    } finally {
      await client.terminate(campaign);
      await worker.close();
    }
  } finally {
    await client.close();
  }
}

async function assertWritten(sql: Sql, campaign: string, villages: number): Promise<void> {
  const [count] = await sql<{ n: number }[]>`select count(*)::int as n from messages where campaign_id = ${campaign}`;
  if (count?.n !== villages)
    throw new Error(`${count?.n} of ${villages} reminders were written; the figure would be worthless.`);
}

async function measureBaseline({ env, sql }: OwnDatabase) {
  const taskQueue = `${env.TASK_QUEUE}-baseline`;
  const campaign = `bench-baseline-${env.TASK_QUEUE}`;
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
    >`select unit_code from asks where round_id = ${round} order by 1 limit ${BASELINE_VILLAGES}`
  ).map((row) => row.unit_code);
  const seconds = await everyVillageByItself(env, villageActivities({ sql }), { round, units, taskQueue });
  await assertWritten(sql, campaign, units.length);
  return { villagesPerSecond: round1(units.length / seconds) };
}

/** @returns seconds that a workflow for each village took */
async function everyVillageByItself(
  { TEMPORAL_ADDRESS: address, TEMPORAL_NAMESPACE: namespace }: Env,
  activities: VillageActivities,
  { round, units, taskQueue }: { round: string; units: string[]; taskQueue: string },
): Promise<number> {
  const logger = new DefaultLogger('WARN');
  const workflowBundle = await bundleWorkflowCode({ workflowsPath: require.resolve('./workflows'), logger });
  const nativeConnection = await NativeConnection.connect({ address });
  try {
    const worker = await Worker.create({
      connection: nativeConnection,
      namespace,
      taskQueue,
      maxCachedWorkflows: 300,
      reuseV8Context: true,
      workflowBundle,
      activities,
    });
    const connection = await Connection.connect({ address });
    try {
      const { workflow } = new Client({ connection, namespace });
      const call = { workflowId: round, taskQueue, args: [{ round, units }] };
      return await worker.runUntil(() => timed(() => workflow.execute('everyVillage', call)));
    } finally {
      await connection.close();
    }
  } finally {
    await nativeConnection.close();
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}

const round1 = (figure: number): number => Math.round(figure * 10) / 10;
