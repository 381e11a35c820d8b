import { setTimeout as pause } from 'node:timers/promises';
import { epochMs, type Instant } from '../../domain/instant';

/** Waits until the real time for an instant. */
export type Pace = (at: Instant) => Promise<void>;

/** Never waits: as fast as the machine. */
export const unpaced: Pace = () => Promise.resolve();

/**
 * Spreads a calendar evenly over some real time, so that a person can watch the season pass. After a step that took
 * longer than its share, the next ones wait less.
 */
export function paced({
  startsAt,
  endsAt,
  ms,
  signal,
}: {
  startsAt: Instant;
  endsAt: Instant;
  ms: number;
  signal?: AbortSignal;
}): Pace {
  const began = Date.now();
  const span = epochMs(endsAt) - epochMs(startsAt);
  return async (at) => {
    const turn = began + (ms * (epochMs(at) - epochMs(startsAt))) / span;
    const wait = turn - Date.now();
    if (wait > 0) await pause(wait, undefined, signal ? { signal } : {});
  };
}

/** @returns milliseconds of "60s", "2m" or "1500ms". @throws Error that says what is allowed */
export function readDuration(text: string): number {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(text.trim());
  if (!match) throw new Error(`"${text}" is not a length of time: write for example 60s or 2m.`);
  const [, amount = '0', unit = 's'] = match;
  return Number(amount) * { ms: 1, s: 1000, m: 60_000 }[unit as 'ms' | 's' | 'm'];
}
