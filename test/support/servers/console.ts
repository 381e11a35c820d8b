import pino from 'pino';
import type { Env } from '../../../config/env';
import { readEnv } from '../../../config/env';
import type { ConsoleClient, ConsoleDependencies } from '../../../console/shell/context';
import { startConsole } from '../../../console/shell/server';
import type { RoutePermission } from '../../../console/shell/who';
import { smsHooks } from '../../../delivery/inbound/hooks';
import type { CaseStart } from '../../../domain/case/life';
import type { Touched } from '../../../domain/warning/feed/changes';
import type { Sql } from '../../../store/db/db';
import { TEST_SECRET } from '../campaigns/campaign';

export const API_TOKEN = 'the API token of the tests';
export const HOOK_SECRET = 'the-hook-secret-of-the-tests';

/** A client for tests that are not about Temporal: it gives prepared answers and records the calls. */
export interface FakeClient extends ConsoleClient {
  started: Parameters<ConsoleClient['start']>[0][];
  steered: Parameters<ConsoleClient['steer']>[0][];
  told: string[];
  cases: CaseStart[];
  posted: Parameters<ConsoleClient['startPosting']>[0][];
  warned: Touched[];
}

export function fakeClient(over: Partial<ConsoleClient> = {}): FakeClient {
  const fake: FakeClient = {
    started: [],
    steered: [],
    told: [],
    cases: [],
    posted: [],
    warned: [],
    async start(request) {
      fake.started.push(request);
      return { campaign: '2026-tiny', workflowId: 'campaign/2026-tiny', joined: false };
    },
    async steer(request) {
      fake.steered.push(request);
      return { warnings: [] };
    },
    async answerWarnings(_, touched) {
      fake.warned.push(...touched);
      return [];
    },
    async startCases(starts) {
      fake.cases.push(...starts);
    },
    async caseAnswered(workflow) {
      fake.told.push(workflow);
    },
    async startPosting(start) {
      fake.posted.push(start);
    },
    async postingsChanged(workflows) {
      fake.told.push(...workflows);
      return [];
    },
    async reportArrived(round) {
      fake.told.push(round);
    },
    readable: async (payloads) => [...payloads],
    async ping() {},
    ...over,
  };
  return fake;
}

export function consoleEnv(over: Record<string, string> = {}): Env {
  return readEnv({
    TEMPORAL_ADDRESS: '127.0.0.1:1',
    REDIS_URL: 'redis://127.0.0.1:1',
    DATABASE_URL: 'postgres://127.0.0.1:1/none',
    SMTP_URL: 'smtp://127.0.0.1:1',
    SMS_URL: 'http://127.0.0.1:1',
    PUBLIC_URL: 'http://127.0.0.1:1',
    LINK_SECRET: TEST_SECRET,
    PEOPLE_KEY: TEST_SECRET,
    API_TOKEN,
    HOOK_SECRET,
    CONSOLE_PORT: '0',
    ...over,
  });
}

export interface TestConsole {
  url: string;
  client: FakeClient;
  routes: RoutePermission[];
  /** Every line that was logged. */
  logged: string[];
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  /** Sends a form as a browser does. */
  submit(path: string, fields: Record<string, string>, headers?: Record<string, string>): Promise<Response>;
  /** Sends JSON as an administrator's program does. */
  send(path: string, body: unknown, headers?: Record<string, string>): Promise<Response>;
  close(): Promise<void>;
}

export const BEARER = { authorization: `Bearer ${API_TOKEN}` };
const BROWSER = { accept: 'text/html,application/xhtml+xml' };

/** The console on a port of its own, over a real database and a fake client. */
export async function testConsole(
  sql: Sql,
  { client = fakeClient(), env = consoleEnv(), ...rest }: Partial<ConsoleDependencies> & { client?: FakeClient } = {},
): Promise<TestConsole> {
  const logged: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line) => logged.push(line) });
  const hooks = smsHooks({ sql, env, log });
  const server = await startConsole({ env, sql, client, log, hooks, ...rest });
  const request = (path: string, init: RequestInit) =>
    fetch(new URL(path, server.url), { redirect: 'manual', ...init });
  return {
    url: server.url,
    routes: server.routes,
    client,
    logged,
    get: (path, headers = BROWSER) => request(path, { headers }),
    submit: (path, fields, headers = BROWSER) =>
      request(path, { method: 'POST', headers, body: new URLSearchParams(fields) }),
    send: (path, body, headers = {}) =>
      request(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      }),
    close: () => server.close(),
  };
}

/** @returns the JSON of an answer of the API; the test knows its shape. */
export const jsonOf = async <Body>(answer: Response | Promise<Response>): Promise<Body> =>
  (await (await answer).json()) as Body;
