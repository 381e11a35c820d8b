import type { Logger } from 'pino';
import { handleReplies } from '../../actions/message/replies';
import type { Sql } from '../../store/db/db';
import { areRepliesLeft } from '../../store/message/replies';
import type { Pace } from '../engine/pace';

/** A deferred reply is tried again after a second at the earliest. */
const LEFT_MS = 1000;

/**
 * Handles replies as soon as they are stored, and at each regular look.
 * @param arrived tells a round of its new report
 * @returns a function that stops it after running work
 */
export function startReplies({
  sql,
  log,
  pace,
  arrived,
}: {
  sql: Sql;
  log: Logger;
  pace: Pace;
  arrived(round: string): Promise<void>;
}): { stop(): Promise<void> } {
  return pace.every({ name: 'replies', hears: ['replies'], log }, async () => {
    const { rounds, more } = await handleReplies(sql);
    for (const round of rounds)
      await arrived(round).catch((error: Error) =>
        log.warn({ err: error, round }, 'replies: the round was not told; it will see it at its next rung'),
      );
    if (more) return 0;
    return (await areRepliesLeft(sql)) ? LEFT_MS : undefined;
  });
}
