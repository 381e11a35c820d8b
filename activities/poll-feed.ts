import type { Logger } from 'pino';
import { type Feed, headersOf, MissingSecret, pagesOf } from '../config/feeds';
import type { Instant } from '../domain/instant';
import type { Touched } from '../domain/weather/changes';
import type { Sql } from '../register/db';
import { feedAnswered, feedFailed, feedState, type PageState, watchSilence } from '../register/feeds';
import { receiveWarnings } from '../register/warnings';
import { expireWarnings, tellTouched } from '../register/weather-events';
import { FetchFailed, fetchFeed } from '../weather/fetch';
import { readWarnings } from '../weather/read';

/** What polling is given. */
export interface WeatherDependencies {
  sql: Sql;
  log: Logger;
  feeds: readonly Feed[];
  /** Starts or signals what follows a warning; returns the ids of the workflows. */
  answerWarnings(scope: string, touched: readonly Touched[]): Promise<string[]>;
}

/** What a poll came to; counts only. */
export interface Polled {
  outcome: 'answered' | 'failed' | 'waiting' | 'unknown-feed';
  fresh: number;
  known: number;
  duty: number;
  touched: number;
}

/** The rest of a long index is read at the next polls. */
const FILES_PER_POLL = 20;
const SCOPE = 'live';

/**
 * Asks a feed once, at each of its addresses. A feed that fails is no failure of the poll: it is written down, asked
 * less often, and told as a fault.
 */
export async function pollFeed(dependencies: WeatherDependencies, id: string, now: Instant): Promise<Polled> {
  const { sql, log, feeds, answerWarnings } = dependencies;
  const polled: Polled = { outcome: 'answered', fresh: 0, known: 0, duty: 0, touched: 0 };
  const feed = feeds.find((one) => one.id === id);
  if (!feed) return { ...polled, outcome: 'unknown-feed' };
  const state = await feedState(sql, id, now);
  if (state.nextAt !== null && state.nextAt > now) polled.outcome = 'waiting';
  else if (feed.url) {
    const failure = await askEverywhere({ ...dependencies, feed, now, pages: { ...state.pages } }, polled);
    if (failure) {
      polled.outcome = 'failed';
      log.warn({ feed: id, reason: failure.message }, 'weather: a feed failed');
    }
  }
  await watchSilence(sql, id, { now, silentAfterMinutes: feed.silentAfterMinutes });
  // Also heals what could not be told before.
  await expireWarnings(sql, SCOPE, now);
  await tellTouched(sql, SCOPE, answerWarnings);
  return polled;
}

type Asking = WeatherDependencies & { feed: Feed; now: Instant; pages: Record<string, PageState> };

/** @returns the last failure, after all the addresses have been asked; null when there was none */
async function askEverywhere(asking: Asking, polled: Polled): Promise<FetchFailed | null> {
  const { sql, feed, now, pages } = asking;
  let failure: FetchFailed | null = null;
  try {
    for (const page of pagesOf(feed, process.env))
      await askOne(asking, page, polled).catch((error) => {
        failure = failureIn(error);
      });
  } catch (error) {
    failure = failureIn(error);
  }
  if (failure === null) await feedAnswered(sql, feed.id, { now, pages });
  else {
    const { message: reason, retryAfterMs } = failure;
    await feedFailed(sql, feed.id, { now, reason, everyMinutes: feed.everyMinutes, retryAfterMs, pages });
  }
  return failure;
}

/** @throws whatever is a failure of ours and not of the feed */
function failureIn(error: unknown): FetchFailed {
  if (error instanceof FetchFailed) return error;
  if (error instanceof MissingSecret) return new FetchFailed(error.message);
  throw error;
}

async function askOne(
  asking: Asking,
  page: { name: string; url: string; region: string | null },
  polled: Polled,
): Promise<void> {
  const { feed, pages } = asking;
  const before = pages[page.name] ?? {};
  const fetched = await fetchFeed(page.url, { headers: headersOf(feed, process.env), validators: before });
  if (!fetched.changed) return;
  const index = await take(asking, { ...fetched, format: feed.format, region: page.region }, polled);
  const complete = await followIndex(asking, { index, from: fetched.url }, polled);
  // Not "unchanged" while some of its files have still to be read.
  pages[page.name] = complete ? fetched.validators : {};
}

async function take(
  { sql, feed, now, answerWarnings }: Asking,
  { bytes, format, region }: { bytes: Uint8Array; format?: string; region: string | null },
  polled: Polled,
): Promise<readonly string[]> {
  const read = readWarnings(bytes, { at: now, fileName: feed.id, ...(format && { format }) });
  const given = region === null ? [] : [region];
  const intake = { scope: SCOPE, source: feed.id, read, raw: { bytes }, at: now, given };
  const taken = await receiveWarnings(sql, intake, answerWarnings);
  polled.fresh += taken.fresh;
  polled.known += taken.known;
  polled.duty += taken.duty;
  polled.touched += taken.touched.length;
  // It was kept, and the duty officer is asked; but whoever serves this page serves no warnings.
  if (read.format === null) throw new FetchFailed('sends something that cannot be read');
  return read.index ?? [];
}

/** Reads the files that an index leads to, each once. @returns whether all of them have been read */
async function followIndex(
  asking: Asking,
  { index, from }: { index: readonly string[]; from: string },
  polled: Polled,
): Promise<boolean> {
  const { feed, pages } = asking;
  const files = [...new Set(index.flatMap((address) => fileAt(address, from, feed.fileHosts)))];
  for (const name of Object.keys(pages)) if (pages[name]?.read && !files.includes(name)) delete pages[name];
  const unread = files.filter((file) => !pages[file]?.read);
  for (const file of unread.slice(0, FILES_PER_POLL)) {
    const fetched = await fetchFeed(file, { headers: headersOf(feed, process.env) });
    if (fetched.changed) await take(asking, { bytes: fetched.bytes, region: null }, polled);
    pages[file] = { read: true };
  }
  return unread.length <= FILES_PER_POLL;
}

/** A feed may not make us ask any server it likes: only its own, and those that the list of feeds allows. */
function fileAt(address: string, from: string, hosts: readonly string[]): string[] {
  if (!URL.canParse(address, from)) return [];
  const url = new URL(address, from);
  const allowed = url.host === new URL(from).host || hosts.includes(url.host);
  return /^https?:$/.test(url.protocol) && allowed ? [url.href] : [];
}
