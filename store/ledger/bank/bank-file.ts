import { createHash } from 'node:crypto';
import { fileLayout, type Layout } from '../../../domain/ledger/bank/bank-format';
import { isAccount, type PaidRow, plainAccount } from '../../../domain/ledger/bank/cells';
import type { PersonalAnswers } from '../../../domain/list/row-check';
import type { Figures } from '../../../domain/report/report-figures';
import { inBoth, type Problem, Refused, type Sentence, sentence } from '../../../domain/text/refusal';
import { beside } from '../../db/beside';
import { atomically, type Fragment, type Queries } from '../../db/db';
import { type Keyring, openKeyring } from '../../people/sealed/keyring';
import type { PeopleKey } from '../../people/sealed/people-key';
import type { BatchFile } from './batches';
import { type LineWriter, type LineWritten, lineWriter } from './write-line';

const PAGE = 1000;

interface LineFound {
  line: number;
  fen: number;
  entry: number;
  figures: Figures | null;
  sealed: Buffer | null;
  keyNo: number | null;
}

/** A line of a batch with what its row tells of a person. */
export interface OpenedLine extends PaidRow {
  entry: number;
}

/** Which lines of a batch are opened, and whether with the answers of their rows. */
interface Opening {
  batch: number;
  figures: boolean;
}

/**
 * Opens the lines of a batch, page by page, each in a transaction of its own where the caller has none: the batch
 * freezes its rows, so nothing changes between them. Postgres reads the next page while one is opened.
 */
export async function* openedLines(sql: Queries, people: PeopleKey, opening: Opening): AsyncGenerator<OpenedLine[]> {
  const pageAfter = (line: number) =>
    readLines(sql, people, { ...opening, which: sql`line > ${line} order by line limit ${PAGE}` });
  let next = pageAfter(0);
  try {
    for (let page = await next; page.found.length > 0; page = await next) {
      const { keyring, found } = page;
      const isLast = found.length < PAGE;
      if (!isLast) next = beside(pageAfter(found.at(-1)?.line ?? 0));
      yield found.map((one) => opened(keyring, one));
      if (isLast) return;
    }
  } finally {
    // Nothing is asked of a transaction that is over.
    await next.catch(() => {});
  }
}

/** Opens some lines of a batch by their numbers; one that it does not have is left out. */
export async function openLines(
  tx: Queries,
  people: PeopleKey,
  { lines, ...opening }: Opening & { lines: readonly number[] },
): Promise<() => OpenedLine[]> {
  const { keyring, found } = await readLines(tx, people, { ...opening, which: tx`line = any(${[...lines]}::int[])` });
  return () => found.map((one) => opened(keyring, one));
}

/**
 * Each row is found by its number (`offset 0`): without statistics of a new batch, Postgres would read all rows for
 * each page.
 */
const readLines = (
  sql: Queries,
  people: PeopleKey,
  { batch, figures, which }: Opening & { which: Fragment },
): Promise<{ keyring: Keyring; found: LineFound[] }> =>
  atomically(sql, async (tx) => {
    const keyring = await openKeyring(tx, people);
    const found = await tx<LineFound[]>`
      select l.line, l.fen, e.id as entry, ${figures ? tx`e.figures` : tx`null::jsonb as figures`}, e.sealed, e.key_no as "keyNo"
      from (select line, fen, entry_id from bank_lines where batch_id = ${batch} and ${which}) l
      cross join lateral (select * from entries where id = l.entry_id offset 0) e order by l.line`;
    return { keyring, found };
  });

function opened(keyring: Keyring, { line, fen, entry, figures, sealed, keyNo }: LineFound): OpenedLine {
  const told: Partial<PersonalAnswers> =
    sealed === null || keyNo === null ? {} : (keyring.unseal({ sealed, keyNo }, 'entries.sealed') as PersonalAnswers);
  const { name = '', account = '', holder = name, 'id-number': idNumber = '' } = told;
  return { line, fen, entry, figures: figures ?? {}, name: holder, account: plainAccount(account), idNumber };
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
  const layout = fileLayout(batch.format);
  const writer = lineWriter(layout);
  const digest = createHash('sha256').update(writer.bytes(textOf(writer.beginning(batch))));
  const notReady: number[] = [];
  const faults = new Map<number, Sentence>();
  for await (const page of openedLines(sql, people, { batch: batch.batch, figures: tellsAnswers(layout) })) {
    let text = '';
    for (const row of page) {
      const written = writeRow(writer, row, batch);
      if ('text' in written) text += written.text;
      else {
        notReady.push(row.entry);
        if (faults.size < MOST_NAMED) faults.set(row.entry, written.fault);
      }
    }
    digest.update(writer.bytes(text));
  }
  digest.update(writer.bytes(textOf(writer.end(batch))));
  return { digest: digest.digest(), notReady, problems: await named(sql, faults) };
}

const tellsAnswers = ({ row }: Layout): boolean => row.some(({ holds }) => holds === 'answer');

function writeRow(writer: LineWriter, row: OpenedLine, batch: BatchFile): LineWritten {
  if (row.account === '') return { fault: sentence('bank-no-account') };
  if (!isAccount(row.account)) return { fault: sentence('bank-bad-account') };
  if (row.name.trim() === '') return { fault: sentence('bank-no-name') };
  return writer.row(row, batch);
}

/** In the order in which they were found. */
async function named(sql: Queries, faults: ReadonlyMap<number, Sentence>): Promise<Problem[]> {
  if (faults.size === 0) return [];
  const rows = await sql<{ id: number; unit: string; shown: string }[]>`
    select id, unit_code as unit, shown from entries where id = any(${[...faults.keys()]}::bigint[])`;
  const shown = new Map(rows.map((row) => [row.id, row]));
  return [...faults].map(([entry, fault]) => {
    const row = shown.get(entry);
    return {
      field: `${entry} ${row?.unit ?? ''}`,
      ...sentence('bank-row', { shown: row?.shown ?? '', why: inBoth(fault) }),
    };
  });
}

/** @throws Refused with what cannot be written */
function textOf(line: LineWritten): string {
  if ('fault' in line) throw new Refused(line.fault);
  return line.text;
}

/**
 * Writes the file of a batch, piece by piece: names and accounts in full, so the caller has a reason and a line in the
 * audit log. Written again, it is the same bytes.
 * @throws Refused at its end when it is not the file that it was, because somebody was erased meanwhile
 */
export async function* fileOf(sql: Queries, people: PeopleKey, batch: BatchFile): AsyncGenerator<Buffer> {
  const layout = fileLayout(batch.format);
  const writer = lineWriter(layout);
  const digest = createHash('sha256');
  const told = (text: string): Buffer => {
    const bytes = writer.bytes(text);
    digest.update(bytes);
    return bytes;
  };
  yield told(textOf(writer.beginning(batch)));
  for await (const page of openedLines(sql, people, { batch: batch.batch, figures: tellsAnswers(layout) }))
    yield told(page.map((row) => textOf(writeRow(writer, row, batch))).join(''));
  yield told(textOf(writer.end(batch)));
  if (!batch.digest?.equals(digest.digest())) throw new Refused(sentence('bank-batch-changed', { batch: batch.batch }));
}
