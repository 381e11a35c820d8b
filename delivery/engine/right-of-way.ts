/** Longest wait of ordinary messages, because an urgent one may wait for a provider that does not answer. */
const LONGEST_MS = 3000;

/**
 * Gives urgent messages the right of way in a process: ordinary messages wait before their claim while urgent ones are
 * running or announced. Otherwise a full queue would keep both cores busy.
 */
export interface RightOfWay {
  /** An urgent message is being written and will be here soon. */
  announce(): void;
  urgent<T>(work: () => Promise<T>): Promise<T>;
  /** Waits while an urgent message is running. */
  giveWay(): Promise<void>;
}

export function rightOfWay(): RightOfWay {
  let inHand = 0;
  let until = 0;
  const opened: (() => void)[] = [];
  let timer: NodeJS.Timeout | undefined;

  const isTaken = () => inHand > 0 || Date.now() < until;
  function openUp(): void {
    for (const go of opened.splice(0)) go();
  }

  return {
    announce() {
      until = Date.now() + LONGEST_MS;
      clearTimeout(timer);
      timer = setTimeout(openUp, LONGEST_MS).unref();
    },
    async urgent(work) {
      inHand += 1;
      try {
        return await work();
      } finally {
        inHand -= 1;
        if (inHand === 0) {
          until = 0;
          openUp();
        }
      }
    },
    async giveWay() {
      if (!isTaken()) return;
      await new Promise<void>((resolve) => {
        const late = setTimeout(resolve, LONGEST_MS).unref();
        opened.push(() => {
          clearTimeout(late);
          resolve();
        });
      });
    },
  };
}
