/** Keeps only the newest items, so that a simulator that runs all winter does not fill the memory. */
export interface Newest<Item extends { seq: number }> {
  push(item: Item): void;
  all(): readonly Item[];
  /**
   * @param seq of the last item that the caller has
   * @throws Error when some later items are not kept any more
   */
  after(seq: number): Item[];
  clear(): void;
}

/**
 * The list is trimmed in one step when it has grown by this share: shifting at each item would cost more than all the
 * rest.
 */
const SLACK = 0.25;

/**
 * @param mostBytes approximate limit of the kept items, in bytes
 * @param sizeOf size of an item in bytes; need not be exact
 * @param dropped called with each item that is removed
 */
export function newest<Item extends { seq: number }>({
  mostBytes,
  sizeOf,
  dropped = () => {},
}: {
  mostBytes: number;
  sizeOf(item: Item): number;
  dropped?(item: Item): void;
}): Newest<Item> {
  let items: Item[] = [];
  let bytes = 0;
  let lastDropped = 0;

  function trim(): void {
    let count = 0;
    for (const item of items) {
      // The last item stays, whatever its size.
      if (bytes <= mostBytes || count === items.length - 1) break;
      bytes -= sizeOf(item);
      lastDropped = item.seq;
      dropped(item);
      count += 1;
    }
    items = items.slice(count);
  }

  return {
    push(item) {
      items.push(item);
      bytes += sizeOf(item);
      if (bytes > mostBytes * (1 + SLACK)) trim();
    },
    all: () => items,
    after(seq) {
      // A new reader, at 0, takes the items that are there.
      if (seq > 0 && seq < lastDropped)
        throw new Error(`Numbers ${seq + 1} to ${lastDropped} are not kept any more: look more often.`);
      if ((items.at(-1)?.seq ?? 0) <= seq) return [];
      return items.filter((item) => item.seq > seq);
    },
    clear() {
      items = [];
      bytes = 0;
    },
  };
}
