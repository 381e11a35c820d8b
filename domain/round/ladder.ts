import type { Rung } from '../campaign/plan';
import { byTime } from '../compare';
import type { Instant } from '../instant';
import { rungKind } from './rung-kinds';

/**
 * Key of a rung with its due instant: a rung is done once for each, so an extension that moves it makes it a new one.
 */
export const rungKey = (rung: Rung): string => `${rung.id}@${rung.at}`;

/** @returns the rungs that are not done yet, in the order of their due instants. */
export const openRungs = (rungs: readonly Rung[], done: readonly string[]): Rung[] =>
  rungs.filter((rung) => !done.includes(rungKey(rung))).sort(byTime);

/**
 * @returns whether a round has nothing more to do: it is locked, and no rung is open. The message about the lock may
 *   still be due the next morning.
 */
export const isOver = (
  rungs: readonly Rung[],
  done: readonly string[],
  { locksAt, now }: { locksAt: Instant; now: Instant },
): boolean => locksAt <= now && !openRungs(rungs, done).some(({ at, kind }) => at <= now || rungKind(kind).ofTheEnd);

/**
 * @returns rungs of a new ladder that were climbed at their former instant and would be due again at once: an extension
 *   must not repeat this morning's reminder. Rungs that lie ahead are climbed at their new instant.
 */
export const overtakenRungs = (rungs: Rung[], done: readonly string[], now: Instant): Rung[] =>
  openRungs(rungs, done).filter(
    (rung) =>
      rungKind(rung.kind).from !== 'decision' && rung.at <= now && done.some((key) => key.startsWith(`${rung.id}@`)),
  );

/** @returns the news of a rung with its audience; undefined for a rung that is always climbed. */
function newsOf({ kind, audience }: Rung): string | undefined {
  const { news } = rungKind(kind);
  return news && [news, audience.up, audience.role, audience.short && 'short', audience.helper && 'helper'].join(' ');
}

/**
 * @returns the rungs to climb now. After an outage or a pause several may be overdue: of those with the same news for
 *   the same level only the latest goes out, once. Rungs due at the same instant do not supersede each other. Rungs
 *   that act on the present state (raise, call-list, locked) are always climbed.
 */
export function dueRungs(rungs: Rung[], done: readonly string[], now: Instant): { climb: Rung[]; superseded: Rung[] } {
  const due = openRungs(rungs, done).filter((rung) => rung.at <= now);
  const latest = new Map(due.map((rung) => [newsOf(rung), rung.at]));
  const isSuperseded = (rung: Rung) => newsOf(rung) !== undefined && rung.at < (latest.get(newsOf(rung)) ?? rung.at);
  return { climb: due.filter((rung) => !isSuperseded(rung)), superseded: due.filter(isSuperseded) };
}
