import type { Logger } from 'pino';
import { type Feed, type FeedPage, type FeedSettings, headersOf, MissingSecret, pagesOf } from '../config/feeds';
import type { Instant } from '../domain/instant';
import { sentence } from '../domain/text/refusal';
import type { Touched } from '../domain/warning/feed/changes';
import { codeOf } from '../store/db/data-error';
import type { Sql } from '../store/db/db';
import { feedAnswered, feedFailed, feedState, type PageState, watchSilence } from '../store/warning/feeds';
import { takeWarnings } from '../store/warning/warnings';
import { expireWarnings, tellTouched } from '../store/warning/weather-events';
import { type Trust, trustOf } from '../weather/addresses';
import { FetchFailed, fetchFeed } from '../weather/fetch';
import { readWarnings } from '../weather/read';

/** The dependencies of polling. */
export interface WeatherDependencies {
  sql: Sql;
  log: Logger;
  feeds: readonly Feed[];
  /** The settings that feeds name as `${NAME}`: their keys. */
  feedSettings: FeedSettings;
  /** Starts or signals the alerts; returns the ids of the workflows. */
  answerWarnings(scope: string, touched: readonly Touched[]): Promise<string[]>;
}

/** The result of a poll; counts only. */
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
 * Polls a feed once, at each of its addresses. A feed that fails, or whose warnings cannot be taken, is no failure of
 * the poll: it is recorded and raises a fault. In any case the poll then checks the feed for silence, ends lapsed
 * events, and tells changes.
 * @throws an error that prevents any of this, for example a missing Postgres; to be retried
 */
export async function pollFeed(dependencies: WeatherDependencies, id: string, now: Instant): Promise<Polled> {
  const { sql, feeds, answerWarnings } = dependencies;
  const polled: Polled = { outcome: 'answered', fresh: 0, known: 0, duty: 0, touched: 0 };
  const feed = feeds.find((one) => one.id === id);
  if (!feed) return { ...polled, outcome: 'unknown-feed' };
  await everyOne([
    () => ask(dependencies, { feed, now }, polled),
    () => watchSilence(sql, id, { now, silentAfterMinutes: feed.silentAfterMinutes }),
    () => expireWarnings(sql, SCOPE, now),
    // Also tells changes that could not be told before.
    () => tellTouched(sql, SCOPE, answerWarnings),
  ]);
  return polled;
}

/**
 * Checks every feed for silence, whether or not it is polled: a paused or deleted Schedule does not poll, and a hanging
 * poll does not end.
 */
export const watchFeeds = ({ sql, feeds }: Pick<WeatherDependencies, 'sql' | 'feeds'>, now: Instant): Promise<void> =>
  everyOne(
    feeds.map(
      ({ id, silentAfterMinutes }) =>
        () =>
          watchSilence(sql, id, { now, silentAfterMinutes }),
    ),
  );

/** Runs the steps in order, even after a failure. @throws the first failure, at the end */
async function everyOne(steps: readonly (() => Promise<unknown>)[]): Promise<void> {
  const failures: unknown[] = [];
  for (const step of steps) await step().catch((error) => failures.push(error));
  if (failures.length > 0) throw failures[0];
}

async function ask(
  dependencies: WeatherDependencies,
  { feed, now }: { feed: Feed; now: Instant },
  polled: Polled,
): Promise<void> {
  const { sql, log } = dependencies;
  const state = await feedState(sql, feed.id, now);
  if (state.nextAt !== null && state.nextAt > now) {
    polled.outcome = 'waiting';
    return;
  }
  if (!feed.url) return;
  const pages = { ...state.pages };
  const asked = await askEverywhere({ ...dependencies, feed, now, pages }, polled);
  const [failure] = asked.failures;
  if (!failure) return feedAnswered(sql, feed.id, { now, pages });
  polled.outcome = 'failed';
  log.warn({ feed: feed.id, reason: failure.code, failures: asked.failures.length }, 'weather: a feed failed');
  const retryAfterMs = Math.max(...asked.failures.map((one) => one.retryAfterMs ?? 0)) || null;
  const { everyMinutes } = feed;
  await feedFailed(sql, feed.id, {
    now,
    reason: failure.sentence,
    everyMinutes,
    retryAfterMs,
    pages,
    answered: asked.answered > 0,
  });
}

interface Asking extends WeatherDependencies {
  feed: Feed;
  now: Instant;
  pages: Record<string, PageState>;
}
type Trusting = Asking & { trust: Trust };

/** How many addresses answered, and the failures of the others. */
interface Asked {
  answered: number;
  failures: FetchFailed[];
}

