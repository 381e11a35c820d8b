import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pino from 'pino';
import { type CampaignClient, connectClient } from '../../../client/campaigns';
import { type Env, readEnv } from '../../../config/env';
import type { Feed } from '../../../config/feeds';
import { compile } from '../../../domain/campaign/compile/compile';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Plan } from '../../../domain/campaign/plan';
import type { Instant } from '../../../domain/instant';
import { campaignWorkflowId } from '../../../domain/round/round';
import { ensureSearchAttributes } from '../../../services/search-attributes';
import { insertCampaign, moveClock } from '../../../store/campaign/campaigns';
import type { Sql } from '../../../store/db/db';
import { regionsUnder } from '../../../store/people/regions';
import { startTemporalWorker } from '../../../workers/temporal';
import { importTinyRegister } from '../campaigns/tiny';
import { testDatabase } from './database';

/** Workflows and activities on the real Temporal, Postgres and Redis, without delivery; for one test file. */
export interface Engine {
  env: Env;
  sql: Sql;
  client: CampaignClient;
  /** @param cut changes the plan before the start: into branches, which the register is too small for */
  start(definition: Definition, clockAt?: Instant, cut?: (plan: Plan) => Plan): Promise<SteppedCampaign>;
  stopWorker(): Promise<void>;
  /** @param changes of the settings, such as another build */
  startWorker(changes?: Partial<Env>): Promise<void>;
  close(): Promise<void>;
}

/** A campaign whose stepped clock the test moves. */
export interface SteppedCampaign {
  id: string;
  root: string;
  /** Moves every clock of the campaign to the instant and waits until all due work is done. */
  stepTo(at: Instant): Promise<void>;
  /** Adds workflows that were started from outside (alerts), so that their clocks move as well. */
  follow(workflows: readonly string[]): void;
  ended(): boolean;
}

const secret = (): string => randomBytes(20).toString('hex');

/** @param feeds for the worker to poll @param settings besides those of the tests */
export async function testEngine({
  feeds = [],
  settings = {},
}: {
  feeds?: readonly Feed[];
  settings?: Record<string, string>;
} = {}): Promise<Engine> {
  const database = await testDatabase();
  const { sql } = database;
  await importTinyRegister(sql);
  const name = `test-${randomBytes(6).toString('hex')}`;
  const reportsDir = await mkdtemp(join(tmpdir(), 'nuandong-test-'));
  const env = readEnv({
    SMTP_URL: 'smtp://127.0.0.1:1',
    SMS_URL: 'http://127.0.0.1:1',
    PUBLIC_URL: 'http://127.0.0.1:1',
    LINK_SECRET: secret(),
    PEOPLE_KEY: secret(),
    API_TOKEN: secret(),
    HOOK_SECRET: secret(),
    LOG_LEVEL: 'silent',
    ...process.env,
    DATABASE_URL: database.url,
    TASK_QUEUE: name,
    QUEUE_PREFIX: name,
    REPORTS_DIR: reportsDir,
    ...settings,
  });
  await ensureSearchAttributes(env.TEMPORAL_ADDRESS, env.TEMPORAL_NAMESPACE);
  const client = await connectClient(env, sql);
  const log = pino({ enabled: false });
  const newWorker = (changes: Partial<Env> = {}) =>
    startTemporalWorker(
      { ...env, ...changes },
      {
        sql,
        log,
        reportsDir,
        publicUrl: 'http://127.0.0.1:1',
        feeds,
        feedSettings: env.FEED_SETTINGS,
        answerWarnings: client.answerWarnings,
        steer: client.steer,
        startCases: client.startCases,
        cancelCases: client.cancelCases,
        postingsChanged: client.postingsChanged,
      },
    );
  let worker: Awaited<ReturnType<typeof newWorker>> | null = await newWorker();
  const campaigns: string[] = [];

  return {
    env,
    sql,
    client,
    async start(definition, clockAt, cut) {
      // Every campaign of a test file has a different id on the shared server.
      const campaign = `${definition.season}-${name}-${campaigns.length}`;
      campaigns.push(campaign);
      if (cut) {
        const plan = cut(compile({ definition, regions: await regionsUnder(sql, definition.scope), campaign }));
        const stored = { id: campaign, definition, plan, mode: 'rehearsal' as const, clockAt: clockAt ?? null };
        await insertCampaign(sql, stored);
      }
      await client.start({ definition, mode: 'rehearsal', campaign, by: null, ...(clockAt && { clockAt }) });
      return steppedCampaign(client, sql, campaign);
    },
    async stopWorker() {
      await worker?.close();
      worker = null;
    },
    async startWorker(changes) {
      worker ??= await newWorker(changes);
    },
    async close() {
      try {
        await Promise.all(campaigns.map((campaign) => client.terminate(campaign)));
      } finally {
        // Closes everything even after an error, so that Jest's worker can end.
        await worker?.close();
        await client.close();
        await database.drop();
        await rm(reportsDir, { recursive: true, force: true });
      }
    },
  };
}

function steppedCampaign(client: CampaignClient, sql: Sql, campaign: string): SteppedCampaign {
  const root = campaignWorkflowId(campaign);
  const followed = new Set<string>();
  let over = false;

  async function advance(workflow: string, at: Instant): Promise<void> {
    const answer = await client.advance(workflow, at);
    for (const started of answer.started) followed.add(started);
    // A run that continues as new answers that work is due now, and leaves the work to the next run.
    if (!answer.ended && answer.nextAt !== null && answer.nextAt <= at) return advance(workflow, at);
    if (!answer.ended) return;
    followed.delete(workflow);
    if (workflow === root) over = true;
  }

  return {
    id: campaign,
    root,
    ended: () => over,
    async stepTo(at) {
      await moveClock(sql, campaign, at);
      // Children before their parent; and again for workflows that were started, or told of an end, meanwhile.
      for (let turn = 0; turn < 2 && !over; turn++) {
        const known = new Set(followed);
        const inTurn = [...followed].sort((a, b) => b.split('/').length - a.split('/').length);
        for (const workflow of inTurn) if (workflow !== root) await advance(workflow, at);
        await advance(root, at);
        if ([...followed].some((workflow) => !known.has(workflow))) turn = -1;
      }
    },
    follow(workflows) {
      for (const workflow of workflows) followed.add(workflow);
    },
  };
}
