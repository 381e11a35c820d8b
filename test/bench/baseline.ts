import { Client, Connection } from '@temporalio/client';
import { bundleWorkflowCode, DefaultLogger, NativeConnection, Worker } from '@temporalio/worker';
import type { Env } from '../../config/env';
import { epochMs, instant } from '../../domain/instant';
import type { RoundInArea } from '../../domain/round/round';
import type { Sql } from '../../store/db/db';
import { writeMessages } from '../../store/message/write';
import { openRound } from '../../store/round/rounds';
import { posts } from '../support/campaigns/people';
import type { OwnDatabase } from './own-database';

export const BASELINE_VILLAGES = 200;
const DAY_MS = 86_400_000;

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

/**
 * One workflow for each village, on a part of them: the first, by their codes, in the area.
 * @param opens when their round opens
 */
export async function measureBaseline({ env, sql }: OwnDatabase, { area, opens }: { area: string; opens: string }) {
  const taskQueue = `${env.TASK_QUEUE}-baseline`;
  const campaign = `bench-baseline-${env.TASK_QUEUE}`;
  const round = `campaign/${campaign}/survey/${area}`;
  const asked: RoundInArea['round'] = {
    key: 'survey',
    stage: 'survey',
    ask: 'villages',
    of: 'village',
    form: 'count',
    opensAt: opens,
    dueAt: instant(epochMs(opens) + 9 * DAY_MS),
    locksAt: instant(epochMs(opens) + 11 * DAY_MS),
    rungs: [],
    milestones: [],
  };
  await sql`insert into campaigns (id, definition, plan, mode, clock_at, started_at) values (${campaign}, '{}', '{}', 'rehearsal', ${opens}, ${opens})`;
  await openRound(sql, { id: round, campaign, round: asked, area });
  const units = (
    await sql<
      { unit_code: string }[]
    >`select unit_code from asks where round_id = ${round} order by 1 limit ${BASELINE_VILLAGES}`
  ).map((row) => row.unit_code);
  const seconds = await everyVillageByItself(env, villageActivities({ sql }), { round, units, taskQueue });
  await assertWritten(sql, campaign, units.length);
  return { villagesPerSecond: round1(units.length / seconds) };
}

/** @throws Error when not each of them has its reminder */
export async function assertWritten(sql: Sql, campaign: string, villages: number): Promise<void> {
  const [count] = await sql<{ n: number }[]>`select count(*)::int as n from messages where campaign_id = ${campaign}`;
  if (count?.n !== villages)
    throw new Error(`${count?.n} of ${villages} reminders were written; the figure would be worthless.`);
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

export const round1 = (figure: number): number => Math.round(figure * 10) / 10;
