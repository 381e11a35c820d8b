import { setTimeout as pause } from 'node:timers/promises';

/** A step that has not come to rest after this much real time never will. */
const SETTLE_MS = 30_000;
const LOOK_EVERY_MS = 10;

const standsStill = (complaint: string): Error =>
  new Error(`The rehearsal stands still: ${complaint} within ${SETTLE_MS / 1000} s.`);

/** @returns what the work comes to. @throws Error with the complaint when it takes longer than a step may. */
export async function withPatience<T>(work: Promise<T>, complaint: string): Promise<T> {
  const over = new AbortController();
  const patience = pause(SETTLE_MS, undefined, { signal: over.signal }).then(() => Promise.reject(standsStill(complaint)));
  patience.catch(() => {});
  try {
    return await Promise.race([work, patience]);
  } finally {
    over.abort();
  }
}

/** Looks again and again until it is so. @throws Error with the complaint when it takes longer than a step may. */
export async function until(isSo: () => Promise<boolean>, complaint: () => Promise<string>): Promise<void> {
  for (const end = Date.now() + SETTLE_MS; !(await isSo()); await pause(LOOK_EVERY_MS)) {
    if (Date.now() > end) throw standsStill(await complaint());
  }
}
