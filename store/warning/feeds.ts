import { type Instant, latest, plusMs } from '../../domain/instant';
import { type Sentence, tellIn } from '../../domain/text/refusal';
import type { Queries } from '../db/db';
import { json } from '../db/json';
import { asDetail, closeFault, openFault } from '../message/faults';

/** The stored state of an address: its validators, or that a file of an index has been read. */
export interface PageState {
  etag?: string;
  lastModified?: string;
  read?: boolean;
  /** Failures of an unread file of an index. */
  failures?: number;
}

/** The state of a feed. */
export interface FeedState {
  id: string;
  pages: Record<string, PageState>;
  firstAt: Instant;
  lastOkAt: Instant | null;
  failures: number;
  /** After failures the feed is not polled before this. */
  nextAt: Instant | null;
  lastError: string | null;
}

/** Failures in a row that raise a fault; a single one does not. */
const FAILURES_TO_TELL = 3;
/** What a warning may be late after an outage: longer pauses happened to end in the next outage, and the next. */
const LONGEST_PAUSE_MS = 5 * 60_000;
/** A feed that names a time itself is believed up to this. */
const LONGEST_RETRY_AFTER_MS = 60 * 60_000;

/**
 * @returns the time by Postgres: one clock for all workers, because one writes down for the others until when a feed
 *   rests. One whose own clock is ten minutes ahead would make them wait for ten minutes
 */
export async function wallClock(sql: Queries): Promise<Instant> {
  const [row] = await sql<{ now: Instant }[]>`select clock_timestamp() as now`;
  if (!row) throw new Error('Postgres did not tell the time');
  return row.now;
}

/** @returns the state of a feed; inserts it when it is new. */
export async function feedState(sql: Queries, id: string, now: Instant): Promise<FeedState> {
  const [row] = await sql<FeedState[]>`
    insert into feeds (id, first_at) values (${id}, ${now}) on conflict (id) do update set id = excluded.id
    returning id, pages, first_at as "firstAt", last_ok_at as "lastOkAt", failures, next_at as "nextAt",
              last_error as "lastError"`;
  if (!row) throw new Error(`Feed ${id} was not written down`);
  return row;
}

/** Records that the feed answered or pushed. */
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
 * Records a failure of the feed or a part of it. If no address answered, the pause doubles each time, up to five
 * minutes or to its next turn; the feed is never polled before its own `Retry-After`.
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
    /** States of the addresses that answered. */
    pages: Record<string, PageState>;
    /** Some addresses answered: the feed is not silent, and is polled again at the next turn. */
    answered: boolean;
  },
): Promise<void> {
  const { failures } = await feedState(sql, id, now);
  const count = failures + 1;
  const everyMs = everyMinutes * 60_000;
  // A turn comes a little early or late: half of one is enough to meet the next.
  const pauseMs = Math.min(everyMs * 2 ** (count - 2), Math.max(LONGEST_PAUSE_MS, everyMs / 2));
  // After the first failure the next turn tries again.
  const own = count === 1 || answered ? now : plusMs(now, pauseMs);
  const asked = retryAfterMs === null ? null : plusMs(now, Math.min(retryAfterMs, LONGEST_RETRY_AFTER_MS));
  const nextAt = latest(own, asked);
  await sql`update feeds set failures = ${count}, next_at = ${nextAt}, last_error = ${tellIn('en', reason)} where id = ${id}`;
  await keepPages(sql, id, pages);
  if (answered) {
    await sql`update feeds set last_ok_at = ${now} where id = ${id}`;
    await closeFault(sql, { kind: 'feed-silent', scope: id });
  }
  if (count >= FAILURES_TO_TELL)
    await openFault(sql, { kind: 'feed-failing', scope: id, detail: { failures: count, ...asDetail(reason) } });
}

/** Raises a fault when a feed has given no good answer for too long. @returns whether it is silent */
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
