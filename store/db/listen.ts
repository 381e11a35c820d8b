import postgres from 'postgres';

/** What Postgres tells of; who writes it tells, or a trigger (store/db/migrations/0050-wakes.sql). */
export type NewsChannel = 'outbox' | 'undelivered' | 'corrections' | 'replies' | 'campaigns' | 'audit';

/** The one connection of a process on which Postgres tells its news. */
export interface Listener {
  /**
   * @param heard given the news, which is empty nearly always; also called at first, and when the connection was lost
   *   and is there again: what was told meanwhile has not been heard
   */
  hear(channel: NewsChannel, heard: (news: string) => void): void;
  close(): Promise<void>;
}

const CONNECT_S = 10;
const KEEP_ALIVE_S = 30;

/**
 * Listens on a connection of its own: the pool's come and go, and a pool that lost one is replaced (store/db/db.ts).
 * `postgres` connects it again by itself, for as long as it takes.
 * @param onFailure told when a channel could not be listened to; it is tried again
 */
export function startListener(url: string, onFailure: (error: Error) => void): Listener {
  const sql = postgres(url, {
    max: 1,
    connect_timeout: CONNECT_S,
    keep_alive: KEEP_ALIVE_S,
    onnotice: () => {},
    connection: { application_name: 'nuandong listener' },
  });
  let closed = false;
  return {
    hear(channel, heard) {
      sql
        .listen(channel, heard, () => heard(''))
        .catch((error: Error) => {
          if (!closed) onFailure(error);
        });
    },
    async close() {
      closed = true;
      await sql.end({ timeout: 1 }).catch(() => {});
    },
  };
}
