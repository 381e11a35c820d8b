/** The newest of what comes: a simulator that runs all winter does not fill the machine's memory. */
export interface Newest<Item extends { seq: number }> {
  push(item: Item): void;
  all(): readonly Item[];
  /**
   * @param seq of the last one that the caller has
   * @throws Error when some that came after it are not kept any more
   */
  after(seq: number): Item[];
  clear(): void;
}

/**
 * It is trimmed when it has grown by this share, and then at once: shifting each time would cost more than all the
 * rest.
 */
const SLACK = 0.25;

/**
 * @param mostBytes about how much is kept
 * @param sizeOf an item in bytes; need not be exact
 * @param dropped is told of each that is let go
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
      // The very last stays, however large.
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
      // A reader that begins, at 0, takes what there is.
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
