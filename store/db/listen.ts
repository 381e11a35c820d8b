import postgres from 'postgres';

/** Channels of NOTIFY; the writer notifies, or a trigger does (store/db/migrations/0050-wakes.sql). */
export type NewsChannel = 'outbox' | 'undelivered' | 'corrections' | 'replies' | 'campaigns' | 'audit';

/** The one connection of a process that listens to Postgres's notifications. */
export interface Listener {
  /**
   * @param heard gets the payload, which is nearly always empty. It is also called at the beginning and after a lost
   *   connection is back, because notifications in between are lost
   */
  hear(channel: NewsChannel, heard: (news: string) => void): void;
  close(): Promise<void>;
}

const CONNECT_S = 10;
const KEEP_ALIVE_S = 30;

/**
 * Listens on its own connection: connections of a pool come and go, and a pool that lost one is replaced
 * (store/db/db.ts). `postgres` reconnects by itself, however long that takes.
 * @param onFailure called when listening to a channel fails; it is tried again
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
