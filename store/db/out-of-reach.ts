/** Codes of the library `postgres` and of the system for a connection that is gone, or that none could be made. */
const NO_CONNECTION = new Set([
  ...['CONNECTION_CLOSED', 'CONNECTION_ENDED', 'CONNECTION_DESTROYED', 'CONNECT_TIMEOUT'],
  ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT'],
]);

/**
 * Of Postgres itself: a connection (08), resources such as the disk (53), going down or coming up (57P), a system error
 * such as a write that failed (58), writes that are not taken (25006).
 */
const NOT_NOW = /^(08...|53...|57P0.|58...|25006)$/;

/**
 * @returns whether Postgres itself could not serve us: it is away, starting, ending, or its disk is full. The same may
 *   be asked again later; a transaction under way may have been committed
 */
export function isOutOfReach(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return typeof code === 'string' && (NO_CONNECTION.has(code) || NOT_NOW.test(code));
}
