import { createHash } from 'node:crypto';
import type { BankFormat } from '../../domain/ledger/bank/bank-format';
import { resultLayout } from '../../domain/ledger/bank/bank-format';
import { receiptNumber } from '../../domain/report/receipt';
import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { atomically, type Queries } from '../../store/db/db';
import { forManyRows, keepPlans } from '../../store/db/plans';
import { type Batch, batchFile, batchIn, lockBatch } from '../../store/ledger/bank/batches';
import { matchResult } from '../../store/ledger/bank/match-result';
import { bookedBefore, noteBooked, type Result, resultNumber, setAside } from '../../store/ledger/bank/results';
import { bookPaid, lockRowsTold, settleLines } from '../../store/ledger/bank/settle-result';
import { stageResult, tellsLine } from '../../store/ledger/bank/stage-result';
import { type Ledger, ledgerOf, refuseOtherStores } from '../../store/ledger/ledger-of';
import { ledgerRefusals } from '../../store/ledger/ledger-refusals';
import { handOf } from '../../store/list/deeds';
import { bytesOf, type Source } from '../../store/people/tables/read/source';
import type { Acting } from '../acting';
import type { Paying } from './bank';

interface Reading extends Omit<Paying, 'reason'> {
  batch: number;
  /** The bank's file. */
  source: Source;
  /** Instead of the format that the batch was made with, where that does not fit what the bank sends. */
  format?: BankFormat | undefined;
}

/** A result as its reader hears of it. */
export interface Read extends Result {
  receipt: string;
  /** This very file was booked before. */
  repeated: boolean;
}

/**
 * Reads a bank's answer: it is booked as a whole, once. A file with any fault is set aside as a whole.
 * @throws Refused with its faults, by line of the file; that it was set aside is recorded
 */
export async function readBankResult(acting: Acting, reading: Reading): Promise<Read> {
  const digest = await digestOf(reading.source);
  const read = await atomically(acting.sql, (tx) => readOnce(tx, acting, { ...reading, digest })).catch(ledgerRefusals);
  if (read.state === 'booked') return read;
  const problems = read.faults.map(({ at, said }) => ({ field: String(at), ...said }));
  throw new Refused(sentence('bank-set-aside', { problems: read.faultCount }), problems);
}

async function digestOf(source: Source): Promise<Buffer> {
  const digest = createHash('sha256');
  for await (const piece of bytesOf(source)) digest.update(piece);
  return digest.digest();
}

async function readOnce(tx: Queries, { by }: Acting, reading: Reading & { digest: Buffer }): Promise<Read> {
  const { campaign, top, via, batch, digest } = reading;
  const ledger = await ledgerOf(tx, campaign);
  await lockBatch(tx, batch);
  const asked = await batchIn(tx, { campaign, top, batch });
  await refuseOtherStores(tx, { scope: ledger.definition.scope, top }, [asked.store]);
  const before = await bookedBefore(tx, { batch, digest });
  if (before) return { ...before, receipt: receiptNumber(before.id), repeated: true };
  if (asked.withdrawnAt !== null) throw new Refused(sentence('bank-batch-over', { batch }));
  const result = await settle(tx, { ...reading, ledger, asked, hand: handOf(by, via) });
  const { state, paid, paidFen, failed, failedFen, faultCount: faults } = result;
  const counts = { paid, paidFen, failed, failedFen, faults };
  await audit(tx, by, 'pay-rows', { campaign, what: 'read', batch, result: result.id, state, ...counts });
  return { ...result, receipt: receiptNumber(result.id), repeated: false };
}

type Settling = Reading & { digest: Buffer; ledger: Ledger; asked: Batch; hand: ReturnType<typeof handOf> };

async function settle(
  tx: Queries,
  { people, batch, source, digest, ledger, asked, hand, ...reading }: Settling,
): Promise<Result> {
  const { campaign } = reading;
  const { definition, now: at } = ledger;
  const format = reading.format ?? (await batchFile(tx, { campaign, batch })).format;
  const { faults } = await stageResult(tx, { people, batch, format, bytes: bytesOf(source) });
  await Promise.all([forManyRows(tx), keepPlans(tx)]);
  await matchResult(tx, { batch, byLine: tellsLine(resultLayout(format)) }, faults);
  if (faults.count > 0) return setAside(tx, { batch, digest, at, hand, faults });
  const id = await resultNumber(tx, { batch, digest });
  const { list, purse, store } = asked;
  const settling = { campaign, definition, batch, list, purse, store, result: id, at, hand };
  await lockRowsTold(tx, settling);
  await settleLines(tx, settling);
  const act = await bookPaid(tx, settling);
  return noteBooked(tx, { batch, digest, at, hand, id, act });
}
