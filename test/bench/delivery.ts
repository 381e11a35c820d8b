import { randomBytes } from 'node:crypto';
import { availableParallelism } from 'node:os';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createTransport } from 'nodemailer';
import pino from 'pino';
import { Agent } from 'undici';
import { progress } from '../../cli/output';
import { readEnv } from '../../config/env';
import { startDelivery } from '../../delivery/engine/worker';
import type { Channel } from '../../domain/campaign/plan';
import type { Queries, Sql } from '../../store/db/db';
import { claimMessages } from '../../store/message/outbox/claims';
import { assignLane } from '../../store/message/outbox/feeding';
import { settleMessages } from '../../store/message/outbox/settling';
import { writeMessages } from '../../store/message/write';
import { openRound } from '../../store/round/rounds';
import { enterPeople, posts } from '../support/campaigns/people';
import { tinyDefinition } from '../support/campaigns/tiny';
import { type OwnDatabase, onOwnDatabase } from './own-database';
import { endRole, startRole, withSinks } from './roles';
import { type Found, runBench } from './run';
import { until } from './until';

export interface Sizes {
  sms: number;
  email: number;
  claims: number;
  /** Waiting messages in the measurement of urgency and memory. */
  waiting: number;
}
const NOW = '2026-12-02T02:00:00.000Z';
const CAMPAIGN = 'bench';
const ROUND = 'campaign/bench/survey/B';
const UNCAPPED = { messages: 1_000_000, reminders: 1_000_000 };
const BATCH = 250;
const IN_HAND = 300;
const WARMING_UP = 2000;

/** Sending against bare clients on the same sinks, claiming and settling alone, an urgent message, and memory. */
export async function delivery({ json, ...sizes }: Sizes & { json: boolean }): Promise<void> {
  await runBench({ json }, (servers) =>
    withSinks((urls) => {
      const addresses = { SMTP_URL: urls.smtp, REHEARSAL_SMTP_URL: urls.smtp, REHEARSAL_SMS_URL: urls.sms };
      const settings = {
        LOG_LEVEL: 'silent' as const,
        SMS_PER_NUMBER_DAY: UNCAPPED.messages,
        SMS_REMINDERS_PER_NUMBER_DAY: UNCAPPED.reminders,
      };
      return onOwnDatabase(readEnv({ ...servers, ...addresses }), settings, async (own) => {
        await prepare(own.sql, sizes);
        return measure(own, urls, sizes);
      });
    }),
  );
}

async function measure(own: OwnDatabase, urls: { sms: string; smtp: string }, sizes: Sizes): Promise<Found> {
  progress('claiming and settling alone …');
  const claimSettlePerSecond = await claimAndSettle(own.sql, sizes.claims);
  progress('SMS …');
  const sms = {
    ...ratioOf(await bareSms(urls.sms, sizes.sms), await pipeline(own, 'sms', sizes.sms)),
    pooledPerSecond: await pooledSms(urls.sms, sizes.sms),
  };
  progress('e-mail …');
  const email = ratioOf(await bareEmail(urls.smtp, sizes.email), await pipeline(own, 'email', sizes.email));
  progress('an urgent message, and memory …');
  const figures = { email, sms, claimSettlePerSecond, ...(await behindMany(own, sizes.waiting)) };
  progress(JSON.stringify({ claimSettlePerSecond, urgentMs: figures.urgentMs, memoryMb: figures.memoryMb }));
  return {
    figures,
    table: {
      headers: ['', 'bare/s', 'pipeline/s', 'ratio'],
      rows: [
        ['SMS', sms.barePerSecond, sms.pipelinePerSecond, sms.ratio],
        ['e-mail', email.barePerSecond, email.pipelinePerSecond, email.ratio],
      ],
    },
  };
}

