/** Does the work for each of the items, at most `width` at a time; results in the order of the items. */
export async function inParallel<Item, Result>(
  width: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const waiting = items.entries();
  const lane = async () => {
    for (const [index, item] of waiting) results[index] = await work(item);
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  return results;
}

/**
 * Does the work for each of the items, at most `width` at a time; those of one lane one after the other, in their
 * order.
 * @returns results in the order of the items
 */
export async function inLanes<Item, Result>(
  width: number,
  items: readonly Item[],
  laneOf: (item: Item) => string,
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  const lanes = new Map<string, (() => Promise<void>)[]>();
  for (const [nth, item] of items.entries()) {
    const lane = laneOf(item);
    const task = async () => {
      results[nth] = await work(item);
    };
    const before = lanes.get(lane);
    if (before) before.push(task);
    else lanes.set(lane, [task]);
  }
  await inParallel(width, [...lanes.values()], async (tasks) => {
    for (const task of tasks) await task();
  });
  return results;
}
