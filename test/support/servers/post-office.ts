import { randomBytes } from 'node:crypto';
import pino from 'pino';
import { type Env, readEnv } from '../../../config/env';
import { perJobOf, standingLanes } from '../../../delivery/engine/lanes';
import { createOutbox, type Outbox } from '../../../delivery/engine/outbox';
import type { Sweeping } from '../../../delivery/engine/sweeper';
import { createTransports } from '../../../delivery/engine/transports';
import { startDelivery } from '../../../delivery/engine/worker';
import { type SmsHook, smsHooks } from '../../../delivery/inbound/hooks';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Instant } from '../../../domain/instant';
import { roundsInAreas } from '../../../domain/round/round';
import { serve } from '../../../services/http-server';
import { type CaughtMail, type MailCatcher, startMailCatcher } from '../../../services/mail-catcher';
import { type SimulatedSms, type SmsSimulator, startSmsSimulator } from '../../../services/sms-simulator';
import type { Sql } from '../../../store/db/db';
import { assignLane } from '../../../store/message/outbox/feeding';
import { climbRung } from '../../../store/round/rungs';
import { type OpenCampaign, openCampaign, TEST_SECRET } from '../campaigns/campaign';
import { shanghai } from '../campaigns/tiny';
import { eventually } from '../eventually';
import { testDatabase } from './database';

/**
 * Postgres, Redis, a mail catcher and two SMS gateways (one "live", one for rehearsals), and a campaign to write to.
 */
export interface PostOffice {
  env: Env;
  sql: Sql;
  outbox: Outbox;
  campaign: OpenCampaign;
  gateway: SmsSimulator;
  mailbox: MailCatcher;
  /** Starts a delivery process; all of them end with `close`. */
  deliver(changes?: Partial<Env>): Promise<{ close(): Promise<void> }>;
  /** Writes the messages of a rung as the workflow's activity does; a delivery process takes them from there. */
  write(rung: string, how?: { at?: Instant; round?: string }): Promise<Row[]>;
  /** Marks rows as handed to the queue, without a job, so that they can be claimed by hand. */
  queue(ids: readonly number[]): Promise<void>;
  /** Where platforms and the simulator push to. */
  hook(path: SmsHook['path'], provider: string, what: SmsHook['what']): SmsHook;
  /** The arguments of a sweeper. */
  sweeping: Sweeping;
  rows(): Promise<Row[]>;
  /** Waits until every row is in one of the states. */
  settled(...states: string[]): Promise<Row[]>;
  texts(): Promise<SimulatedSms[]>;
  /** @returns the SMS that reached the gateway of live campaigns. */
  liveTexts(): Promise<SimulatedSms[]>;
  mails(): Promise<CaughtMail[]>;
  close(): Promise<void>;
}

export interface Row {
  id: number;
  channel: 'sms' | 'email';
  region: string;
  kind: string;
  state: string;
  reason: string | null;
  code: string | null;
  attempts: number;
  token: string | null;
  releaseAt: Instant | null;
  text: string | null;
  segments: number | null;
  submittedAt: Instant | null;
}

const fetchJson = async <T>(url: string): Promise<T> => (await (await fetch(url)).json()) as T;

