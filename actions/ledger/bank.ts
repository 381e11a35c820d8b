import type { BankFormat } from '../../domain/ledger/bank/bank-format';
import { receiptNumber } from '../../domain/report/receipt';
import { type Problem, Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { atomically, type Queries } from '../../store/db/db';
import { fileOf } from '../../store/ledger/bank/bank-file';
import {
  type Batch,
  type BatchAsked,
  batchFile,
  batchIn,
  lockBatch,
  noteBatch,
  withdrawLines,
} from '../../store/ledger/bank/batches';
import { fillBatch } from '../../store/ledger/bank/fill-batch';
import { type Mended, mendRows as mend } from '../../store/ledger/bank/mend-rows';
import { type Ledger, ledgerOf, refuseOtherStores } from '../../store/ledger/ledger-of';
import { ledgerRefusals } from '../../store/ledger/ledger-refusals';
import { handOf } from '../../store/list/deeds';
import { openKeyring } from '../../store/people/sealed/keyring';
import type { PeopleKey } from '../../store/people/sealed/people-key';
import type { Acting } from '../acting';

/** What every act of paying by card says. */
export interface Paying {
  campaign: string;
  /** Highest region of who acts; null for everything. */
  top: string | null;
  via: 'api' | 'cli';
  /** Opens names and accounts. */
  people: PeopleKey;
  /** For the audit log; it must name no person. */
  reason: string;
}

/** A batch as its maker hears of it. */
export interface Made extends Batch {
  receipt: string;
  /** This very batch was made before. */
  repeated: boolean;
  /** Rows that it leaves out because they cannot stand in its file, and the first of them by number and masked name. */
  left: number;
  leftOut: Problem[];
}

type Asking = Omit<BatchAsked, 'campaign' | 'corrects' | 'bank' | 'format'> & {
  bank?: string | undefined;
  format?: BankFormat | undefined;
};

/**
 * Makes a batch: all rows of a list that a purse still owes money to are frozen for a bank. Its file is not written
 * yet.
 * @throws Refused when rows cannot stand in the file: with their numbers and masked names, before anything is written
 */
export const makeBatch = (acting: Acting, { people, top, via, reason, ...asked }: Paying & Asking): Promise<Made> =>
  atomically(acting.sql, async (tx) => {
    const ledger = await ledgerOf(tx, asked.campaign);
    const format = formatOf(ledger, asked);
    const whole = { ...asked, bank: asked.bank ?? FROM_FILE, format, corrects: null };
    return make(tx, acting, { ...whole, ledger, people, top, via, reason });
  }).catch(ledgerRefusals);

/** A format that was read from a file has no name. */
const FROM_FILE = 'file';

type Correcting = Paying & { batch: number } & Pick<Asking, 'key' | 'leave' | 'bank' | 'format'>;

/**
 * Makes the one batch that pays again what has failed of another: by its format unless another is given, to the rows
 * that are still owed it, never more than has failed.
 * @throws Refused while the bank has not answered for all rows, or when there is such a batch
 */
export const correctBatch = (acting: Acting, { batch, key, leave, people, ...paying }: Correcting): Promise<Made> =>
  atomically(acting.sql, async (tx) => {
    const { campaign, top, via, reason } = paying;
    const ledger = await ledgerOf(tx, campaign);
    await lockBatch(tx, batch);
    const failed = await batchIn(tx, { campaign, top, batch });
    if (failed.open > 0) throw new Refused(sentence('bank-batch-open', { batch, rows: failed.open }));
    const { list, purse, store } = failed;
    const given = paying.bank !== undefined || paying.format !== undefined;
    const format = given ? formatOf(ledger, paying) : (await batchFile(tx, { campaign, batch })).format;
    const bank = given ? (paying.bank ?? FROM_FILE) : failed.bank;
    const asked = { campaign, key, list, purse, store, region: null, bank, format, corrects: batch, leave };
    return make(tx, acting, { ...asked, ledger, people, top, via, reason, correctedBy: failed.correctedBy });
  }).catch(ledgerRefusals);

type Making = Paying & BatchAsked & { ledger: Ledger; correctedBy?: number | null };

async function make(tx: Queries, { by }: Acting, making: Making): Promise<Made> {
  const { ledger, people, top, via, reason, correctedBy = null, ...asked } = making;
  const { campaign, list, purse, store, region, corrects } = asked;
  const { definition, now: at, purses } = ledger;
  if (!definition.lists[list]) throw new Refused(sentence('unknown-list'));
  if (!purses.includes(purse)) throw new Refused(sentence('ledger-no-purse', { purse, known: purses.join(', ') }));
  await refuseOtherStores(tx, { scope: definition.scope, top }, region === null ? [store] : [store, region]);
  const noted = await noteBatch(tx, asked, { at, hand: handOf(by, via), correctedBy });
  const batch = noted.id;
  const filled = noted.repeated ? null : await fillBatch(tx, { ...asked, batch, definition, top, people });
  if (filled) {
    const { rows, fen, left } = filled;
    const what = corrects === null ? 'make' : 'correct';
    await audit(tx, by, 'pay-rows', { campaign, what, batch, list, purse, store, rows, fen, left, reason });
  }
  const made = await batchIn(tx, { campaign, top, batch });
  const { left = 0, leftOut = [] } = filled ?? {};
  return { ...made, receipt: receiptNumber(batch), repeated: noted.repeated, left, leftOut };
}

/** @returns the format that is given, or the one of the definition @throws Refused when there is no such one */
function formatOf(
  { definition: { banks = {} } }: Ledger,
  { bank, format }: Pick<Asking, 'bank' | 'format'>,
): BankFormat {
  const found = format ?? (bank === undefined ? undefined : Object.hasOwn(banks, bank) ? banks[bank] : undefined);
  if (found) return found;
  throw new Refused(sentence('unknown-bank', { bank: bank ?? '–', known: Object.keys(banks).join(', ') || '–' }));
}

/**
 * Opens the file of a batch for the payer, with names and accounts in full: the audit log tells of it before the first
 * byte. Written again, it is the same bytes.
 * @throws Refused when the bank has answered, or the batch was withdrawn: a bank that gets such a file pays twice
 */
export const openBankFile = (
  { sql, by }: Acting,
  { campaign, top, people, reason, batch }: Paying & { batch: number },
): Promise<AsyncGenerator<Buffer>> =>
  atomically(sql, async (tx) => {
    const { rows, open, fen } = await batchIn(tx, { campaign, top, batch });
    if (open < rows) throw new Refused(sentence('bank-batch-over', { batch }));
    await audit(tx, by, 'reveal-people', { campaign, what: 'bank-file', batch, rows, fen, reason });
    return fileOf(sql, people, await batchFile(tx, { campaign, batch }));
  });

/** Takes back what the bank has not answered of a batch: these rows are free again. @throws Refused */
export const withdrawBatch = (
  { sql, by }: Acting,
  { campaign, top, reason, batch }: Omit<Paying, 'people' | 'via'> & { batch: number },
): Promise<Batch> =>
  atomically(sql, async (tx) => {
    const { now: at } = await ledgerOf(tx, campaign);
    await lockBatch(tx, batch);
    const { open } = await batchIn(tx, { campaign, top, batch });
    if (open === 0) throw new Refused(sentence('bank-batch-answered', { batch }));
    await withdrawLines(tx, { batch, at });
    await audit(tx, by, 'pay-rows', { campaign, what: 'withdraw', batch, rows: open, reason });
    return batchIn(tx, { campaign, top, batch });
  });

/**
 * Changes account and holder of rows that wait for their payment: what a bank has refused can be paid then.
 * @throws Refused
 */
export const mendAccounts = (
  { sql, by }: Acting,
  { campaign, top, via, people, reason, list, rows }: Paying & { list: string; rows: readonly Mended[] },
): Promise<{ rows: number }> =>
  atomically(sql, async (tx) => {
    const { definition, now: at } = await ledgerOf(tx, campaign);
    const before = definition.lists[list]?.track.indexOf('deliver') ?? -1;
    if (before < 0) throw new Refused(sentence('bank-no-delivery', { list }));
    const keyring = await openKeyring(tx, people);
    await mend(tx, { campaign, list, before, top, keyring, at, hand: handOf(by, via) }, rows);
    await audit(tx, by, 'pay-rows', { campaign, what: 'mend', list, rows: rows.length, reason });
    return { rows: rows.length };
  }).catch(ledgerRefusals);
