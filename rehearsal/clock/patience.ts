import { setTimeout as pause } from 'node:timers/promises';

/** A step that has not settled after this much real time never will. */
const SETTLE_MS = 30_000;
/** Most of what a step waits for takes a few milliseconds; whoever looks at the rest as often only takes its time. */
const FIRST_LOOK_MS = 5;
const LONGEST_PAUSE_MS = 80;

/**
 * Looks repeatedly until something is there.
 * @param look returns null while it is not
 * @throws Error with the complaint when it takes longer than a step may
 */
export async function until<Found>(
  look: () => Promise<Found | null>,
  complaint: () => Promise<string>,
): Promise<Found> {
  const end = Date.now() + SETTLE_MS;
  for (let wait = FIRST_LOOK_MS; ; wait = Math.min(2 * wait, LONGEST_PAUSE_MS)) {
    const found = await look();
    if (found !== null) return found;
    if (Date.now() >= end)
      throw new Error(`The rehearsal stands still: ${await complaint()} within ${SETTLE_MS / 1000} s.`);
    await pause(wait);
  }
}
