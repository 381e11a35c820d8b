import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { ROOT } from '../../config/root';
import { inputsOf } from './input';
import { targetNamed } from './targets';
import type { Fault, Task, Told } from './thread';

/** What became of all inputs of a target. */
export interface Found {
  target: string;
  runs: number;
  accepted: number;
  refused: number;
  crashes: number;
  slowestMs: number;
  peakMb: number;
  faults: (Fault & { file: string })[];
}

const THREAD = join(__dirname, 'thread.ts');
/** tsx takes `require` and `import()` by separate hooks. */
const START = `Promise.all([import('tsx/cjs/api'), import('tsx/esm/api')]).then((hooks) => {
  for (const { register } of hooks) register();
  require(${JSON.stringify(THREAD)});
});`;
/** An input that takes so long will never end, on however busy a machine; it is ended from outside. */
const HANGS_MS = 60_000;
const LOOK_EVERY_MS = 100;
const MB = 1_048_576;
const MOST_MB = 200;
/** Inputs after which everything is loaded; what memory is added later is the border's. */
const WARM = 500;
const MOST_FAULTS = 20;

/**
 * Gives a target its inputs in a thread, which this process watches: a thread that hangs or runs out of memory is
 * ended, and the next goes on behind that input. Each input that failed is written to a file.
 */
export async function watch({ target, seed, runs }: { target: string; seed: number; runs: number }): Promise<Found> {
  const found: Found = { target, runs, accepted: 0, refused: 0, crashes: 0, slowestMs: 0, peakMb: 0, faults: [] };
  const keep = await keeperOf(target, seed);
  for (let from = 0; from < runs; ) {
    const shared = new SharedArrayBuffer(16);
    const fault = await oneThread({ target, seed, from, runs, shared }, found, keep);
    if (!fault) break;
    // Before its first input nothing was tried: this is no fault of a border.
    if (new Float64Array(shared)[1] === 0) throw new Error(fault.why);
    keep(found, fault);
    from = fault.nth + 1;
    if (found.crashes >= MOST_FAULTS) break;
  }
  return found;
}

/** @returns the fault that has ended the thread; null when it has come to its end */
async function oneThread(task: Task, found: Found, keep: Keep): Promise<Fault | null> {
  const now = new Float64Array(task.shared);
  const thread = new Worker(START, {
    eval: true,
    workerData: task,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  let ended: 'done' | Error | undefined;
  thread.on('message', (told: Told) => {
    if ('fault' in told) return keep(found, told.fault);
    found.accepted += told.accepted;
    found.refused += told.refused;
    found.slowestMs = Math.max(found.slowestMs, told.slowestMs);
    ended = 'done';
  });
  thread.on('error', (error) => {
    ended ??= error;
  });
  const overdue = (): boolean => (now[1] ?? 0) > 0 && hangsSince(now) > HANGS_MS;
  let base = 0;
  while (ended === undefined && !overdue() && found.crashes < MOST_FAULTS) {
    await pause(LOOK_EVERY_MS);
    const mb = process.memoryUsage.rss() / MB;
    if ((now[0] ?? 0) < task.from + WARM) base = Math.max(base, mb);
    else found.peakMb = Math.max(found.peakMb, Math.round(mb - base));
  }
  await thread.terminate();
  const nth = now[0] ?? task.from;
  if (ended === 'done') {
    if (found.peakMb > MOST_MB)
      keep(found, { nth, kind: 'memory', why: `${found.peakMb} MB more than at the beginning` });
    return null;
  }
  if (ended === undefined) return { nth, kind: 'hang', why: `not ended after ${HANGS_MS} ms` };
  const isMemory = Reflect.get(ended, 'code') === 'ERR_WORKER_OUT_OF_MEMORY';
  return { nth, kind: isMemory ? 'memory' : 'crash', why: ended.stack ?? ended.message };
}

/** The number of the input that is under way changes as long as the thread goes on. */
const seen = { nth: -1, at: 0 };
function hangsSince(now: Float64Array): number {
  if (now[1] === Number.POSITIVE_INFINITY) return 0;
  if (seen.nth !== now[0]) Object.assign(seen, { nth: now[0], at: performance.now() });
  return performance.now() - seen.at;
}

type Keep = (found: Found, fault: Fault) => void;

/** @returns how to note a fault: its input goes into a file that `--replay` reads, and that the corpus may keep */
async function keeperOf(name: string, seed: number): Promise<Keep> {
  const target = await targetNamed(name);
  const input = inputsOf(name, target, seed);
  await target.close?.();
  const folder = join(ROOT, '.nuandong', 'fuzz');
  return (found, fault) => {
    found.crashes += 1;
    if (found.faults.length >= MOST_FAULTS) return;
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${name}-${seed}-${fault.nth}`);
    writeFileSync(file, input(fault.nth));
    found.faults.push({ ...fault, file });
  };
}
