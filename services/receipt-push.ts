/** One receipt, before it takes the shape of a platform. */
export interface SimulatedReceipt {
  id: string;
  outId: string;
  phone: string;
  status: string;
  at: string;
}

/** How long a gateway waits before it pushes again what was not taken; real ones do so in minutes. */
const RETRY_MS = 500;
const BATCH = 100;
/** With nobody there to take them, the oldest are given up. */
const MOST_WAITING = 200_000;

/** Pushes items to one address. */
export interface Push {
  push(item: object): void;
  /** How many have not been taken yet. */
  waiting(): number;
  stop(): void;
}

/**
 * Pushes in batches, one push at a time, and again until the other side takes them, as gateways do.
 * Without an address nothing is pushed.
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
      // Never what is being pushed at this moment.
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
    return false; // The console is not up yet, or was restarted: the gateway comes again.
  }
}

const pause = (ms: number) =>
  new Promise<void>((resolve) => {
    setTimeout(resolve, ms).unref();
  });
