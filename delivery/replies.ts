import type { Logger } from 'pino';
import type { Sql } from '../register/db';
import { handleReplies, keepReplies } from '../register/replies';
import { PLATFORMS } from './channels/sms/platforms';
import type { Hook } from './receipts';
import { every } from './sweeper';

/**
 * What the console calls when a provider pushes replies. They are only kept: what they ask for is done by
 * {@link startReplies}, so that a push is answered at once and none is lost.
 */
export const replyHooks = (sql: Sql): Record<string, Hook> =>
  Object.fromEntries(
    Object.entries(PLATFORMS).flatMap(([name, { replies }]) => {
      if (!replies) return [];
      const hook: Hook = async (body, request) => {
        const simulated = new URL(request.url, 'http://hook').searchParams.get('from') === 'simulator';
        await keepReplies(sql, replies.parse(body, request), simulated ? 'simulated' : 'live');
        return replies.answer;
      };
      return [[name, hook]];
    }),
  );

const LOOK_EVERY_MS = 200;

/**
 * Does what replies ask for, again and again.
 * @param arrived tells a round of its new report
 * @returns stops it and waits for what is being done
 */
export const startReplies = ({
  sql,
  log,
  arrived,
}: {
  sql: Sql;
  log: Logger;
  arrived(round: string): Promise<void>;
}): { stop(): Promise<void> } =>
  every(
    LOOK_EVERY_MS,
    async () => {
      for (const round of await handleReplies(sql))
        await arrived(round).catch((error: Error) =>
          log.warn({ err: error, round }, 'replies: the round was not told; it will see it at its next rung'),
        );
    },
    log,
  );
