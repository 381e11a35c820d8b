import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { giveWorkToOwnBuild, workersRun } from '../../client/builds';
import { readEnv, readSimulators, readTemporalSettings } from '../../config/env';
import { given } from '../../config/given';
import type { LogHeard } from '../../config/log';
import { type BringUp, bringUp, type Pages, type Stack as Services } from '../../services/stack';
import type { Sql } from '../../store/db/db';
import { surviveLostSockets } from '../../store/db/lost-socket';
import { prepareDatabase } from '../../store/db/prepare';
import { topRegions } from '../../store/people/regions';
import { loadSamples } from '../../store/people/tables/samples/samples';
import { environment } from '../environment';
import { progress } from '../output';
import { runningSystem } from './run-file';

/**
 * The app closes its connections by asking Redis, and would wait for ever for a dead one. Together with the servers'
 * grace time (services/processes/roster.ts) this is less than the 10 s that supervisors allow.
 */
const CLOSE_MS = 5_000;

/** The whole running system: servers, workers and console; with its log where it runs in this process. */
export type Stack = Pick<Services, 'env' | 'pages'> & { log?: LogHeard };

/**
 * Runs `work` on a whole system: on a running `npm start`, else on the system whose addresses the environment gives and
 * whose workers run, else on a new one in a temporary folder, which is always stopped afterwards.
 * @param samples the registers that a new one needs; all when left out
 */
export async function withStack<T>(work: (stack: Stack) => Promise<T>, samples: Samples = {}): Promise<T> {
  const running = runningSystem() ?? (await systemElsewhere());
  if (running) return work(running);
  // When the work fails, its servers end while others of its statements are on their way; the reason must be told.
  surviveLostSockets();
  return withTemporaryHome(async (home) => {
    progress('Nothing runs here (`npm start` would keep it running): bringing up what is needed …');
    const system = await bringUpSystem({
      home,
      env: { LOG_LEVEL: 'warn', ...environment() },
      log: progress,
      temporary: true,
      ...samples,
    });
    try {
      return await work(system);
    } finally {
      await system.stop();
    }
  });
}

/** @returns the system that the environment names, such as Compose's, when it has workers; null otherwise */
async function systemElsewhere(): Promise<Stack | null> {
  const env = given(environment());
  if (!env.TEMPORAL_ADDRESS || !env.DATABASE_URL || !env.REDIS_URL) return null;
  if (!(await workersRun(readTemporalSettings(env)))) return null;
  const { REHEARSAL_SMS_URL: sms, REHEARSAL_MAIL_PAGE: mail } = readSimulators(env);
  return { env, pages: { ...(sms && { sms }), ...(mail && { mail }) } };
}

/** Runs `work` with a temporary folder. */
export async function withTemporaryHome<T>(work: (home: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'nuandong-'));
  try {
    return await work(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/** Which sample registers an empty database of our own gets. */
interface Samples {
  /** Only the one with this region at its top, if there is one. */
  top?: string;
}

/**
 * Starts the servers, the schema, the sample registers (only in our own database), and the app in this process.
 * @returns settings and pages; `stop` ends the app first and then exactly the servers started here
 */
export async function bringUpSystem(options: BringUp & Samples): Promise<Services & Stack> {
  const services = await bringUpServers(options);
  try {
    const env = readEnv(services.env);
    const [{ startApp }, { buildApp }] = await Promise.all([
      import('../../workers/app'),
      import('../../workers/console-app'),
    ]);
    await buildApp(options.log);
    // The code of this checkout must run, even an older state of it.
    await giveWorkToOwnBuild(env);
    const app = await startApp(env);
    const stop = async () => {
      await Promise.race([app.close(), pause(CLOSE_MS, undefined, { ref: false })]);
      await services.stop();
    };
    const pages = { ...consolePages(env.CONSOLE_PORT), ...services.pages };
    return { ...services, pages, ...(app.log && { log: app.log }), stop };
  } catch (error) {
    await services.stop();
    throw error;
  }
}

/**
 * Starts the servers, the schema, and, only in our own database, the sample registers: everything that an app needs.
 */
export async function bringUpServers({ top, ...options }: BringUp & Samples): Promise<Services> {
  // A line for every request would hide the printed addresses.
  const services = await bringUp({ ...options, env: { LOG_LEVEL: 'warn', ...options.env } });
  try {
    await prepareDatabase(readEnv(services.env), async (sql) => {
      // A given database belongs to an organisation: it gets no invented villages.
      if (!given(options.env).DATABASE_URL) await loadFirstSamples(sql, { log: options.log, top });
    });
    return services;
  } catch (error) {
    await services.stop();
    throw error;
  }
}

export function consolePages(port: number): Pages {
  const console = `http://127.0.0.1:${port}`;
  return { console, queues: `${console}/queues` };
}

/** Loads the samples only into an empty register, never into an organisation's own. */
async function loadFirstSamples(
  sql: Sql,
  { log, top }: Pick<BringUp, 'log'> & { top: string | undefined },
): Promise<void> {
  if ((await topRegions(sql)).length > 0) return;
  log('Loading the sample registers of the shipped campaigns …');
  if (top !== undefined) await loadSamples(sql, { top });
  if ((await topRegions(sql)).length === 0) await loadSamples(sql);
}
