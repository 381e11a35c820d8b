import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { ROOT } from '../../config/root';
import { bringUp, type Stack } from '../../services/stack';
import { connect, type Sql } from '../../store/db/db';
import { prepareDatabase } from '../../store/db/prepare';
import { writeMessages } from '../../store/message/write';
import { enterPeople, posts } from '../support/campaigns/people';
import { tinyDefinition } from '../support/campaigns/tiny';
import { emptyTables } from '../support/servers/empty-tables';
import { type Smsc, startSmsc } from '../support/servers/smsc';
import { type Gate, openGate } from './gate';
import { type ChaosGateway, startChaosGateway } from './gateway';

const OPENS = '2026-12-01T01:00:00.000Z';
/** No message expires in these scenarios, so a loss is always a fault. */
const VALID_UNTIL = '2026-12-31T00:00:00.000Z';
const CAMPAIGN = '2026-chaos';
const ROUND = `campaign/${CAMPAIGN}/survey/C`;

/** Servers of its own that may be broken on purpose, a gateway, and delivery processes that may be killed. */
export interface ChaosStage {
  sql: Sql;
  gateway: ChaosGateway;
  /** The same for SMPP. */
  smsc: Smsc;
  /** How often one of the two has taken a message, by its number. */
  timesTaken(message: string): number;
  /** Writes so many messages to so many villages, as a rung does. */
  write(count: number): Promise<void>;
  startWorker(provider?: 'http' | 'smpp'): ChildProcess;
  /** Starts a worker in place of the killed ones, after their messages and jobs are free: see {@link letGoOf}. */
  takeOver(provider?: 'http' | 'smpp'): Promise<void>;
  /** SIGKILL. */
  kill(worker: ChildProcess): Promise<void>;
  clockAt(at: string): Promise<void>;
  flushRedis(): Promise<void>;
  restartRedis(): Promise<void>;
  restartPostgres(): Promise<void>;
  /** Empties the outbox for the next scenario. */
  clear(): Promise<void>;
  close(): Promise<void>;
}

