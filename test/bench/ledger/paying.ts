import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { makeBatch, openBankFile } from '../../../actions/ledger/bank';
import { readBankResult } from '../../../actions/ledger/bank-results';
import { ROOT } from '../../../config/root';
import { readBankFormat } from '../../../domain/ledger/bank/read-format';
import { shellUser } from '../../../store/account/actor';
import { connect, type Sql } from '../../../store/db/db';
import { holdLittleMemory } from '../../../store/db/little-memory';
import { writeClosedFile } from '../../../store/ledger/bank/on-disk';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { answerOnce, mostMemoryMb } from '../apart';
import { secondsOf } from '../seconds-of';
import { keyOf, LIST, PURSE } from './ground';

/** What the process is told to do: to make a batch and its file, or to read the bank's answer to one. */
export interface ToPay {
  database: string;
  key: string;
  campaign: string;
  /** Code of the region whose store pays. */
  store: string;
  path: string;
  /** Of the answer. */
  batch: number | null;
}
export interface Paid {
  seconds: number;
  memoryMb: number;
  batch: number;
  rows: number;
}

/** As the command does it. */
async function pay({ database, key, campaign, store, path, batch }: ToPay): Promise<Paid> {
  holdLittleMemory();
  const sql = connect(database, { max: 2, statementMs: 600_000 });
  const paying = { campaign, top: null, via: 'cli' as const, people: peopleKey(key) };
  const done = { batch: 0, rows: 0 };
  try {
    const seconds = await secondsOf(async () =>
      Object.assign(
        done,
        batch === null ? await make(sql, { ...paying, store, path }) : await read(sql, { ...paying, path, batch }),
      ),
    );
    return { ...done, seconds, memoryMb: mostMemoryMb() };
  } finally {
    await sql.end();
  }
}

type Paying = { campaign: string; top: null; via: 'cli'; people: ReturnType<typeof peopleKey>; path: string };
const acting = (sql: Sql) => ({ sql, by: shellUser({ NUANDONG_BY: 'bench' }) });

async function make(sql: Sql, { path, store, ...paying }: Paying & { store: string }) {
  const format = readBankFormat(parse(await readFile(join(ROOT, 'config/samples/banks/csv-utf8.yaml'), 'utf8')));
  const reason = '测量';
  const asked = { list: LIST, purse: PURSE, store, region: null, key: keyOf(1, 5), leave: false, format };
  const { id, rows } = await makeBatch(acting(sql), { ...paying, ...asked, reason });
  await writeClosedFile(path, await openBankFile(acting(sql), { ...paying, reason, batch: id }));
  return { batch: id, rows };
}

async function read(sql: Sql, { path, batch, ...paying }: Paying & { batch: number }) {
  const { paid } = await readBankResult(acting(sql), { ...paying, batch, source: { file: 'answer.csv', path } });
  return { batch, rows: paid };
}

answerOnce(pay);
