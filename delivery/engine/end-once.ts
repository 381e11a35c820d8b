/**
 * Makes an ending function safe to call again: the second call waits for the first. If ioredis closes a closed
 * connection, it leaves a timer that keeps the process alive for two seconds.
 * @param end closes connections and stops loops
 */
export function endOnce(end: () => Promise<void>): () => Promise<void> {
  let ending: Promise<void> | undefined;
  return () => {
    ending ??= end();
    return ending;
  };
}
