/** One receipt, before it takes the shape of a platform. */
export interface SimulatedReceipt {
  id: string;
  outId: string;
  phone: string;
  status: string;
  at: string;
}

/** How long the gateway waits before it pushes again after a refusal; real ones wait minutes. */
const RETRY_MS = 500;
const BATCH = 100;
/** Beyond this, while the other side takes none, the oldest are dropped. */
const MOST_WAITING = 200_000;

/** Pushes items to one address. */
export interface Push {
  push(item: object): void;
  /** How many items the other side has not taken yet. */
  waiting(): number;
  stop(): void;
}

/**
 * Pushes in batches, one push at a time, and repeats each until the other side takes it, as gateways do. Without an
 * address it pushes nothing.
 */
export function pushTo(url: string | undefined): Push {
  const waiting: object[] = [];
  const stopped = new AbortController();
  let running = false;

  const run = async () => {
    running = true;
    while (url && waiting.length > 0 && !stopped.signal.aborted) {
      const batch = waiting.slice(0, BATCH);
      if (await taken(url, batch, stopped.signal)) waiting.splice(0, batch.length);
      else await pause(RETRY_MS);
    }
    running = false;
  };
  return {
    push(item) {
      if (!url) return;
      waiting.push(item);
      // Never drops the batch that is being pushed.
      if (waiting.length > MOST_WAITING) waiting.splice(BATCH, MOST_WAITING / 2);
      if (!running) void run();
    },
    waiting: () => waiting.length,
    stop: () => stopped.abort(),
  };
}

async function taken(url: string, batch: object[], signal: AbortSignal): Promise<boolean> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(batch),
      signal: AbortSignal.any([signal, AbortSignal.timeout(5000)]),
    });
    await response.arrayBuffer();
    return response.ok;
  } catch {
    return false; // The console is not up yet, or was restarted: the gateway tries again.
  }
}

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref();
  });