async function prepare(sql: Sql, sizes: Sizes): Promise<void> {
  const villages = Math.max(sizes.sms, sizes.email, sizes.claims, sizes.waiting);
  await sql`insert into regions values ('B', null, 1, 'county', '测', 'B/', 0)`;
  await sql`insert into regions select 'V' || v, 'B', 2, 'village', '村' || v, 'B/V' || v || '/', v from generate_series(1, ${villages}::int) v`;
  await enterPeople(
    sql,
    sql`
    select code, 'contact', '甲', '199' || lpad(position::text, 8, '0'), code || '@example.org'
    from regions where kind = 'village'`,
  );
  const definition = tinyDefinition({ scope: 'B' });
  await sql`
    insert into campaigns (id, definition, plan, mode, clock_at, started_at)
    values (${CAMPAIGN}, ${sql.json(definition)}, '{}', 'rehearsal', ${NOW}, ${NOW})`;
  const round = {
    key: 'survey',
    stage: 'survey',
    ask: 'villages',
    of: 'village' as const,
    form: 'count',
    opensAt: NOW,
    dueAt: '2026-12-10T16:00:00.000Z',
    locksAt: '2026-12-12T10:00:00.000Z',
    rungs: [],
    milestones: [],
  };
  await openRound(sql, { id: ROUND, campaign: CAMPAIGN, round, area: 'B' });
  await sql`insert into links (campaign_id, round_id, purpose, region_code, contact_id) select ${CAMPAIGN}, ${ROUND}, 'report', region_code, contact_id from duties`;
  await sql`analyze`;
}

function write(
  sql: Queries,
  { channel, count, urgent = false }: { channel: Channel; count: number; urgent?: boolean },
): Promise<number[]> {
  const rung = randomBytes(4).toString('hex');
  return writeMessages(sql, {
    message: {
      key: sql`${rung} || c.id`,
      campaign_id: CAMPAIGN,
      round_id: ROUND,
      rung,
      kind: 'reminder',
      region_code: sql`c.region_code`,
      contact_id: sql`c.id`,
      link_id: sql`l.id`,
      channel,
      template: 'reminder',
      shares: urgent ? null : 'owed',
      urgent,
      needed: 'silent',
      valid_until: '2026-12-12T10:00:00Z',
      planned_at: NOW,
    },
    from: sql`${posts(sql)} c join links l on l.contact_id = c.id order by c.id limit ${count}`,
  });
}

async function claimAndSettle(sql: Sql, count: number): Promise<number> {
  const ids = await write(sql, { channel: 'sms', count });
  await assignLane(sql, ids, 'rehearsal-http');
  const pages = Array.from({ length: Math.ceil(count / BATCH) }, (_, page) =>
    ids.slice(page * BATCH, (page + 1) * BATCH),
  );
  const seconds = await timed(() =>
    inHand(4, pages, async (page) => {
      const { claims } = await claimMessages(sql, page, { provider: 'http', caps: UNCAPPED });
      await settleMessages(
        sql,
        claims.map(({ id, token }) => ({
          id,
          token,
          event: 'accept',
          submitted: true,
          provider: 'http',
          ref: 'r',
          text: '测',
          segments: 1,
        })),
      );
    }),
  );
  await assertAccepted(sql, ids);
  return Math.round(count / seconds);
}

async function assertAccepted(sql: Sql, ids: number[]): Promise<void> {
  const states = await sql<{ state: string; reason: string; n: number }[]>`
    select state, reason, count(*)::int as n from messages where id = any(${ids}) group by 1, 2`;
  if (states.length !== 1 || states[0]?.state !== 'accepted')
    throw new Error(`Not all were accepted, the figure would be worthless: ${JSON.stringify(states)}`);
}

const SMS = {
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify({ phone: '19900000000', text: '测'.repeat(100), outId: '1', signature: '暖冬' }),
} as const;

/** The simplest client: Node's own `fetch`. */
async function bareSms(url: string, count: number): Promise<number> {
  const seconds = await timed(() =>
    inHand(IN_HAND, Array(count).fill(null), async () => void (await (await fetch(`${url}/send`, SMS)).json())),
  );
  return Math.round(count / seconds);
}

