import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { giveWorkToOwnBuild, workersRun } from '../../client/builds';
import { readEnv, readSimulators, readTemporalSettings } from '../../config/env';
import { given } from '../../config/given';
import { type BringUp, bringUp, type Pages, type Stack as Services } from '../../services/stack';
import type { Sql } from '../../store/db/db';
import { prepareDatabase } from '../../store/db/prepare';
import { topRegions } from '../../store/people/regions';
import { loadSamples } from '../../store/people/tables/samples/samples';
import { environment } from '../environment';
import { progress } from '../output';
import { runningSystem } from './run-file';

/**
 * The app lets go of Redis by asking it, and would wait for ever for one that has died. With the time that servers have
 * (services/processes/roster.ts) it makes less than 10 s, which is what supervisors give.
 */
const CLOSE_MS = 5_000;

/** The whole running system: servers, workers and console. */
export type Stack = Pick<Services, 'env' | 'pages'>;

/**
 * Runs something on the whole system: the one of a running `npm start`, else the one whose addresses the environment
 * gives and whose workers run, else one that is brought up in a temporary folder and taken down afterwards, whatever
 * happens.
 */
export async function withStack<T>(work: (stack: Stack) => Promise<T>): Promise<T> {
  const running = runningSystem() ?? (await systemElsewhere());
  if (running) return work(running);
  return withTemporaryHome(async (home) => {
    progress('Nothing runs here (`npm start` would keep it running): bringing up what is needed …');
    const system = await bringUpSystem({
      home,
      env: { LOG_LEVEL: 'warn', ...environment() },
      log: progress,
      temporary: true,
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

/** Gives a folder that is gone afterwards. */
export async function withTemporaryHome<T>(work: (home: string) => Promise<T>): Promise<T> {
  const home = mkdtempSync(join(tmpdir(), 'nuandong-'));
  try {
    return await work(home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

/**
 * Brings up the servers, the schema, the sample registers (in a database of its own), and the app in this process.
 * @returns settings and pages; `stop` ends the app first and then exactly the servers started here
 */
export async function bringUpSystem(options: BringUp): Promise<Services> {
  const services = await bringUpServers(options);
  try {
    const env = readEnv(services.env);
    const [{ startApp }, { buildApp }] = await Promise.all([
      import('../../workers/app'),
      import('../../workers/console-app'),
    ]);
    await buildApp(options.log);
    // Whatever this checkout holds is what runs now, also an older state of it.
    await giveWorkToOwnBuild(env);
    const app = await startApp(env);
    const stop = async () => {
      await Promise.race([app.close(), pause(CLOSE_MS, undefined, { ref: false })]);
      await services.stop();
    };
    return { ...services, pages: { ...consolePages(env.CONSOLE_PORT), ...services.pages }, stop };
  } catch (error) {
    await services.stop();
    throw error;
  }
}

/**
 * Brings up the servers, the schema, and in a database of its own the sample registers: all that an app needs to run.
 */
export async function bringUpServers(options: BringUp): Promise<Services> {
  // A line for every request would bury the addresses that a person looks for.
  const services = await bringUp({ ...options, env: { LOG_LEVEL: 'warn', ...options.env } });
  try {
    await prepareDatabase(readEnv(services.env), async (sql) => {
      // A database that somebody gave is an organisation's own: invented villages have no place in it.
      if (!given(options.env).DATABASE_URL) await loadFirstSamples(sql, options.log);
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

/** The samples come into an empty register only: an organisation's own is never added to. */
async function loadFirstSamples(sql: Sql, log: (line: string) => void): Promise<void> {
  if ((await topRegions(sql)).length > 0) return;
  log('Loading the sample registers (a county, a city and a prefecture) …');
  await loadSamples(sql);
}
