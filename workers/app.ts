import type { CampaignClient } from '../client/campaigns';
import { type Env, ROLES, type Role } from '../config/env';
import { createLogger, type LogHeard, logHeard } from '../config/log';
import { startTracing } from '../config/tracing';
import { startPace } from '../delivery/engine/pace';
import { connect } from '../store/db/db';
import { refuseOldSchema } from '../store/db/migrate';
import { openKeyring } from '../store/people/sealed/keyring';
import { peopleKey } from '../store/people/sealed/people-key';
import type { Ground, RunningRole } from './roles/ground';

/** Enough for sixteen activities at once, and for console and delivery when all run in one process. */
const DATABASE_CONNECTIONS = 24;

/**
 * How long one statement may take (ms). A person waits for a statement of the console; a workflow's may read a whole
 * campaign. Where roles share a process, the longest limit holds.
 */
const STATEMENT_MS: Record<Role, number> = { console: 30_000, delivery: 60_000, workflows: 300_000 };

/** In the order in which they start. Read when they start: all of them together are twice the memory of one. */
const STARTS: Record<Role, (ground: Ground) => Promise<RunningRole>> = {
  workflows: async (ground) => (await import('./roles/workflows')).startWorkflows(ground),
  delivery: async (ground) => (await import('../delivery/engine/worker')).startDelivery(ground),
  console: async (ground) => (await import('./roles/console')).startConsoleRole(ground),
};

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
  let opened: Promise<CampaignClient> | undefined;
  const client = () => {
    opened ??= import('../client/campaigns').then(async ({ connectClient }) => {
      const client = await connectClient(env, sql);
      closers.push(() => client.close());
      return client;
    });
    return opened;
  };
  try {
    await refuseOldSchema(sql);
    // A wrong key is told now, not to the first village that hands in a list.
    if (roles.includes('console')) await openKeyring(sql, peopleKey(env.PEOPLE_KEY));
    const tracing = await startTracing(env);
    closers.push(() => tracing.close());
    const pace = startPace({ sql, url: env.DATABASE_URL, log });
    closers.push(() => pace.stop());
    const ground = { env, sql, log, heard, pace, client, buildsApp, alone: roles.length === 1 };
    for (const role of Object.keys(STARTS) as Role[]) {
      if (!roles.includes(role)) continue;
      const { ill, close: end } = await STARTS[role](ground);
      if (ill) ills.push(ill);
      closers.push(end);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return { log: heard, ill: () => ills.flatMap((ill) => ill()), close };
}
