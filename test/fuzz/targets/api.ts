import pino from 'pino';
import type { Console } from '../../../console/shell/context';
import { buildApp } from '../../../console/shell/server';
import type { Sql } from '../../../store/db/db';
import { linkToken } from '../../../store/round/links';
import { BEARER, consoleEnv, fakeClient } from '../../support/servers/console';
import { mutatedValue } from '../mutate/json';
import type { Random } from '../mutate/random';
import type { Outcome, Target, Targets } from '../target';
import { requestsOf, type Wish } from './api-requests';

/** A request came as far as the database, which is not there: the border has taken it. */
class NoDatabase extends Error {
  override name = 'NoDatabase';
}

/** A database that says so at the first question, and not before. */
function noDatabase(): Sql {
  const later = (): object => ({
    // biome-ignore lint/suspicious/noThenProperty: a query of this driver begins when it is waited for
    then: (_: unknown, fail?: (error: Error) => unknown) => Promise.reject(new NoDatabase()).catch(fail),
    catch: (fail: (error: Error) => unknown) => Promise.reject(new NoDatabase()).catch(fail),
    finally: (last: () => void) => Promise.reject(new NoDatabase()).finally(last),
    cursor: () => {
      throw new NoDatabase();
    },
  });
  const sql: Sql = new Proxy(later, {
    has: () => true,
    get: (_, name) =>
      name === 'begin' || name === 'savepoint' || name === 'reserve'
        ? async (...given: unknown[]) => (given.at(-1) as (inside: Sql) => unknown)(sql)
        : later,
  }) as unknown as Sql;
  return sql;
}

/** Every route of the console, with an administrator's token and a village's link, up to the database. */
async function api(): Promise<Target> {
  const failures: Error[] = [];
  const log = pino({ level: 'error', hooks: { logMethod: ([given]) => note(given, failures) } }, { write() {} });
  const env = consoleEnv();
  const sql = noDatabase();
  const console: Console = {
    env,
    sql,
    phones: sql,
    client: fakeClient(),
    log,
    queues: [],
    hooks: [],
    rehearsals: null,
    hear: null,
    feeds: [],
  };
  const { app } = await buildApp(console, { tell() {}, settled: async () => {} });
  const wishes = requestsOf((await app.inject({ url: '/openapi.json', headers: BEARER })).json());
  return {
    corpus: wishes.map((wish) => Buffer.from(JSON.stringify(wish))),
    mutate: (random, nasty) => {
      const wish = random.pick(wishes);
      const others = wishes.map(({ body }) => body);
      const changed = (given: unknown) => mutatedValue(given, random, nasty, others);
      const raw = wish.body !== undefined && random.oneIn(20) ? cutJson(wish.body, random) : undefined;
      const part = random.below(8);
      return Buffer.from(
        JSON.stringify({
          ...wish,
          ...(part === 0 && { query: changed(wish.query) }),
          ...(part === 1 && { params: changed(wish.params) }),
          ...(part > 1 && wish.body !== undefined && { body: changed(wish.body) }),
          ...(raw !== undefined && { raw }),
          link: random.below(1e9),
        }),
      );
    },
    async feed(input): Promise<Outcome> {
      failures.length = 0;
      const wish = JSON.parse(String(input)) as Wish & { link?: number; raw?: string };
      const token = linkToken(env.LINK_SECRET, wish.link ?? 1);
      const { statusCode } = await app.inject(requestOf(wish, token));
      const [failure] = failures;
      if (failure && failure.name !== 'NoDatabase') throw failure;
      if (statusCode >= 500 && statusCode !== 503 && !failure)
        throw new Error(`${wish.method} ${wish.path} answered ${statusCode}`);
      return failure || statusCode < 400 || statusCode === 503 ? 'accepted' : 'refused';
    },
    close: () => app.close(),
  };
}

const cutJson = (body: unknown, random: Random): string => {
  const text = JSON.stringify(body) ?? '';
  return text.slice(0, random.below(text.length + 1));
};

function note(given: unknown, failures: Error[]): void {
  const error: unknown = typeof given === 'object' && given !== null && 'err' in given ? given.err : null;
  if (error instanceof Error) failures.push(error);
}

function requestOf({ method, path, params, query, body, raw }: Wish & { raw?: string }, token: string) {
  const told = (value: unknown): string =>
    encodeURIComponent(
      (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).slice(0, 2000).replace(/\p{Cs}/gu, '?'),
    );
  const values = { ...Object(params), token } as Record<string, unknown>;
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => told(values[name] ?? '1') || '0');
  const asked = Object.entries(Object(query)).map(([name, value]) => `${told(name)}=${told(value)}`);
  const payload = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  return {
    method,
    url: asked.length > 0 ? `${filled}?${asked.join('&')}` : filled,
    headers: { ...BEARER, ...(payload !== undefined && { 'content-type': 'application/json' }) },
    ...(payload !== undefined && { payload }),
  };
}

export const targets: Targets = { api };
