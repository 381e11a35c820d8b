import { parentPort, workerData } from 'node:worker_threads';
import { inputsOf } from './input';
import { Lost } from './target';
import { targetNamed } from './targets';

/** What the thread is to do. */
export interface Task {
  target: string;
  seed: number;
  from: number;
  runs: number;
  /** Under way: the number of the input, and since when (ms); read by the process that watches. */
  shared: SharedArrayBuffer;
}

/** What went wrong with one input. */
export interface Fault {
  nth: number;
  kind: 'crash' | 'lost' | 'hang' | 'memory';
  why: string;
}

/** What the thread tells: faults as they occur, and its sums in the end. */
export type Told = { fault: Fault } | { accepted: number; refused: number; slowestMs: number };

/** Of the clock and of processors, which others may be using. A slower input is tried again. */
const SLOW_MS = 1000;
const AGAIN = 2;
/** A turn for what is still under way, such as a promise that nobody waits for. */
const A_TURN = 64;

async function run({ target: name, seed, from, runs, shared }: Task): Promise<void> {
  const target = await targetNamed(name);
  const input = inputsOf(name, target, seed);
  const now = new Float64Array(shared);
  const tell = (told: Told): void => parentPort?.postMessage(told);
  let [accepted, refused, slowestMs] = [0, 0, 0];
  // The first input costs what everything costs once: it is not timed.
  await target.feed(input(0));
  for (let nth = from; nth < runs; nth += 1) {
    const given = input(nth);
    now[0] = nth;
    let took = Number.POSITIVE_INFINITY;
    for (let tries = 0; tries <= AGAIN && took > SLOW_MS; tries += 1) {
      const begun = performance.now();
      const used = process.cpuUsage();
      now[1] = begun;
      try {
        const outcome = await target.feed(Buffer.from(given));
        if (tries > 0) continue;
        if (outcome === 'accepted') accepted += 1;
        else refused += 1;
      } catch (error) {
        const why = error instanceof Error ? (error.stack ?? error.message) : String(error);
        if (tries === 0) tell({ fault: { nth, kind: error instanceof Lost ? 'lost' : 'crash', why } });
      } finally {
        const { user, system } = process.cpuUsage(used);
        took = Math.min(took, performance.now() - begun, (user + system) / 1000);
      }
    }
    if (took > SLOW_MS) tell({ fault: { nth, kind: 'hang', why: `${Math.round(took)} ms` } });
    slowestMs = Math.max(slowestMs, took);
    if (nth % A_TURN === 0) await new Promise(setImmediate);
  }
  now[1] = Number.POSITIVE_INFINITY;
  await target.close?.();
  tell({ accepted, refused, slowestMs: Math.round(slowestMs) });
}

void run(workerData as Task);
