import { keptByRedis } from './kept-by-redis';
import type { Scanner } from './scanner';

/**
 * Redis forgets its jobs, and all else when it is emptied: it is looked through in the middle of a season too.
 * @returns to be called when messages have gone out; looks through Redis once, and later when it is down
 */
export function lookAtQueues(redis: { url: string; prefix: string }, scanner: Scanner): () => Promise<void> {
  let looked = false;
  return async () => {
    if (looked) return;
    try {
      for await (const kept of keptByRedis(redis)) {
        scanner.look({ place: 'Redis', ...kept });
        looked = true;
      }
    } catch (error) {
      if (!isAway(error)) throw error;
    }
  };
}

/** It has restarted, or cannot be reached: what ioredis says then. */
const isAway = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'MaxRetriesPerRequestError' || /Connection is closed/.test(error.message));
