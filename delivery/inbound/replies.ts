import type { Logger } from 'pino';
import type { Sql } from '../../store/db/db';
import { handleReplies, REPLIES_CHANNEL } from '../../store/message/replies';
import { every } from '../engine/loop';
import type { Pace } from '../engine/pace';

/**
 * Does what replies ask for, as soon as they have been kept, and again and again.
 * @param arrived tells a round of its new report
 * @returns stops it and waits for what is being done
 */
export async function startReplies({
  sql,
  log,
  pace,
  arrived,
}: {
  sql: Sql;
  log: Logger;
  pace: Pace;
  arrived(round: string): Promise<void>;
}): Promise<{ stop(): Promise<void> }> {
  const loop = every({ name: 'replies', ms: pace.ms, log }, async () => {
    for (const round of await handleReplies(sql))
      await arrived(round).catch((error: Error) =>
        log.warn({ err: error, round }, 'replies: the round was not told; it will see it at its next rung'),
      );
  });
  const listening = await sql.listen(REPLIES_CHANNEL, loop.now).catch(() => null);
  return {
    async stop() {
      await listening?.unlisten().catch(() => {});
      await loop.stop();
    },
  };
}
