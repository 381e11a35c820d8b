import { watchFeeds } from '../activities/poll-feed';
import { connectClient } from '../client/campaigns';
import { ensureFeedSchedules } from '../client/feed-schedules';
import { type Env, ROLES, type Role } from '../config/env';
import { readFeeds } from '../config/feeds';
import { createLogger, type LogHeard, logHeard } from '../config/log';
import { every } from '../config/loops/loop';
import { startTracing } from '../config/tracing';
import { startConsole } from '../console/shell/server';
import { perJobOf, standingLanes } from '../delivery/engine/lanes';
import { createOutbox } from '../delivery/engine/outbox';
import { startPace } from '../delivery/engine/pace';
import { startDelivery } from '../delivery/engine/worker';
import { smsHooks } from '../delivery/inbound/hooks';
import { startReplies } from '../delivery/inbound/replies';
import { instant } from '../domain/instant';
import { connect } from '../store/db/db';
import { refuseOldSchema } from '../store/db/migrate';
import { openKeyring } from '../store/people/sealed/keyring';
import { peopleKey } from '../store/people/sealed/people-key';
import { buildApp } from './console-app';
import { createRehearsals } from './rehearsals';
import { startTemporalWorker } from './temporal';

/** Enough for sixteen activities at once, and for console and delivery when all run in one process. */
const DATABASE_CONNECTIONS = 24;

/** A feed counts as silent after half an hour at the earliest. */
const FEEDS_WATCHED_MS = 60_000;

/**
 * How long one statement may take (ms). A person waits for a statement of the console; a workflow's may read a whole
 * campaign. Where roles share a process, the longest limit holds.
 */
const STATEMENT_MS: Record<Role, number> = { console: 30_000, delivery: 60_000, workflows: 300_000 };

export interface AppOptions {
  /** Whether the console builds the administrators' app when it is not up to date; left out means yes. */
  buildsApp?: boolean;
}

export interface RunningApp {
  /** The log of this process, where rehearsals can run. */
  log: LogHeard | null;
  /** @returns the faults of this process itself, in a word each; empty when it is well. */
  ill(): string[];
  close(): Promise<void>;
}

/**
 * Starts the given roles in this process. In production each role has its own process; on a developer's machine all
 * share one.
 * @returns a function that ends them in reverse order, after running work has finished
 * @throws Error when the database's schema is older than this program, or PEOPLE_KEY is not that of the database
 */
export async function startApp(
  env: Env,
  roles: readonly Role[] = ROLES,
  { buildsApp = true }: AppOptions = {},
): Promise<RunningApp> {
  const heard = env.REHEARSAL_SMS_URL ? logHeard() : null;
  const log = createLogger(env, undefined, heard ?? undefined);
  const statementMs = Math.max(...roles.map((role) => STATEMENT_MS[role]));
  const sql = connect(env.DATABASE_URL, { max: DATABASE_CONNECTIONS, statementMs });
  const ills: (() => string[])[] = [];
  const closers: (() => Promise<void>)[] = [() => sql.end({ timeout: 5 })];
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    await refuseOldSchema(sql);
    // A wrong key is told now, not to the first village that hands in a list.
    if (roles.includes('console')) await openKeyring(sql, peopleKey(env.PEOPLE_KEY));
    const tracing = startTracing(env);
    closers.push(() => tracing.close());
    const feeds = readFeeds(env.FEEDS_FILE);
    const pace = startPace({ sql, url: env.DATABASE_URL, log });
    closers.push(() => pace.stop());
    const client = roles.some((role) => role !== 'delivery') ? await connectClient(env, sql) : null;
    if (client) closers.push(() => client.close());
    if (client && roles.includes('workflows')) {
      const { answerWarnings, steer, startCases, cancelCases, postingsChanged } = client;
      const { REPORTS_DIR: reportsDir, PUBLIC_URL: publicUrl, FEED_SETTINGS: feedSettings } = env;
      const worker = await startTemporalWorker(env, {
        sql,
        log,
        reportsDir,
        publicUrl,
        feeds,
        feedSettings,
        answerWarnings,
        steer,
        startCases,
        cancelCases,
        postingsChanged,
      });
      ills.push(() => (worker.runs() ? [] : ['workflows']));
      closers.push(() => worker.close());
      await ensureFeedSchedules(env, feeds);
      const watch = every({ name: 'feeds', ms: FEEDS_WATCHED_MS, log }, () =>
        watchFeeds({ sql, feeds }, instant(Date.now())),
      );
      closers.push(() => watch.stop());
    }
    if (roles.includes('delivery')) {
      const delivery = await startDelivery({ env, sql, log, pace });
      ills.push(delivery.ill);
      closers.push(() => delivery.close());
    }
    if (client && roles.includes('console')) {
      // The village form and the API work without the app: a failed build keeps no village from reporting.
      if (buildsApp) await buildApp((line) => log.info(line)).catch((error: Error) => log.error(error.message));
      // For the queue board and the health of Redis; delivery fills the queues.
      const outbox = createOutbox({
        redisUrl: env.REDIS_URL,
        prefix: env.QUEUE_PREFIX,
        perJob: perJobOf(env),
        lanes: standingLanes(env),
        log,
      });
      closers.push(() => outbox.close());
      const rehearsals = createRehearsals({ env, sql, client, log, heard });
      closers.push(async () => rehearsals?.close());
      const console = await startConsole({
        env,
        sql,
        client,
        feeds,
        log,
        queues: outbox.queues(),
        hooks: smsHooks({ sql, env, log }),
        rehearsals,
        hear: pace.hear,
      });
      const replies = startReplies({ sql, log, pace, arrived: (round) => client.reportArrived(round) });
      closers.push(() => replies.stop());
      closers.push(() => console.close());
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { log: heard, ill: () => ills.flatMap((ill) => ill()), close };
}
