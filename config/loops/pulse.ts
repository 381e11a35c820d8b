/**
 * When each loop of this process last finished a turn, and how long a turn of it may take, in ms of a clock that never
 * jumps.
 */
const turns = new Map<string, { at: number; withinMs: number }>();

const now = (): number => performance.now();

/**
 * A loop has finished a turn, well or badly: a loop that fails and goes on is alive, one that hangs is not.
 * @param withinMs how soon it will be heard of again; later it counts as standing still
 */
export const beat = (loop: string, withinMs: number): void => {
  turns.set(loop, { at: now(), withinMs });
};

/** A loop that was ended on purpose is not missed. */
export const rest = (loop: string): void => {
  turns.delete(loop);
};

/** @returns the loops of this process that stand still. */
export const standingStill = (): string[] =>
  [...turns].filter(([, { at, withinMs }]) => now() - at > withinMs).map(([loop]) => loop);
