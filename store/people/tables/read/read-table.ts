import { readFile, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Refused, sentence } from '../../../../domain/text/refusal';
import type { RawTable } from '../table';
import { LARGEST_FILE, MEGABYTE } from './limits';
import { tablesOf } from './tables-of';
import type { Answer, Task } from './thread';

const THREAD = join(__dirname, 'thread.ts');
/** The thread also runs the sources, wherever the process was started. */
const START = `require(${JSON.stringify(require.resolve('tsx/cjs'))}); require(${JSON.stringify(THREAD)});`;
/** A register of a city takes two seconds and 100 MB. */
const LONGEST_MS = 30_000;
const MEMORY = { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 };
/** Text of this size is read at once, in less time than a thread takes to start. */
const SMALL_TEXT = 256 * 1024;
/** A process reads one file after the other; when so many wait, the next is refused. */
const MOST_WAITING = 8;

let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** Reads a file of tables from the disk. @throws Refused; the file system's error when it cannot be read */
export async function readTableFile(path: string): Promise<RawTable[]> {
  const { size } = await stat(path);
  const file = basename(path);
  if (size > LARGEST_FILE) throw new Refused(sentence('table-too-big', { file, most: LARGEST_FILE / MEGABYTE }));
  return readTable(file, await readFile(path));
}

/**
 * Reads the tables of a file in a thread with limits of time and memory, so that no file blocks or ends the process.
 * @param file its name; the ending says of which kind it is
 * @throws Refused when it is no table, more than a register can be, or not read within the limits
 */
export async function readTable(file: string, bytes: Uint8Array): Promise<RawTable[]> {
  if (bytes.length <= SMALL_TEXT && extname(file).toLowerCase() === '.csv') return tablesOf(file, Buffer.from(bytes));
  if (waiting >= MOST_WAITING) throw new Refused(sentence('tables-busy'));
  waiting += 1;
  const mine = last.then(() => inThread({ file, bytes }));
  last = mine.catch(() => {});
  return mine.finally(() => {
    waiting -= 1;
  });
}

function inThread(task: Task): Promise<RawTable[]> {
  const thread = new Worker(START, { eval: true, execArgv: [], workerData: task, resourceLimits: MEMORY });
  return new Promise<RawTable[]>((resolve, reject) => {
    const tooMuch = () => reject(new Refused(sentence('table-too-slow', { file: task.file })));
    const timer = setTimeout(tooMuch, LONGEST_MS);
    thread.on('message', (answer: Answer) => {
      if ('tables' in answer) resolve(answer.tables);
      else reject(new Refused(answer.refused));
    });
    thread.on('error', (error: Error & { code?: string }) => {
      if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') tooMuch();
      else reject(error);
    });
    thread.on('exit', () => {
      clearTimeout(timer);
      tooMuch();
    });
  }).finally(() => thread.terminate());
}
