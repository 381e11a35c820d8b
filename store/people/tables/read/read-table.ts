import { readFile, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { Refused, sentence } from '../../../../domain/text/refusal';
import type { Piece, RawTable } from '../table';
import { type Limits, MEGABYTE, REGISTER_LIMITS } from './limits';
import { mergesIn } from './merges';
import { kindOf, type Source } from './source';
import { piecesOf } from './tables-of';
import type { Answer, Task } from './thread';

const THREAD = join(__dirname, 'thread.ts');
/** The thread also runs the sources, wherever the process was started. */
const START = `require(${JSON.stringify(require.resolve('tsx/cjs'))}); require(${JSON.stringify(THREAD)});`;
/** Text of this size is read at once, in less time than a thread takes to start. */
const SMALL_TEXT = 256 * 1024;
/** A process reads one file after the other; when so many wait, the next is refused. */
const MOST_WAITING = 8;
/** Pieces that the thread is asked for before they are needed. */
const AHEAD = 2;

let last: Promise<unknown> = Promise.resolve();
let waiting = 0;

/** Reads a file of a register from the disk. @throws Refused; the file system's error when it cannot be read */
export async function readTableFile(path: string): Promise<RawTable[]> {
  const { size } = await stat(path);
  const file = basename(path);
  refuseLarge({ file, size }, REGISTER_LIMITS);
  return readTable(file, await readFile(path));
}

/**
 * Reads the tables of a register's file.
 * @param file its name; the ending says of which kind it is
 * @returns every sheet that holds anything; an empty one when none does
 * @throws Refused when it is no table, more than a register can be, or not read within the limits
 */
export async function readTable(file: string, bytes: Uint8Array): Promise<RawTable[]> {
  const tables: RawTable[] = [];
  for await (const piece of readPieces({ file, bytes }, REGISTER_LIMITS)) {
    if ('sheet' in piece) {
      const { hidden, merges } = piece.sheet;
      tables.push({ file: piece.sheet.file, hidden, lines: [], merges: [...mergesIn(merges)] });
    } else tables.at(-1)?.lines.push(...piece.lines);
  }
  // Spreadsheet programs add empty sheets; but a file with nothing else is handed on, to be refused by name.
  const filled = tables.filter(({ lines }) => lines.length > 0);
  return filled.length > 0 ? filled : tables.slice(0, 1);
}

/**
 * Reads the tables of a file in a thread with limits of time and memory, so that no file blocks or ends the process;
 * piece by piece, never ahead of who takes them.
 * @throws Refused when it is no table, more than may be, or not read within the limits
 */
export async function* readPieces(source: Source, limits: Limits): AsyncGenerator<Piece> {
  const size = 'bytes' in source ? source.bytes.length : (await stat(source.path)).size;
  refuseLarge({ file: source.file, size }, limits);
  if (size <= SMALL_TEXT && kindOf(source) === '.csv') {
    yield* piecesOf(source, limits);
    return;
  }
  const done = await myTurn();
  try {
    yield* inThread({ source, limits });
  } finally {
    done();
  }
}

function refuseLarge({ file, size }: { file: string; size: number }, limits: Limits): void {
  if (size > limits.file) throw new Refused(sentence('table-too-big', { file, most: limits.file / MEGABYTE }));
}

async function myTurn(): Promise<() => void> {
  if (waiting >= MOST_WAITING) throw new Refused(sentence('tables-busy'));
  waiting += 1;
  const before = last;
  let end = (): void => {};
  last = new Promise<void>((resolve) => {
    end = resolve;
  });
  await before;
  return () => {
    waiting -= 1;
    end();
  };
}

async function* inThread(task: Task): AsyncGenerator<Piece> {
  const { time, memory } = task.limits;
  const thread = new Worker(START, {
    eval: true,
    execArgv: [],
    workerData: task,
    resourceLimits: { maxOldGenerationSizeMb: memory, maxYoungGenerationSizeMb: 32, stackSizeMb: 4 },
  });
  const answers = answersOf(thread, task.source.file);
  let left = time;
  try {
    for (let ask = 0; ask < AHEAD; ask += 1) thread.postMessage('next');
    for (;;) {
      const begun = performance.now();
      const answer = await answers.next(left);
      left -= performance.now() - begun;
      if ('refused' in answer) throw new Refused(answer.refused);
      if ('done' in answer) return;
      yield answer.piece;
      thread.postMessage('next');
    }
  } finally {
    await thread.terminate();
  }
}

/** The answers of a thread in their order; one that does not come in time, or never will, is a refusal. */
function answersOf(thread: Worker, file: string): { next(within: number): Promise<Answer> } {
  const tooMuch = () => new Refused(sentence('table-too-slow', { file }));
  const come: (Answer | Error)[] = [];
  let wake = (): void => {};
  const take = (answer: Answer | Error): void => {
    come.push(answer);
    wake();
  };
  thread.on('message', take);
  thread.on('error', (error: Error & { code?: string }) =>
    take(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? tooMuch() : error),
  );
  thread.on('exit', () => take(tooMuch()));
  return {
    next: async (within) => {
      if (come.length === 0)
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, Math.max(0, within));
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      const answer = come.shift() ?? tooMuch();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
}
