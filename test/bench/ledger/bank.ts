import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { progress } from '../../../cli/output';
import type { Env } from '../../../config/env';
import { runApart } from '../apart';
import type { LedgerGround } from './ground';
import type { Paid, ToPay } from './paying';

/** A batch for a bank with its file, and the bank's answer to it. */
export interface Banked {
  bankFileSeconds: number;
  bankFileMemoryMb: number;
  bankResultSeconds: number;
  bankResultMemoryMb: number;
  bankRows: number;
}

/**
 * Pays by card whoever is still owed money.
 * @throws Error when that is not everybody whom the bank is to pay, or the bank paid all and not all were booked
 */
export async function measureBank({ env, ground }: { env: Env; ground: LedgerGround }): Promise<Banked> {
  const folder = await mkdtemp(join(tmpdir(), 'nuandong-bench-'));
  const [file, answer] = [join(folder, 'pay.csv'), join(folder, 'answer.csv')];
  const asked = {
    database: env.DATABASE_URL,
    key: env.PEOPLE_KEY,
    campaign: ground.campaign,
    store: ground.definition.scope,
  };
  const pay = (path: string, batch: number | null): Promise<Paid> =>
    runApart<ToPay, Paid>(join(__dirname, 'paying.ts'), { ...asked, path, batch });
  try {
    progress('a batch for the bank, and its file …');
    const made = await pay(file, null);
    const wanted = ground.split.banked;
    if (made.rows !== wanted) throw new Error(`${made.rows} of ${wanted} rows are in the batch.`);
    await pipeline(Readable.from(answersTo(file)), createWriteStream(answer));
    progress(`the bank's answer to ${made.rows} rows …`);
    const read = await pay(answer, made.batch);
    if (read.rows !== made.rows) throw new Error(`${made.rows} rows were paid, and ${read.rows} were booked.`);
    return {
      ...{ bankFileSeconds: made.seconds, bankFileMemoryMb: made.memoryMb },
      ...{ bankResultSeconds: read.seconds, bankResultMemoryMb: read.memoryMb, bankRows: made.rows },
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What a bank answers that pays everybody: the line of totals has one cell more, as the rows have. */
async function* answersTo(file: string): AsyncGenerator<string> {
  let last: string | null = null;
  let nth = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    if (last !== null) yield answerTo(last, nth++);
    last = line;
  }
  yield `${last ?? ''},\r\n`;
}

function answerTo(line: string, nth: number): string {
  const [number, account, name, amount] = line.split(',');
  const told = nth === 0 ? '结果,失败原因' : '成功,';
  return `${[number, account, name, amount].join(',')},${told}\r\n`;
}
