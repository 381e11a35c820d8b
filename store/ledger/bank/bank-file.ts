import { createHash } from 'node:crypto';
import { fileLayout } from '../../../domain/ledger/bank/bank-format';
import { isAccount, type PaidRow, plainAccount } from '../../../domain/ledger/bank/cells';
import type { PersonalAnswers } from '../../../domain/list/row-check';
import type { Figures } from '../../../domain/report/report-figures';
import { inBoth, type Problem, Refused, type Sentence, sentence } from '../../../domain/text/refusal';
import { beside } from '../../db/beside';
import { atomically, type Queries } from '../../db/db';
import { type Keyring, openKeyring } from '../../people/sealed/keyring';
import type { PeopleKey } from '../../people/sealed/people-key';
import type { BatchFile } from './batches';
import { type LineWriter, type LineWritten, lineWriter } from './write-line';

const PAGE = 1000;

interface LineFound {
  line: number;
  fen: number;
  entry: number;
  unit: string;
  shown: string;
  figures: Figures;
  sealed: Buffer | null;
  keyNo: number | null;
}

/** A line of a batch with what its row tells of a person. */
export interface OpenedLine extends PaidRow {
  entry: number;
  unit: string;
  shown: string;
}

/**
 * Opens the lines of a batch, page by page, each in a transaction of its own where the caller has none: the batch
 * freezes its rows, so nothing changes between them. Postgres reads the next page while one is opened.
 */
export async function* openedLines(sql: Queries, people: PeopleKey, batch: number): AsyncGenerator<OpenedLine[]> {
  let next = readPage(sql, people, { batch, after: 0 });
  try {
    for (let page = await next; page.found.length > 0; page = await next) {
      const { keyring, found } = page;
      const isLast = found.length < PAGE;
      if (!isLast) next = beside(readPage(sql, people, { batch, after: found.at(-1)?.line ?? 0 }));
      yield found.map((one) => opened(keyring, one));
      if (isLast) return;
    }
  } finally {
    // Nothing is asked of a transaction that is over.
    await next.catch(() => {});
  }
}

/**
 * Each row is found by its number (`offset 0`): without statistics of a new batch, Postgres would read all rows for
 * each page.
 */
const readPage = (
  sql: Queries,
  people: PeopleKey,
  { batch, after }: { batch: number; after: number },
): Promise<{ keyring: Keyring; found: LineFound[] }> =>
  atomically(sql, async (tx) => {
    const keyring = await openKeyring(tx, people);
    const found = await tx<LineFound[]>`
      select l.line, l.fen, e.id as entry, e.unit_code as unit, e.shown, e.figures, e.sealed, e.key_no as "keyNo"
      from (select line, fen, entry_id from bank_lines
            where batch_id = ${batch} and line > ${after} order by line limit ${PAGE}) l
      cross join lateral (select * from entries where id = l.entry_id offset 0) e order by l.line`;
    return { keyring, found };
  });

function opened(keyring: Keyring, { sealed, keyNo, ...line }: LineFound): OpenedLine {
  const told: Partial<PersonalAnswers> =
    sealed === null || keyNo === null ? {} : (keyring.unseal({ sealed, keyNo }, 'entries.sealed') as PersonalAnswers);
  const { name = '', account = '', holder = name } = told;
  return { ...line, name: holder, account: plainAccount(account), idNumber: told['id-number'] ?? '' };
}

/** Most of them that are named. */
const MOST_NAMED = 200;

/**
 * Goes through a batch as its file will have it, and writes nothing.
 * @returns the digest of the file; the rows that cannot stand in it, and how they are named
 * @throws Refused when a line before or after the rows cannot be written
 */
export async function tryFile(
  sql: Queries,
  people: PeopleKey,
  batch: BatchFile,
): Promise<{ digest: Buffer; notReady: number[]; problems: Problem[] }> {
  const writer = lineWriter(fileLayout(batch.format));
  const digest = createHash('sha256').update(bytesOf(writer.beginning(batch)));
  const notReady: number[] = [];
  const problems: Problem[] = [];
  for await (const page of openedLines(sql, people, batch.batch))
    for (const row of page) {
      const written = writeRow(writer, row, batch);
      if ('bytes' in written) digest.update(written.bytes);
      else {
        notReady.push(row.entry);
        if (problems.length < MOST_NAMED) problems.push(named(row, written.fault));
      }
    }
  digest.update(bytesOf(writer.end(batch)));
  return { digest: digest.digest(), notReady, problems };
}

function writeRow(writer: LineWriter, row: OpenedLine, batch: BatchFile): LineWritten {
  if (row.account === '') return { fault: sentence('bank-no-account') };
  if (!isAccount(row.account)) return { fault: sentence('bank-bad-account') };
  if (row.name.trim() === '') return { fault: sentence('bank-no-name') };
  return writer.row(row, batch);
}

const named = ({ entry, unit, shown }: OpenedLine, fault: Sentence): Problem => ({
  field: `${entry} ${unit}`,
  ...sentence('bank-row', { shown, why: inBoth(fault) }),
});

/** @throws Refused with what cannot be written */
function bytesOf(line: LineWritten): Buffer {
  if ('fault' in line) throw new Refused(line.fault);
  return line.bytes;
}

/**
 * Writes the file of a batch, piece by piece: names and accounts in full, so the caller has a reason and a line in the
 * audit log. Written again, it is the same bytes.
 * @throws Refused at its end when it is not the file that it was, because somebody was erased meanwhile
 */
export async function* fileOf(sql: Queries, people: PeopleKey, batch: BatchFile): AsyncGenerator<Buffer> {
  const writer = lineWriter(fileLayout(batch.format));
  const digest = createHash('sha256');
  const told = (bytes: Buffer): Buffer => {
    digest.update(bytes);
    return bytes;
  };
  yield told(bytesOf(writer.beginning(batch)));
  for await (const page of openedLines(sql, people, batch.batch))
    yield told(Buffer.concat(page.map((row) => bytesOf(writeRow(writer, row, batch)))));
  yield told(bytesOf(writer.end(batch)));
  if (!batch.digest?.equals(digest.digest())) throw new Refused(sentence('bank-batch-changed', { batch: batch.batch }));
}
