/** When each loop of this process last finished a turn, and how long a turn may take, in ms of a monotonic clock. */
const turns = new Map<string, { at: number; withinMs: number }>();

const now = (): number => performance.now();

/**
 * Notes that a loop has finished a turn, well or badly: a loop that fails and goes on is alive, one that hangs is not.
 * @param withinMs time limit for the next call; after it the loop counts as standing still
 */
export const beat = (loop: string, withinMs: number): void => {
  turns.set(loop, { at: now(), withinMs });
};

/** Forgets a loop that was ended on purpose. */
export const rest = (loop: string): void => {
  turns.delete(loop);
};

/** @returns the loops of this process that stand still. */
export const standingStill = (): string[] =>
  [...turns].filter(([, { at, withinMs }]) => now() - at > withinMs).map(([loop]) => loop);
