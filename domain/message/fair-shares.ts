/**
 * Puts the waiting messages of several campaigns into one order, in turns, so that a small campaign does not wait
 * behind a big one.
 * @param most greatest number of messages
 */
export function takeInTurns<T>(queues: readonly (readonly T[])[], most: number): T[] {
  const taken: T[] = [];
  for (let turn = 0; taken.length < most; turn++) {
    const before = taken.length;
    for (const queue of queues) {
      const next = queue[turn];
      if (next !== undefined && taken.length < most) taken.push(next);
    }
    if (taken.length === before) break;
  }
  return taken;
}
