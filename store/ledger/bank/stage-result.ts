import { type BankFormat, type Layout, resultLayout } from '../../../domain/ledger/bank/bank-format';
import {
  addRow,
  NO_SUMS,
  type RowTold,
  rowTold,
  type Sums,
  totalsFaults,
} from '../../../domain/ledger/bank/result-row';
import { type Sentence, sentence } from '../../../domain/text/refusal';
import { beside } from '../../db/beside';
import type { Queries } from '../../db/db';
import { openKeyring } from '../../people/sealed/keyring';
import type { PeopleKey } from '../../people/sealed/people-key';
import { openLines } from './bank-file';
import { holds, isOther, payeeOf, stagePayees, tellsPayee } from './payees';
import { type ReadLine, readResult } from './read-result';

/** Something wrong with a line of a bank's answer, by its number in the file; without what it tells of a person. */
export interface Fault {
  at: number;
  said: Sentence;
}

/** The first faults, and how many there are. */
export interface Faults {
  count: number;
  first: Fault[];
}

/** Most faults that are named. */
export const FAULTS_NAMED = 200;

export const addFault = (faults: Faults, fault: Fault): void => {
  faults.count += 1;
  if (faults.first.length < FAULTS_NAMED) faults.first.push(fault);
};

interface Reading {
  people: PeopleKey;
  batch: number;
  format: BankFormat;
  bytes: AsyncIterable<Uint8Array>;
}

/**
 * Reads a bank's answer into a table of the transaction: what it says of each line, and whether account and name are
 * those of the line with that number. Where the bank does not repeat our numbers, their keyed digests stand there
 * instead, and the same of the lines of the batch in a second table. Postgres writes a piece, and finds the lines of
 * the next one, while another is read.
 * @returns the sums of its rows, and the lines that are none
 */
export async function stageResult(
  tx: Queries,
  { people, batch, format, bytes }: Reading,
): Promise<{ sums: Sums; faults: Faults }> {
  const layout = resultLayout(format);
  const keyring = await openKeyring(tx, people);
  await tx`
    create temp table bank_told (
      at int not null, line int, fen bigint not null, failure text, other boolean not null, payee bytea) on commit drop`;
  const read: Read = { sums: { ...NO_SUMS }, faults: { count: 0, first: [] }, totals: [] };
  const isHeld = tellsLine(layout) && tellsPayee(layout);
  let written: Promise<unknown> = Promise.resolve();
  const write = async (told: readonly Told[], ours: Promise<OpenLines> | null): Promise<void> => {
    if (told.length === 0) return;
    const meant = ours && new Map((await ours)().map((one) => [one.line, one]));
    const others = told.map((row) => isOther(layout, row, meant?.get(row.line ?? 0)));
    const payees = told.map((row) => (isHeld ? null : payeeOf(keyring, layout, row)));
    await written;
    written = beside(stageRows(tx, { told, others, payees }));
  };
  let last: Parameters<typeof write> = [[], null];
  for await (const piece of readResult(bytes, layout)) {
    const told = rowsOf(piece, read, { layout, format, batch });
    const lines = told.flatMap(({ line }) => line ?? []);
    const ours = isHeld ? beside(openLines(tx, people, { batch, lines, figures: false })) : null;
    await write(...last);
    last = [told, ours];
  }
  await write(...last);
  await written;
  const { sums, faults, totals } = read;
  if (sums.rows === 0 && faults.count === 0) addFault(faults, { at: 1, said: sentence('bank-no-lines') });
  // Lines that are none count in the bank's totals: their own faults come first.
  if (faults.count === 0)
    for (const { at, said } of totals) for (const one of said(sums)) addFault(faults, { at, said: one });
  if (!tellsLine(layout)) await stagePayees(tx, { people, batch, layout });
  return { sums, faults };
}

type Told = RowTold & { at: number };
type OpenLines = Awaited<ReturnType<typeof openLines>>;

/** What was read until now. */
interface Read {
  sums: Sums;
  faults: Faults;
  totals: { at: number; said: (sums: Sums) => Sentence[] }[];
}

/** @returns the rows of a piece; all else goes into what was read */
function rowsOf(
  piece: readonly ReadLine[],
  { sums, faults, totals }: Read,
  { layout, format, batch }: { layout: Layout; format: BankFormat; batch: number },
): Told[] {
  const told: Told[] = [];
  for (const one of piece) {
    const { at } = one;
    if ('fault' in one) addFault(faults, { at, said: one.fault });
    else if (one.of === 'totals')
      totals.push({ at, said: (made) => totalsFaults(one.cells, layout, { sums: made, batch }) });
    else {
      const row = rowTold(one.cells, layout, format.result);
      if ('fault' in row) addFault(faults, { at, said: row.fault });
      else {
        told.push({ ...row, at });
        addRow(sums, row);
      }
    }
  }
  return told;
}

export const tellsLine = (layout: Layout): boolean => holds(layout, 'line');

const stageRows = async (
  tx: Queries,
  { told, others, payees }: { told: readonly Told[]; others: readonly boolean[]; payees: readonly (string | null)[] },
): Promise<unknown> => tx`
  insert into bank_told (at, line, fen, failure, other, payee)
  select t.at, t.line, t.fen, t.failure, t.other = 1, decode(t.payee, 'hex')
  from unnest(${told.map(({ at }) => at)}::int[], ${told.map(({ line }) => line)}::int[], ${told.map(({ fen }) => fen)}::bigint[],
              ${told.map(({ failure }) => failure)}::text[], ${others.map(Number)}::int[], ${[...payees]}::text[])
    as t(at, line, fen, failure, other, payee)`;
