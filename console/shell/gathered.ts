/**
 * Answers all who ask in the same turn of the event loop by one question: a page sends several requests at once.
 * @param ask gets each key once
 */
export function gathered<Key, Answer>(
  ask: (keys: readonly Key[]) => Promise<ReadonlyMap<Key, Answer>>,
): (key: Key) => Promise<Answer | undefined> {
  let keys = new Set<Key>();
  let answers: Promise<ReadonlyMap<Key, Answer>> | null = null;
  const askNow = (): Promise<ReadonlyMap<Key, Answer>> => {
    const asked = [...keys];
    keys = new Set();
    answers = null;
    return ask(asked);
  };
  return async (key) => {
    keys.add(key);
    answers ??= new Promise<void>((resolve) => setImmediate(resolve)).then(askNow);
    return (await answers).get(key);
  };
}
