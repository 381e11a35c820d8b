/**
 * Makes what ends something safe to call again: the second call waits for the first one. ioredis, told to close a
 * connection that is closed, leaves a timer behind that keeps the process alive for two seconds.
 * @param end closes connections and stops loops
 */
export function endOnce(end: () => Promise<void>): () => Promise<void> {
  let ending: Promise<void> | undefined;
  return () => {
    ending ??= end();
    return ending;
  };
}
