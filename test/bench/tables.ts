import { Agent } from 'node:http';
import { progress } from '../../cli/output';
import { readEnv } from '../../config/env';
import { MESSAGES } from '../../domain/table/shapes/messages';
import { CONTACTS } from '../../domain/table/shapes/register';
import type { Sql } from '../../store/db/db';
import { buildApp } from '../../workers/console-app';
import { call, percentile } from './calls';
import { prepareConsole } from './console';
import { measureEachPage } from './each-page';
import { onOwnDatabase } from './own-database';
import { fillList } from './people/filled-list';
import { endRole, startRole, untilUp } from './roles';
import { runBench } from './run';

const NOTHING_IS_SENT = { SMTP_URL: 'smtp://127.0.0.1:1', SMS_URL: 'http://127.0.0.1:1' };

/** Measures the console's tables and pages over many villages and messages: each sort and filter, and each page. */
export async function tablesBench({
  villages,
  messages,
  rows,
  json,
}: {
  villages: number;
  messages: number;
  /** Of a list. */
  rows: number;
  json: boolean;
}): Promise<void> {
  await runBench({ json }, (servers) =>
    onOwnDatabase(readEnv({ ...NOTHING_IS_SENT, ...servers }), { LOG_LEVEL: 'silent' }, async (own) => {
      await buildApp();
      const { url, campaign } = await prepareConsole(own, villages);
      const written = await multiply(own.sql, messages);
      await fillList(own, campaign, rows);
      const server = await startRole('console', own.env);
      try {
        await untilUp(own.env, server);
        const figures = {
          villages,
          messages: written,
          rows,
          ...(await tables({ url, token: own.env.API_TOKEN, campaign })),
          ...(await measureEachPage({ url, sql: own.sql, campaign })),
        };
        return { figures, table: { headers: ['', ''], rows: Object.entries(figures).map(shownLine) } };
      } finally {
        await endRole(server);
      }
    }),
  );
}

const shownLine = ([name, figure]: [string, unknown]): [string, string] => [
  name,
  typeof figure === 'object' ? JSON.stringify(figure) : String(figure),
];

/** More messages like those that are there, at other times and in other states. @returns how many there are then */
export async function multiply(sql: Sql, wanted: number): Promise<number> {
  const [{ n = 0 } = {}] = await sql<{ n: number }[]>`select count(*)::int as n from messages`;
  progress(`${wanted} messages …`);
  for (let copy = 1; copy < wanted / n; copy += 1)
    await sql.begin(async (tx) => {
      await tx`set local statement_timeout = '5min'`;
      await tx`
      insert into messages (key, campaign_id, round_id, rung, kind, region_code, contact_id, channel, template, needed,
                            valid_until, planned_at, state, reason)
      select key || ${`|${copy}`}, campaign_id, round_id, rung, kind, region_code, contact_id, channel, template, needed,
             valid_until, planned_at + make_interval(mins => ${copy}, secs => (id % 600)::int),
             case when id % 50 = 0 then 'failed' else 'delivered' end, case when id % 50 = 0 then 'undelivered' end
      from messages where id <= ${n}`;
    });
  await sql`vacuum analyze messages`;
  const [{ n: now = 0 } = {}] = await sql<{ n: number }[]>`select count(*)::int as n from messages`;
  return now;
}

interface Served {
  url: string;
  token: string;
  campaign: string;
}

/** The slowest of some readings of each: the first page, one far on, and each filter. */
async function tables({ url, token, campaign }: Served): Promise<Record<string, string>> {
  const agent = new Agent({ keepAlive: true });
  const headers = { authorization: `Bearer ${token}` };
  const ask = async (name: string, body: object) => {
    const start = performance.now();
    const { status, body: text } = await call(agent, `${url}/api/tables/${name}`, body, headers);
    if (status !== 200) throw new Error(`${name}: an answer of ${status} is no measurement: ${text}`);
    return { ms: performance.now() - start, next: (JSON.parse(text) as { next: string | null }).next };
  };
  const found: Record<string, string> = {};
  const cases: [string, string, object][] = [
    ...[MESSAGES, CONTACTS].flatMap(({ name, columns }) =>
      columns
        .filter(({ sorts }) => sorts)
        .flatMap(({ key }): [string, string, object][] => [
          [name, `${name} by ${key}`, { sort: key }],
          [name, `${name} by -${key}`, { sort: `-${key}` }],
        ]),
    ),
    ['messages', 'messages failed', { where: { state: 'failed' } }],
    ['messages', 'messages of a campaign and a day', { where: { campaign, plannedAt: '2026-12-01' } }],
    ['messages', 'messages to places named so', { where: { regionName: '新' } }],
    ['messages', 'messages to nobody', { where: { contact: '无此人' } }],
    ['messages', 'messages of a kind that is not there', { where: { says: 'reply-unclear' } }],
    ['contacts', 'contacts badly reached', { where: { reach: 'bad' } }],
    ['gaps', 'gaps', {}],
  ];
  for (const [name, label, body] of cases) {
    progress(label);
    const times: number[] = [];
    let after: string | null = null;
    for (let nr = 0; nr < 6; nr += 1) {
      const { ms, next } = await ask(name, { ...body, limit: 200, ...(after && { after }) });
      times.push(ms);
      after = next;
    }
    found[label] = `${Math.round(times[0] ?? 0)} ms, later pages ${Math.round(percentile(times.slice(1), 0.95))} ms`;
  }
  agent.destroy();
  return found;
}
