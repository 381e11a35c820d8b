/**
 * Sends at most one call per key at a time; calls that come meanwhile share the next one. Use it for hints where only
 * the latest matters: a thousand reports within a second need not become a thousand signals.
 */
export function coalesce(send: (key: string) => Promise<void>): (key: string) => Promise<void> {
  const sending = new Map<string, Promise<void>>();
  const waiting = new Map<string, Promise<void>>();

  function sendNow(key: string): Promise<void> {
    const call = send(key).finally(() => sending.delete(key));
    sending.set(key, call);
    return call;
  }

  return (key) => {
    const current = sending.get(key);
    if (!current) return sendNow(key);
    const shared = waiting.get(key);
    if (shared) return shared;
    const afterwards = () => {
      waiting.delete(key);
      return sendNow(key);
    };
    const next = current.then(afterwards, afterwards);
    waiting.set(key, next);
    return next;
  };
}
