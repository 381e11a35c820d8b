import { Agent, get, type IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { progress } from '../../../cli/output';
import type { Sql } from '../../../store/db/db';
import { signIn } from '../../support/accounts';
import { call, percentile } from '../calls';
import type { OwnDatabase } from '../own-database';

/** As the page: news may come faster than a person can read. */
const NEWS_EVERY_MS = 1000;
/** As a browser has to one server, the stream among them. */
const SOCKETS = 6;
const AS_A_BROWSER = { 'accept-encoding': 'gzip, deflate, br' };

interface Looked {
  officers: number;
  /** Of the answers that the pages have read. */
  looks: number;
  lookP95Ms: number;
  /** Answered by something else, or not at all. */
  looksRefused: number;
}

/**
 * Officers of counties keep the campaign's page open during the work, each with an account of their own: a stream of
 * news, and at news the page reads its figures, its tree and its curve again (console/app/campaign).
 */
export async function whileWatched<T>(
  { env, sql }: OwnDatabase,
  { campaign, officers }: { campaign: string; officers: number },
  work: () => Promise<T>,
): Promise<T & Looked> {
  const url = `${env.PUBLIC_URL}/api/campaigns/${campaign}`;
  progress(`${officers} officers open the campaign …`);
  const counties = await placesOf(sql);
  const cookies = [];
  for (let nth = 0; nth < officers; nth += 1)
    cookies.push((await signIn(sql, 'county-officer', counties[nth % counties.length] ?? null)).cookie);
  const seen: Seen = { times: [], refused: 0 };
  const pages = await Promise.all(cookies.map((cookie) => openPage({ url, cookie, seen })));
  try {
    const done = await work();
    const { times, refused } = seen;
    return { ...done, officers, looks: times.length, lookP95Ms: percentile(times, 0.95), looksRefused: refused };
  } finally {
    for (const page of pages) page.close();
  }
}

/** @returns counties, or the top where there is none */
async function placesOf(sql: Sql): Promise<string[]> {
  const rows = await sql<{ code: string }[]>`
    select code from regions where kind = 'county' or parent_code is null order by kind = 'county' desc, code`;
  const counties = rows.slice(0, -1);
  return (counties.length > 0 ? counties : rows).map(({ code }) => code);
}

/** What all pages have seen. */
interface Seen {
  times: number[];
  refused: number;
}

interface Opening {
  url: string;
  cookie: { cookie: string };
  seen: Seen;
}

/**
 * A page that is read once when it is opened, and again at news, one reading at a time, of what it does not have yet
 * (console/app/use-data.ts).
 */
async function openPage({ url, cookie, seen }: Opening): Promise<{ close(): void }> {
  const agent = new Agent({ keepAlive: true, maxSockets: SOCKETS });
  const had = new Map<string, string>();
  let news = false;
  let reading = false;
  let closed = false;
  const look = async (part: string): Promise<void> => {
    const begun = performance.now();
    const headers = { ...cookie, ...AS_A_BROWSER, 'if-none-match': had.get(part) ?? '' };
    const answer = await call(agent, `${url}/${part}`, undefined, headers).catch(() => null);
    if (closed) return;
    if (answer?.status !== 200 && answer?.status !== 304) {
      seen.refused += 1;
      return;
    }
    seen.times.push(performance.now() - begun);
    had.set(part, answer.tag);
  };
  const read = async (): Promise<void> => {
    if (reading) return;
    reading = true;
    do {
      news = false;
      await Promise.all(['progress', 'regions', 'curve'].map(look));
      await pause(NEWS_EVERY_MS);
    } while (news && !closed);
    reading = false;
  };
  const stream = await openStream(url, agent, cookie);
  stream.setEncoding('utf8').on('data', (text: string) => {
    if (!text.includes('event: changed')) return;
    news = true;
    void read();
  });
  await read();
  return {
    close() {
      closed = true;
      stream.destroy();
      agent.destroy();
    },
  };
}

/** @throws Error when the server refuses it */
const openStream = (url: string, agent: Agent, headers: Record<string, string>): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    get(`${url}/events`, { agent, headers }, (answer) => {
      answer.on('error', () => {});
      if (answer.statusCode === 200) resolve(answer);
      else reject(new Error(`A stream was answered by ${answer.statusCode}.`));
    }).on('error', reject);
  });
