import type { Rung } from '../campaign/plan';
import { byTime } from '../compare';
import type { Instant } from '../instant';
import { rungKind } from './rung-kinds';

/** A rung is done once per due instant: an extension that moves it makes it a new one. */
export const rungKey = (rung: Rung): string => `${rung.id}@${rung.at}`;

/** @returns the rungs not yet done, in the order they fall due. */
export const openRungs = (rungs: readonly Rung[], done: readonly string[]): Rung[] =>
  rungs.filter((rung) => !done.includes(rungKey(rung))).sort(byTime);

/**
 * @returns whether a round has nothing more to do: it is locked, and nothing of its ladder is due. That it is locked
 *   may still have to be told, the morning after.
 */
export const isOver = (
  rungs: readonly Rung[],
  done: readonly string[],
  { locksAt, now }: { locksAt: Instant; now: Instant },
): boolean => locksAt <= now && !openRungs(rungs, done).some(({ at, kind }) => at <= now || rungKind(kind).ofTheEnd);

/**
 * Rungs of a ladder computed anew that were climbed at their former instant and would fall due again at once: an
 * extension must not repeat this morning's reminder. What still lies ahead is climbed at its new instant.
 */
export const overtakenRungs = (rungs: Rung[], done: readonly string[], now: Instant): Rung[] =>
  openRungs(rungs, done).filter(
    (rung) =>
      rungKind(rung.kind).from !== 'decision' && rung.at <= now && done.some((key) => key.startsWith(`${rung.id}@`)),
  );

/** The news of a rung and whom it is for; none of one that is always climbed. */
function newsOf({ kind, audience }: Rung): string | undefined {
  const { news } = rungKind(kind);
  return news && [news, audience.up, audience.role].join(' ');
}

/**
 * Which rungs to climb now. After an outage or a pause several may be overdue: of those that tell the same level
 * only the latest goes out, once.
 * Rungs due at the same instant do not supersede each other, and rungs that act on the state of things
 * (raise, call-list, locked) are always climbed.
 */
export function dueRungs(rungs: Rung[], done: readonly string[], now: Instant): { climb: Rung[]; superseded: Rung[] } {
  const due = openRungs(rungs, done).filter((rung) => rung.at <= now);
  const latest = new Map(due.map((rung) => [newsOf(rung), rung.at]));
  const isSuperseded = (rung: Rung) => newsOf(rung) !== undefined && rung.at < (latest.get(newsOf(rung)) ?? rung.at);
  return { climb: due.filter((rung) => !isSuperseded(rung)), superseded: due.filter(isSuperseded) };
}
