import { setTimeout as pause } from 'node:timers/promises';

/** A step that has not settled after this much real time never will. */
const SETTLE_MS = 30_000;
const LOOK_EVERY_MS = 10;

/** Checks repeatedly until `isSo`. @throws Error with the complaint when it takes longer than a step may. */
export async function until(isSo: () => Promise<boolean>, complaint: () => Promise<string>): Promise<void> {
  for (const end = Date.now() + SETTLE_MS; !(await isSo()); await pause(LOOK_EVERY_MS)) {
    if (Date.now() < end) continue;
    throw new Error(`The rehearsal stands still: ${await complaint()} within ${SETTLE_MS / 1000} s.`);
  }
}