/** The campaign's clock stands at the opening of its rounds; it has one when no definition is given. */
export async function openPostOffice({ definition }: { definition?: Definition } = {}): Promise<PostOffice> {
  const database = await testDatabase();
  const { sql } = database;
  const campaign = await openCampaign(sql, { now: shanghai('12-01 08:00'), ...(definition && { definition }) });
  const log = pino({ enabled: false });
  let hooks: SmsHook[] = [];
  const pushed =
    (path: SmsHook['path']) =>
    async ({ body, url }: { body: string; url: URL }) => {
      const hook = hooks.find((one) => one.path === path && one.provider === 'http' && one.what === 'receipts');
      if (!hook) throw new Error('There is no hook for the generic gateway');
      return { body: await hook.take(JSON.parse(body), { headers: {}, url: url.href }) };
    };
  const receipts = await serve({
    port: 0,
    routes: { 'POST /simulator/receipts': pushed('simulator'), 'POST /sms/receipts': pushed('sms') },
  });
  const gateway = await startSmsSimulator({ port: 0, hooks: (_, what) => `${receipts.url}/simulator/${what}` });
  const live = await startSmsSimulator({ port: 0, hooks: (_, what) => `${receipts.url}/sms/${what}` });
  const mailbox = await startMailCatcher({ smtpPort: 0, httpPort: 0 });
  const env = readEnv({
    ...process.env,
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    DATABASE_URL: database.url,
    QUEUE_PREFIX: `test-${randomBytes(6).toString('hex')}`,
    SMTP_URL: mailbox.smtpUrl,
    SMS_URL: live.url,
    REHEARSAL_SMTP_URL: mailbox.smtpUrl,
    REHEARSAL_SMS_URL: gateway.url,
    PUBLIC_URL: 'https://nd.example.org',
    LINK_SECRET: TEST_SECRET,
    PEOPLE_KEY: TEST_SECRET,
    API_TOKEN: 'a token of the tests',
    HOOK_SECRET: 'a secret of the tests',
    LOG_LEVEL: 'silent',
  });
  hooks = smsHooks({ sql, env, log });
  const lanes = standingLanes(env);
  const outbox = createOutbox({ redisUrl: env.REDIS_URL, prefix: env.QUEUE_PREFIX, perJob: perJobOf(env), lanes });
  const inbound = () => ({ receipts: () => Promise.resolve(), replies: () => Promise.resolve() });
  const sweeping: Sweeping = { sql, outbox, serve: () => {}, transports: createTransports(env, inbound), log };
  const processes: { close(): Promise<void> }[] = [];
  const rounds = roundsInAreas(campaign.plan);

  async function write(id: string, { at, round: key }: { at?: Instant; round?: string } = {}): Promise<Row[]> {
    const found = rounds.find(({ round }) => key === undefined || round.key === key);
    const round = found?.id;
    const rungs = found?.round.rungs ?? [];
    const rung = rungs.find((candidate) => candidate.id === id);
    if (!rung || !round)
      throw new Error(`There is no rung ${id}; there are ${rungs.map((known) => known.id).join(', ')}`);
    const now = at ?? rung.at;
    await campaign.at(now);
    await sql.begin((tx) => climbRung(tx, { campaign: campaign.id, round, rung, now, today: now.slice(0, 10) }));
    return rows();
  }

  const rows = (): Promise<Row[]> => sql<Row[]>`
    select id, channel, region_code as region, kind, state, reason, provider_code as code, attempts, token,
           release_at as "releaseAt", text, segments, submitted_at as "submittedAt" from messages order by id`;

  return {
    env,
    sql,
    outbox,
    campaign,
    gateway,
    mailbox,
    write,
    queue: async (ids) => void (await assignLane(sql, ids, 'rehearsal-http')),
    sweeping,
    hook(path, provider, what) {
      const found = smsHooks({ sql, env, log }).find(
        (one) => one.path === path && one.provider === provider && one.what === what,
      );
      if (!found) throw new Error(`There is no hook /${path}/${provider}/${what}`);
      return found;
    },
    rows,
    async deliver(changes = {}) {
      const started = await startDelivery({ env: { ...env, ...changes }, sql, log });
      processes.push(started);
      return started;
    },
    settled: (...states) =>
      eventually(async () => {
        const found = await rows();
        const others = found
          .filter(({ state }) => !states.includes(state))
          .map(({ id, state, reason }) => `${id} ${state} ${reason ?? ''}`);
        if (found.length === 0 || others.length > 0)
          throw new Error(`Not ${states.join(' or ')}: ${others.join(', ')}`);
        return found;
      }),
    texts: () => fetchJson(`${gateway.url}/messages`),
    liveTexts: () => fetchJson(`${live.url}/messages`),
    mails: () => fetchJson(`${mailbox.url}/messages`),
    async close() {
      for (const started of processes) await started.close();
      for (const queue of outbox.queues()) await queue.obliterate({ force: true });
      await sweeping.transports.close();
      await outbox.close();
      await Promise.all([gateway.stop(), live.stop(), mailbox.stop(), receipts.stop()]);
      await database.drop();
    },
  };
}