/** The fastest client, which delivery uses as well: the limit of the network alone. */
async function pooledSms(url: string, count: number): Promise<number> {
  const agent = new Agent({ connections: 64 });
  const seconds = await timed(() =>
    inHand(IN_HAND, Array(count).fill(null), async () => {
      const answer = await agent.request({ origin: url, path: '/send', ...SMS });
      await answer.body.json();
    }),
  );
  await agent.close();
  return Math.round(count / seconds);
}

async function bareEmail(url: string, count: number): Promise<number> {
  const transport = createTransport({ url, pool: true, maxConnections: 8, maxMessages: Number.POSITIVE_INFINITY });
  const mail = {
    from: 'a@example.org',
    to: 'b@example.org',
    subject: '测',
    text: '测'.repeat(200),
    html: '测'.repeat(400),
  };
  const seconds = await timed(() => inHand(IN_HAND, Array(count).fill(mail), (one) => transport.sendMail(one)));
  transport.close();
  return Math.round(count / seconds);
}

/** Delivery as it is deployed: processes of its own, here one for each core, which are awake when the clock starts. */
async function pipeline({ env, sql }: OwnDatabase, channel: Channel, count: number): Promise<number> {
  const processes = await Promise.all(Array.from({ length: availableParallelism() }, () => startRole('delivery', env)));
  try {
    await write(sql, { channel, count: WARMING_UP });
    await untilSettled(sql);
    const ids = await write(sql, { channel, count });
    const started = performance.now();
    await untilSettled(sql);
    const seconds = (performance.now() - started) / 1000;
    await assertAccepted(sql, ids);
    return Math.round(count / seconds);
  } finally {
    await Promise.all(processes.map(endRole));
  }
}

async function behindMany({ env, sql }: OwnDatabase, count: number) {
  const ids = await write(sql, { channel: 'sms', count });
  const running = await startDelivery({ env, sql, log: pino({ enabled: false }) });
  try {
    // Warms up, so that only growth is measured afterwards.
    await until('a tenth has gone', async () => (await waiting(sql)) <= count * 0.9);
    const start = memoryMb();
    const from = performance.now();
    const [urgent = 0] = await sql.begin((tx) => write(tx, { channel: 'sms', count: 1, urgent: true }));
    const gone = async () => (await sql`select 1 from messages where id = ${urgent} and state = 'accepted'`).length > 0;
    await until('the urgent message has gone', gone, { everyMs: 10 });
    const urgentMs = Math.round(performance.now() - from);
    await untilSettled(sql);
    await assertAccepted(sql, ids);
    return { urgentMs, memoryMb: { start, end: memoryMb() } };
  } finally {
    await running.close();
  }
}

/** @returns the memory after a garbage collection: before one, it varies by 200 MB. */
function memoryMb(): number {
  setFlagsFromString('--expose-gc');
  runInNewContext('gc')();
  const { heapUsed, external } = process.memoryUsage();
  return Math.round((heapUsed + external) / 1e6);
}

async function waiting(sql: Sql): Promise<number> {
  const [row] = await sql<{ n: number }[]>`
    select count(*)::int as n from messages where state in ('planned', 'queued', 'submitting', 'retry', 'held')`;
  return row?.n ?? 0;
}

async function untilSettled(sql: Sql): Promise<void> {
  // Uses the order of an index: counting all rows would take capacity of Postgres from the sending.
  const oneWaiting = () => sql`
    select 1 from messages where state in ('planned', 'queued', 'submitting', 'retry', 'held') order by touched_at limit 1`;
  await until('every message has gone', async () => (await oneWaiting()).length === 0, { everyMs: 200 });
}

/** Works on all, so many at once. */
async function inHand<T>(most: number, items: readonly T[], work: (item: T) => Promise<unknown>): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: most }, async () => {
      for (const item of left) await work(item);
    }),
  );
}

const ratioOf = (barePerSecond: number, pipelinePerSecond: number) => ({
  barePerSecond,
  pipelinePerSecond,
  ratio: Math.round((pipelinePerSecond / barePerSecond) * 100) / 100,
});

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return (performance.now() - start) / 1000;
}
