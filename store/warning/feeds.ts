import { type Instant, latest, plusMs } from '../../domain/instant';
import { type Sentence, tellIn } from '../../domain/text/refusal';
import type { Queries } from '../db/db';
import { json } from '../db/json';
import { asDetail, closeFault, openFault } from '../message/faults';

/** What is remembered of an address: how to ask whether it changed, or that a file of an index has been read. */
export interface PageState {
  etag?: string;
  lastModified?: string;
  read?: boolean;
  /** How often a file of an index that has not been read yet did not answer. */
  failures?: number;
}

/** How it went with a feed. */
export interface FeedState {
  id: string;
  pages: Record<string, PageState>;
  firstAt: Instant;
  lastOkAt: Instant | null;
  failures: number;
  /** After failures it is left alone until then. */
  nextAt: Instant | null;
  lastError: string | null;
}

/** A single failure is nobody's business; three in a row are. */
const FAILURES_TO_TELL = 3;
const LONGEST_PAUSE_MS = 60 * 60_000;

/** @returns how it went with a feed, which is written down when it is new. */
export async function feedState(sql: Queries, id: string, now: Instant): Promise<FeedState> {
  const [row] = await sql<FeedState[]>`
    insert into feeds (id, first_at) values (${id}, ${now}) on conflict (id) do update set id = excluded.id
    returning id, pages, first_at as "firstAt", last_ok_at as "lastOkAt", failures, next_at as "nextAt",
              last_error as "lastError"`;
  if (!row) throw new Error(`Feed ${id} was not written down`);
  return row;
}

/** It answered, or was pushed. */
export async function feedAnswered(
  sql: Queries,
  id: string,
  { now, pages }: { now: Instant; pages?: Record<string, PageState> },
): Promise<void> {
  await feedState(sql, id, now);
  await sql`update feeds set last_ok_at = ${now}, failures = 0, next_at = null, last_error = null where id = ${id}`;
  if (pages) await keepPages(sql, id, pages);
  await closeFault(sql, { kind: 'feed-failing', scope: id });
  await closeFault(sql, { kind: 'feed-silent', scope: id });
}

const keepPages = (sql: Queries, id: string, pages: Record<string, PageState>) => sql`
  update feeds set pages = ${json(sql, pages)}
  where id = ${id}`;

/**
 * It failed, or a part of it: where nothing answered, it is asked again after twice as long each time, an hour at most;
 * never before it wants to be.
 * @param reason without an address, which could hold a key
 */
export async function feedFailed(
  sql: Queries,
  id: string,
  {
    now,
    reason,
    everyMinutes,
    retryAfterMs,
    pages,
    answered,
  }: {
    now: Instant;
    reason: Sentence;
    everyMinutes: number;
    retryAfterMs: number | null;
    /** Of the addresses that did answer. */
    pages: Record<string, PageState>;
    /** Some did: the feed is not silent, and they are asked again at the next turn. */
    answered: boolean;
  },
): Promise<void> {
  const { failures } = await feedState(sql, id, now);
  const count = failures + 1;
  const pauseMs = Math.min(everyMinutes * 60_000 * 2 ** (count - 1), Math.max(LONGEST_PAUSE_MS, everyMinutes * 60_000));
  // The first failure is made up for at the next turn.
  const own = count === 1 || answered ? now : plusMs(now, pauseMs / 2);
  const nextAt = latest(own, retryAfterMs === null ? null : plusMs(now, Math.min(retryAfterMs, LONGEST_PAUSE_MS)));
  await sql`update feeds set failures = ${count}, next_at = ${nextAt}, last_error = ${tellIn('en', reason)} where id = ${id}`;
  await keepPages(sql, id, pages);
  if (answered) {
    await sql`update feeds set last_ok_at = ${now} where id = ${id}`;
    await closeFault(sql, { kind: 'feed-silent', scope: id });
  }
  if (count >= FAILURES_TO_TELL)
    await openFault(sql, { kind: 'feed-failing', scope: id, detail: { failures: count, ...asDetail(reason) } });
}

/** Raises a fault when nothing good has been heard of a feed for too long. @returns whether it is silent */
export async function watchSilence(
  sql: Queries,
  id: string,
  { now, silentAfterMinutes }: { now: Instant; silentAfterMinutes: number },
): Promise<boolean> {
  const { firstAt, lastOkAt } = await feedState(sql, id, now);
  const since = lastOkAt ?? firstAt;
  if (plusMs(since, silentAfterMinutes * 60_000) > now) return false;
  await openFault(sql, { kind: 'feed-silent', scope: id, detail: { since } });
  return true;
}
