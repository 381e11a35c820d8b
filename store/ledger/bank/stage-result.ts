import { type BankFormat, type Layout, resultLayout } from '../../../domain/ledger/bank/bank-format';
import {
  NO_SUMS,
  type RowTold,
  rowTold,
  type Sums,
  totalsFaults,
  withRow,
} from '../../../domain/ledger/bank/result-row';
import { normalName } from '../../../domain/people/normal-name';
import { type Sentence, sentence } from '../../../domain/text/refusal';
import { beside } from '../../db/beside';
import type { Queries } from '../../db/db';
import { type Keyring, openKeyring } from '../../people/sealed/keyring';
import type { PeopleKey } from '../../people/sealed/people-key';
import { openedLines } from './bank-file';
import { readResult } from './read-result';

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
 * Reads a bank's answer into a table of the transaction: what it says of each line, and instead of accounts and names
 * their keyed digest. With them, it does the same with the lines of the batch. Postgres writes a piece while the next
 * one is read.
 * @returns the sums of its rows, and the lines that are none
 */
export async function stageResult(
  tx: Queries,
  { people, batch, format, bytes }: Reading,
): Promise<{ sums: Sums; faults: Faults }> {
  const layout = resultLayout(format);
  const keyring = await openKeyring(tx, people);
  await tx`create temp table bank_told (at int not null, line int, fen bigint not null, failure text, payee bytea) on commit drop`;
  let sums = NO_SUMS;
  const faults: Faults = { count: 0, first: [] };
  const totals: { at: number; said: (sums: Sums) => Sentence[] }[] = [];
  let written: Promise<unknown> = Promise.resolve();
  for await (const piece of readResult(bytes, layout)) {
    const told: (RowTold & { at: number })[] = [];
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
          sums = withRow(sums, row);
        }
      }
    }
    const rows = toldColumns(keyring, layout, told);
    await written;
    written = beside(stageRows(tx, rows));
  }
  await written;
  if (sums.rows === 0 && faults.count === 0) addFault(faults, { at: 1, said: sentence('bank-no-lines') });
  // Lines that are none count in the bank's totals: their own faults come first.
  if (faults.count === 0)
    for (const { at, said } of totals) for (const one of said(sums)) addFault(faults, { at, said: one });
  if (tellsPayee(layout)) await stagePayees(tx, { people, batch, layout });
  return { sums, faults };
}

const holds = ({ row }: Layout, what: 'account' | 'name' | 'line'): boolean => row.some((one) => one.holds === what);

export const tellsPayee = (layout: Layout): boolean => holds(layout, 'account');
export const tellsLine = (layout: Layout): boolean => holds(layout, 'line');

const toldColumns = (keyring: Keyring, layout: Layout, rows: readonly (RowTold & { at: number })[]) => ({
  at: rows.map(({ at }) => at),
  line: rows.map(({ line }) => line),
  fen: rows.map(({ fen }) => fen),
  failure: rows.map(({ failure }) => failure),
  payee: rows.map((row) => payeeOf(keyring, layout, row)),
});

const stageRows = async (
  tx: Queries,
  { at, line, fen, failure, payee }: ReturnType<typeof toldColumns>,
): Promise<unknown> => tx`
  insert into bank_told (at, line, fen, failure, payee)
  select t.at, t.line, t.fen, t.failure, decode(t.payee, 'hex')
  from unnest(${at}::int[], ${line}::int[], ${fen}::bigint[], ${failure}::text[], ${payee}::text[])
    as t(at, line, fen, failure, payee)`;

/** @returns the digest of account and name, as far as the bank repeats them, in hex; null where it repeats neither */
function payeeOf(
  keyring: Keyring,
  layout: Layout,
  { account, name }: { account: string | null; name: string | null },
): string | null {
  if (!holds(layout, 'account')) return null;
  const told = holds(layout, 'name') ? plainName(name ?? '') : '';
  return keyring.digest('payee', `${account ?? ''}\n${told}`).toString('hex');
}

/** A name of Chinese characters only is written in one way, and most are such. */
const plainName = (name: string): string => (/^[\u4e00-\u9fff]+$/.test(name) ? name : normalName(name));

async function stagePayees(
  tx: Queries,
  { people, batch, layout }: { people: PeopleKey; batch: number; layout: Layout },
): Promise<void> {
  const keyring = await openKeyring(tx, people);
  await tx`create temp table bank_meant (line int not null, payee bytea not null) on commit drop`;
  let written: Promise<unknown> = Promise.resolve();
  for await (const page of openedLines(tx, people, batch)) {
    const lines = page.map(({ line }) => line);
    const payees = page.map((one) => payeeOf(keyring, layout, one) ?? '');
    await written;
    written = beside(stageMeant(tx, lines, payees));
  }
  await written;
}

const stageMeant = async (tx: Queries, lines: number[], payees: string[]): Promise<unknown> => tx`
  insert into bank_meant (line, payee) select m.line, decode(m.payee, 'hex')
  from unnest(${lines}::int[], ${payees}::text[]) as m(line, payee)`;