/** @param home an empty folder for the servers' data */
export async function openChaosStage(home: string): Promise<ChaosStage> {
  const gateway = await startChaosGateway();
  const smsc = await startSmsc();
  const postgresHome = join(home, 'postgres');
  const redisHome = join(home, 'redis');
  let postgres = await start(postgresHome, 'postgres');
  let redis = await start(redisHome, 'redis');
  const crew = await start(join(home, 'crew'));
  const gates = {
    postgres: await openGate(portOf(postgres.env.DATABASE_URL)),
    redis: await openGate(portOf(redis.env.REDIS_URL)),
  };
  const env = {
    ...process.env,
    ...settingsOf(gateway.url),
    REHEARSAL_SMPP_URL: smsc.url,
    DATABASE_URL: through(postgres.env.DATABASE_URL, gates.postgres),
    REDIS_URL: through(redis.env.REDIS_URL, gates.redis),
  };
  let workers: ChildProcess[] = [];
  const ownerUrl = through(postgres.env.DATABASE_OWNER_URL, gates.postgres);
  await prepareDatabase({ DATABASE_URL: env.DATABASE_URL, DATABASE_OWNER_URL: ownerUrl });
  let sql = connect(ownerUrl, { max: 6 });
  await writeCampaign(sql);

  async function kill(worker: ChildProcess): Promise<void> {
    workers = workers.filter((other) => other !== worker);
    if (worker.exitCode !== null || worker.signalCode !== null) return;
    const ended = new Promise((resolve) => worker.once('exit', resolve));
    worker.kill('SIGKILL');
    await ended;
  }

  function startWorker(provider: 'http' | 'smpp' = 'http'): ChildProcess {
    const worker = spawn(process.execPath, ['--import', 'tsx', 'workers/delivery.ts'], {
      cwd: ROOT,
      env: { ...env, SMS_PROVIDERS: provider },
      stdio: ['ignore', 'ignore', process.env.CHAOS_LOG ? 'inherit' : 'ignore'],
    });
    workers.push(worker);
    // The adopter ends a worker, not the servers, because these restart while the worker runs.
    crew.adopt('delivery', worker);
    return worker;
  }

  return {
    get sql() {
      return sql;
    },
    gateway,
    smsc,
    timesTaken: (message) => (gateway.taken.get(message) ?? 0) + timesBegun(smsc, message),
    write: (count) => tellVillages(sql, count),
    startWorker,
    async takeOver(provider) {
      await letGoOf({ sql, redisUrl: env.REDIS_URL, prefix: env.QUEUE_PREFIX });
      startWorker(provider);
    },
    kill,
    clockAt: async (at) => void (await sql`update campaigns set clock_at = ${at} where id = ${CAMPAIGN}`),
    async flushRedis() {
      const client = new Redis(env.REDIS_URL);
      await client.flushall();
      client.disconnect();
    },
    async restartRedis() {
      await redis.stop();
      redis = await start(redisHome, 'redis');
      gates.redis.leadTo(portOf(redis.env.REDIS_URL));
    },
    async restartPostgres() {
      await postgres.stop();
      postgres = await start(postgresHome, 'postgres');
      gates.postgres.leadTo(portOf(postgres.env.DATABASE_URL));
      await sql.end({ timeout: 1 });
      sql = connect(ownerUrl, { max: 6 });
    },
    async clear() {
      for (const worker of [...workers]) await kill(worker);
      await emptyTables(sql, 'messages', 'breakers', 'number_days');
      await sql`update campaigns set clock_at = ${OPENS}`;
      const client = new Redis(env.REDIS_URL);
      await client.flushall();
      client.disconnect();
      gateway.letGo();
      gateway.taken.clear();
      smsc.submitted.length = 0;
    },
    async close() {
      for (const worker of [...workers]) await kill(worker);
      await sql.end({ timeout: 1 });
      await Promise.all([
        gateway.stop(),
        smsc.stop(),
        gates.postgres.stop(),
        gates.redis.stop(),
        postgres.stop(),
        redis.stop(),
        crew.stop(),
      ]);
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/**
 * Frees the messages and jobs of dead workers without waiting: normally messages are given up after 90 s, and jobs are
 * taken over after 15 to 22 s. It ages the rows, and makes the queues look as if BullMQ had found the locks gone.
 */
async function letGoOf({ sql, redisUrl, prefix }: { sql: Sql; redisUrl: string; prefix: string }): Promise<void> {
  await sql`update messages set touched_at = touched_at - interval '5 minutes' where state = 'submitting'`;
  const client = new Redis(redisUrl);
  for (const active of await client.keys(`${prefix}:*:active`)) {
    const queue = active.replace(/:active$/, '');
    const jobs = await client.lrange(active, 0, -1);
    if (jobs.length === 0) continue;
    await client.sadd(`${queue}:stalled`, ...jobs);
    await client.del(`${queue}:stalled-check`, ...jobs.map((job) => `${queue}:${job}:lock`));
  }
  client.disconnect();
}

/** An SMS in parts counts by its first. */
const timesBegun = ({ submitted }: Smsc, message: string): number =>
  submitted.filter(({ reference, header }) => reference === message && (header === null || header[2] === 1)).length;

const start = (home: string, ...only: ('postgres' | 'redis')[]): Promise<Stack> =>
  bringUp({ home, env: {}, log: () => {}, only, temporary: true });

const portOf = (url: string | undefined): number => Number(new URL(url ?? '').port);

const through = (url: string | undefined, { port }: Gate): string =>
  Object.assign(new URL(url ?? ''), { port: String(port) }).href;

const settingsOf = (gateway: string) => ({
  TEMPORAL_ADDRESS: '127.0.0.1:1',
  QUEUE_PREFIX: `chaos-${randomBytes(4).toString('hex')}`,
  SMTP_URL: 'smtp://127.0.0.1:1',
  SMS_URL: gateway,
  REHEARSAL_SMTP_URL: 'smtp://127.0.0.1:1',
  REHEARSAL_SMS_URL: gateway,
  PUBLIC_URL: 'https://nd.example.org',
  LINK_SECRET: randomBytes(24).toString('hex'),
  PEOPLE_KEY: randomBytes(24).toString('hex'),
  API_TOKEN: randomBytes(24).toString('hex'),
  HOOK_SECRET: randomBytes(24).toString('hex'),
  LOG_LEVEL: 'warn',
});

async function writeCampaign(sql: Sql): Promise<void> {
  const definition = tinyDefinition({ scope: 'C' });
  await sql`insert into regions (code, level, kind, name, path) values ('C', 1, 'county', '乱县', 'C/')`;
  await sql`
    insert into campaigns (id, definition, plan, mode, clock_at, started_at)
    values (${CAMPAIGN}, ${sql.json(definition)}, '{}', 'rehearsal', ${OPENS}, ${OPENS})`;
  await sql`
    insert into rounds (id, campaign_id, key, stage, ask, form, unit_kind, area, opens_at, due_at, locks_at, state)
    values (${ROUND}, ${CAMPAIGN}, 'survey', 'survey', 'villages', 'count', 'village', 'C', ${OPENS}, ${VALID_UNTIL}, ${VALID_UNTIL}, 'open')`;
}

/** Every village gets its own number, so that caps do not interfere. */
async function tellVillages(sql: Sql, count: number): Promise<void> {
  await sql`
    insert into regions (code, parent_code, level, kind, name, path, position)
    select 'C' || v, 'C', 2, 'village', '村' || v, 'C/C' || v || '/', v from generate_series(1, ${count}) v
    on conflict do nothing`;
  await enterPeople(
    sql,
    sql`
    select code, 'contact', '甲', '199' || lpad(position::text, 8, '0'), null::text from regions
    where kind = 'village' and position <= ${count} and code not in (select region_code from duties)`,
  );
  await writeMessages(sql, {
    message: {
      key: sql`'chaos|' || c.id`,
      campaign_id: CAMPAIGN,
      round_id: ROUND,
      rung: 'chaos',
      kind: 'reminder',
      region_code: sql`c.region_code`,
      contact_id: sql`c.id`,
      channel: 'sms',
      template: 'reminder',
      send: 'first',
      ways: ['sms'],
      needed: 'always',
      valid_until: VALID_UNTIL,
      planned_at: OPENS,
    },
    from: sql`
    ${posts(sql)} c join regions g on g.code = c.region_code where g.kind = 'village' and g.position <= ${count}`,
  });
}