async function askEverywhere(asking: Asking, polled: Polled): Promise<Asked> {
  const { feed } = asking;
  const asked: Asked = { answered: 0, failures: [] };
  const attempt = (step: () => Promise<void>): Promise<void> =>
    step().then(
      () => {
        asked.answered += 1;
      },
      (error) => {
        asked.failures.push(failureIn(error, asking));
      },
    );
  const { fileHosts, inside } = feed;
  for (const page of listPages(asking, asked))
    await attempt(() => {
      const trust = trustOf({ url: page.url, fileHosts, inside });
      return askOne({ ...asking, trust }, page, { polled, attempt });
    });
  return asked;
}

/** A secret that is missing is missing at every address. */
function listPages(asking: Asking, { failures }: Asked): FeedPage[] {
  try {
    return pagesOf(asking.feed, asking.feedSettings);
  } catch (error) {
    failures.push(failureIn(error, asking));
    return [];
  }
}

/**
 * An error of ours (or of the data) also counts as a failure of the feed, named by its class: the warnings of that
 * address did not arrive, and the duty officer must know.
 */
function failureIn(error: unknown, { feed, log }: Pick<Asking, 'feed' | 'log'>): FetchFailed {
  if (error instanceof FetchFailed) return error;
  if (error instanceof MissingSecret) return new FetchFailed(sentence('fetch-no-setting', { setting: error.setting }));
  log.error({ feed: feed.id, code: codeOf(error) }, 'weather: what a feed sent could not be taken');
  return new FetchFailed(sentence('fetch-not-taken', { reason: codeOf(error) }));
}

interface AskingOne {
  polled: Polled;
  attempt(step: () => Promise<void>): Promise<void>;
}

async function askOne(asking: Trusting, page: FeedPage, { polled, attempt }: AskingOne): Promise<void> {
  const { feed, feedSettings, pages, trust } = asking;
  const before = pages[page.name] ?? {};
  const fetched = await fetchFeed(page.url, { trust, headers: headersOf(feed, feedSettings), validators: before });
  if (!fetched.changed) return;
  const index = await take(asking, { ...fetched, format: feed.format, region: page.region }, polled);
  const complete = await followIndex(asking, { index, from: fetched.url }, { polled, attempt });
  // Stores the validators only when all of its files have been read, so that the next poll reads the rest.
  pages[page.name] = complete ? fetched.validators : {};
}

async function take(
  { sql, log, feed, now, answerWarnings }: Asking,
  { bytes, format, region }: { bytes: Uint8Array; format?: string; region: string | null },
  polled: Polled,
): Promise<readonly string[]> {
  const read = readWarnings(bytes, { at: now, fileName: feed.id, ...(format && { format }) });
  const given = region === null ? [] : [region];
  const intake = { scope: SCOPE, source: feed.id, read, raw: { bytes }, at: now, given };
  const taken = await takeWarnings(sql, intake);
  polled.fresh += taken.fresh;
  polled.known += taken.known;
  polled.duty += taken.duty;
  polled.touched += taken.touched.length;
  // Units need not wait for the feed's other addresses; changes that cannot be told now are told at the end.
  await tellTouched(sql, SCOPE, answerWarnings).catch((error) =>
    log.warn({ feed: feed.id, code: codeOf(error) }, 'weather: the alerts could not be told yet'),
  );
  // The text was stored, and the duty officer is asked; but the server of this page has no warnings.
  if (read.format === null) throw new FetchFailed(sentence('fetch-unreadable'));
  return read.index ?? [];
}

/** Reads the files of an index, each once. @returns whether all of them have been read */
async function followIndex(
  asking: Trusting,
  { index, from }: { index: readonly string[]; from: string },
  { polled, attempt }: AskingOne,
): Promise<boolean> {
  const { feed, feedSettings, pages, trust } = asking;
  const files = [...new Set(index.flatMap((address) => fileAt(address, from, trust)))];
  const listed = new Set(files);
  for (const name of Object.keys(pages)) if (isFile(pages[name]) && !listed.has(name)) delete pages[name];
  // Files that failed come last, so that a file that never answers does not block the others.
  const failuresOf = (file: string) => pages[file]?.failures ?? 0;
  const unread = files.filter((file) => !pages[file]?.read).sort((a, b) => failuresOf(a) - failuresOf(b));
  for (const file of unread.slice(0, FILES_PER_POLL))
    await attempt(async () => {
      pages[file] = { failures: failuresOf(file) + 1 };
      const fetched = await fetchFeed(file, { trust, headers: headersOf(feed, feedSettings) });
      if (fetched.changed) await take(asking, { bytes: fetched.bytes, region: null }, polled);
      pages[file] = { read: true };
    });
  return files.every((file) => pages[file]?.read);
}

const isFile = (page: PageState | undefined): boolean => page?.read === true || page?.failures !== undefined;

/** A feed may only lead us to its own server and those that the list of feeds allows. */
function fileAt(address: string, from: string, trust: Trust): string[] {
  if (!URL.canParse(address, from)) return [];
  const { href } = new URL(address, from);
  return trust.refuses(href) === null ? [href] : [];
}
