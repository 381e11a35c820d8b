import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { progress } from '../../../cli/output';
import { readEnv } from '../../../config/env';
import type { Sql } from '../../../store/db/db';
import { measureBaseline, round1 } from '../baseline';
import { type OwnDatabase, onOwnDatabase } from '../own-database';
import { withSinks } from '../roles';
import { runBench } from '../run';
import { whileWatched } from './dashboards';
import { importApart, planApart, surveyOpening } from './ground';
import { measureReports } from './reports';
import { openSeason, type Processes, type Sent, seenInTemporal, whileRunning } from './season';
import { type Spent, watchParts } from './where-time-goes';

export interface Sizes extends Processes {
  villages: number;
  /** Villages that report. */
  reports: number;
  /** Officers who look at the campaign meanwhile. */
  officers: number;
}

/** Nothing holds a message back, and the numbers of all contacts begin with this. */
const UNCAPPED = 1_000_000;
const EVERYBODY = '199';

/**
 * A season of a province or a country begins: register, plan, first messages, reports, every role in processes of its
 * own, on servers that wait for the disk; against one workflow for each village on the same servers in the same run.
 */
export async function scale({
  json,
  temporal,
  ...sizes
}: Sizes & { json: boolean; temporal?: string | undefined }): Promise<void> {
  const REPORTS_DIR = await mkdtemp(join(tmpdir(), 'nuandong-bench-'));
  const settings = {
    ...{ LOG_LEVEL: 'warn' as const, REPORTS_DIR },
    ...{ SMS_PER_NUMBER_DAY: UNCAPPED, SMS_REMINDERS_PER_NUMBER_DAY: UNCAPPED },
  };
  try {
    await runBench({ json, durable: true, temporal }, (servers) =>
      withSinks(
        (urls) =>
          onOwnDatabase(
            readEnv({ ...servers, SMTP_URL: urls.smtp, SMS_URL: urls.sms }),
            settings,
            async (own) => {
              const figures = await measure(own, sizes, urls.sms);
              return { figures, table: { headers: ['', ''], rows: rowsOf(figures) } };
            },
            2 * minutesFor(sizes),
          ),
        EVERYBODY,
      ),
    );
  } finally {
    await rm(REPORTS_DIR, { recursive: true, force: true });
  }
}

/** A country begins within an hour and a half even on a busy machine; more is no measurement. */
const minutesFor = ({ villages }: Sizes): number => 20 + Math.ceil(villages / 10_000);

const rowsOf = ({
  processorSeconds,
  processorSecondsOfReports,
  ...figures
}: Awaited<ReturnType<typeof measure>>): [string, string | number][] => [
  ...Object.entries(figures),
  ...partsOf('processor seconds', processorSeconds),
  ...partsOf('processor seconds of reports', processorSecondsOfReports),
];

const partsOf = (what: string, spent: Spent): [string, number][] =>
  Object.entries(spent).map(([part, seconds]) => [`${what}: ${part}`, seconds]);

async function measure(own: OwnDatabase, sizes: Sizes, sink: string) {
  const { env, sql } = own;
  const { villages, reports, officers, ...processes } = sizes;
  const definition = surveyOpening(env.TASK_QUEUE.replace('_', '-'));
  progress(`register of ${villages} villages …`);
  const imported = await importApart(env.DATABASE_URL, villages);
  await sql`analyze`;
  const plan = await planApart(env.DATABASE_URL, definition);
  progress(JSON.stringify({ imported, plan }));
  const sent = async () => (await (await fetch(sink)).json()) as Sent;
  const season = await whileRunning(own, processes, async () => {
    const how = { sent, minutes: minutesFor(sizes) };
    const { campaign, ...times } = await openSeason(own, surveyOpening(definition.id), how);
    const seen = await seenInTemporal(env, campaign);
    const spent = watchParts();
    const reported = await whileWatched(own, { campaign, officers }, () => measureReports(own, reports));
    return { ...times, ...seen, ...reported, processorSecondsOfReports: spent() };
  });
  progress('one workflow for each village …');
  const baseline = await measureBaseline(own, await somewhere(sql));
  return {
    villages,
    ...{ importSeconds: imported.seconds, importMemoryMb: imported.memoryMb },
    ...{ planSeconds: plan.seconds, planMemoryMb: plan.memoryMb, planKb: plan.planKb },
    ...{ areas: plan.areas, branches: plan.branches },
    ...season,
    postgresMb: await databaseMb(sql),
    baselinePerSecond: baseline.villagesPerSecond,
    ratio: round1(season.messages / season.startToWrittenSeconds / baseline.villagesPerSecond),
  };
}

/** The largest area of the campaign, where a baseline has room. */
async function somewhere(sql: Sql): Promise<{ area: string; opens: string }> {
  const [row] = await sql<{ area: string; opens: string }[]>`
    select r.area, r.opens_at as opens from rounds r join asks u on u.round_id = r.id
    group by 1, 2 order by count(*) desc limit 1`;
  if (!row) throw new Error('There is no round.');
  return row;
}

async function databaseMb(sql: Sql): Promise<number> {
  const [row] = await sql<{ mb: number }[]>`
    select (pg_database_size(current_database()) / 1000000)::int as mb`;
  return row?.mb ?? 0;
}
