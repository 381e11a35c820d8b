import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { progress } from '../../cli/output';
import { connectClient } from '../../client/campaigns';
import { readEnv } from '../../config/env';
import { MAX_UNITS } from '../../domain/campaign/compile/areas';
import { definitionSchema } from '../../domain/campaign/definition/definition';
import { campaignWorkflowId } from '../../domain/round/round';
import type { Sql } from '../../store/db/db';
import { holdLittleMemory } from '../../store/db/little-memory';
import { startTemporalWorker } from '../../workers/temporal';
import { enterPeople } from '../support/campaigns/people';
import { assertWritten, BASELINE_VILLAGES, measureBaseline, round1 } from './baseline';
import { type OwnDatabase, onOwnDatabase } from './own-database';
import { runBench } from './run';

const FEWEST_COUNTIES = 25;
/** More where a county would have more villages than one round may ask: nothing lies between the two. */
const countiesOf = (villages: number): number => Math.max(FEWEST_COUNTIES, Math.ceil(villages / MAX_UNITS));
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
        const baseline = await measureBaseline(own, { area: 'B', opens: OPENS });
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
  // A worker's own process does so by its options (docker-compose.yml).
  holdLittleMemory();
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

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
