import { parentPort, workerData } from 'node:worker_threads';
import { Refused, type Sentence } from '../../../../domain/text/refusal';
import type { Piece } from '../table';
import type { Limits } from './limits';
import type { Source } from './source';
import { piecesOf } from './tables-of';

/** The input of the thread. */
export interface Task {
  source: Source;
  limits: Limits;
}

/** An answer of the thread. */
export type Answer = { piece: Piece } | { refused: Sentence } | { done: true };

/** Reads one file in a thread of its own, a piece each time that it is asked; started by `read-table.ts`. */
function read({ source, limits }: Task): void {
  const pieces = piecesOf(source, limits);
  parentPort?.on('message', async () => {
    parentPort?.postMessage(await answerOf(pieces));
  });
}

const answerOf = (pieces: AsyncGenerator<Piece>): Promise<Answer> =>
  pieces.next().then(
    (next): Answer => (next.done ? { done: true } : { piece: next.value }),
    (error: unknown) => {
      if (error instanceof Refused) return { refused: error.sentence };
      throw error;
    },
  );

read(workerData as Task);
