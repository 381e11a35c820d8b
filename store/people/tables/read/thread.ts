import { parentPort, workerData } from 'node:worker_threads';
import { Refused, type Sentence } from '../../../../domain/text/refusal';
import type { RawTable } from '../table';
import { tablesOf } from './tables-of';

/** The input of the thread. */
export interface Task {
  file: string;
  bytes: Uint8Array;
}

/** The answer of the thread. */
export type Answer = { tables: RawTable[] } | { refused: Sentence };

/** Reads one file in a thread of its own; started by `read-table.ts`. */
async function read({ file, bytes }: Task): Promise<void> {
  parentPort?.postMessage(await answerOf(file, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)));
}

const answerOf = (file: string, bytes: Buffer): Promise<Answer> =>
  tablesOf(file, bytes).then(
    (tables) => ({ tables }),
    (error: unknown) => {
      if (error instanceof Refused) return { refused: error.sentence };
      throw error;
    },
  );

void read(workerData as Task);
