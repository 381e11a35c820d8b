import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CampaignClient, connectClient } from '../../../client/campaigns';
import { type Env, readEnv } from '../../../config/env';
import { hookSecret, SIMULATOR } from '../../../config/hook-secrets';
import type { LogHeard } from '../../../config/log';
import { bringUp } from '../../../services/stack';
import type { Sql } from '../../../store/db/db';
import { startApp } from '../../../workers/app';
import { testDatabase } from '../servers/database';

/**
 * The whole of Nuandong, as `npm start` runs it, for one test file: its own database, queues, simulators and console.
 */
export interface Stage {
  env: Env;
  sql: Sql;
  client: CampaignClient;
  /** Web addresses of the SMS simulator and the mail catcher. */
  simulators: { sms: string; mail: string };
  /** The console, and the secret of its hooks. */
  hooks: { url: string; secret: string };
  apiToken: string;
  redis: { url: string; prefix: string };
  log: LogHeard;
  close(): Promise<void>;
}

export async function testStage(): Promise<Stage> {
  const database = await testDatabase();
  const home = await mkdtemp(join(tmpdir(), 'nuandong-test-'));
  const name = `test-${randomBytes(6).toString('hex')}`;
  // The console of each stage has its own port, not the one from the tests' environment.
  const { CONSOLE_PORT: _, PUBLIC_URL: __, ...outside } = process.env;
  const stack = await bringUp({
    home,
    env: {
      LOG_LEVEL: 'silent',
      ...outside,
      DATABASE_URL: database.url,
      DATABASE_OWNER_URL: database.ownerUrl,
      TASK_QUEUE: name,
      QUEUE_PREFIX: name,
    },
    log: () => {},
    temporary: true,
  });
  const env = readEnv(stack.env);
  const app = await startApp(env);
  const client = await connectClient(env, database.sql);
  const { sms, mail } = stack.pages;
  if (!sms || !mail || !app.log) throw new Error('The simulators did not come up');
  return {
    env,
    sql: database.sql,
    client,
    simulators: { sms, mail },
    hooks: { url: env.PUBLIC_URL, secret: hookSecret(env, SIMULATOR) },
    apiToken: env.API_TOKEN,
    redis: { url: env.REDIS_URL, prefix: env.QUEUE_PREFIX },
    log: app.log,
    async close() {
      await client.close();
      await app.close();
      await stack.stop();
      await database.drop();
      await rm(home, { recursive: true, force: true });
    },
  };
}
