import { createHash } from 'node:crypto';
import type { Instant } from '../../../domain/instant';
import type { BankFormat } from '../../../domain/ledger/bank/bank-format';
import type { BatchTold } from '../../../domain/ledger/bank/cells';
import { isSilent } from '../../../domain/ledger/bank/silence';
import { Refused, sentence } from '../../../domain/text/refusal';
import type { Queries } from '../../db/db';
import { json } from '../../db/json';
import { within } from '../../db/scope';
import type { Hand } from '../../list/deeds';

/** What a bank is asked to pay. */
export interface BatchAsked {
  campaign: string;
  /** The sender's key (a UUID): a second sending gives the first batch. */
  key: string;
  list: string;
  purse: string;
  /** Code of the region whose store pays. */
  store: string;
  /** Only rows of this region; null for all. */
  region: string | null;
  bank: string;
  format: BankFormat;
  /** Number of the batch whose failed rows are paid again. */
  corrects: number | null;
  /** Rows that cannot stand in the file are left out; without it, they keep it from being made. */
  leave: boolean;
}

/** A batch: what a bank was asked to pay, and how far it has answered. Sums in fen. */
export interface Batch {
  id: number;
  campaign: string;
  list: string;
  purse: string;
  store: string;
  bank: string;
  corrects: number | null;
  correctedBy: number | null;
  at: Instant;
  rows: number;
  fen: number;
  /** SHA-256 of its file, in hex. */
  digest: string;
  withdrawnAt: Instant | null;
  open: number;
  paid: number;
  paidFen: number;
  failed: number;
  failedFen: number;
}

/** What its file is made of. */
export interface BatchFile extends BatchTold {
  format: BankFormat;
  /** Bytes; null while the batch is being made. */
  digest: Buffer | null;
}

/**
 * Notes a batch, once by its key; its lines follow in the same transaction.
 * @param correctedBy the batch that pays again what this one would pay again
 * @returns its number, and whether it was made before
 * @throws Refused when the key was used for something else, or there is such a batch
 */
export async function noteBatch(
  tx: Queries,
  { campaign, key, ...asked }: BatchAsked,
  { at, hand, correctedBy }: { at: Instant; hand: Hand; correctedBy: number | null },
): Promise<{ id: number; repeated: boolean }> {
  const { list, purse, store, bank, format, corrects } = asked;
  const digest = createHash('sha256').update(JSON.stringify(asked)).digest();
  const via = hand.via === 'cli' ? 'cli' : 'api';
  const [made] = await tx<{ id: number }[]>`
    insert into bank_batches (campaign_id, key, asked, list, purse, store_code, bank, format, corrects_id, at, account_id, by_name, via)
    values (${campaign}, ${key}, ${digest}, ${list}, ${purse}, ${store}, ${bank}, ${json(tx, format)}, ${corrects}, ${at},
            ${hand.account ?? null}, ${hand.name ?? null}, ${via})
    on conflict do nothing returning id`;
  if (made) return { ...made, repeated: false };
  const [before] = await tx<{ id: number; asked: Buffer }[]>`
    select id, asked from bank_batches where campaign_id = ${campaign} and key = ${key}`;
  if (!before && corrects !== null)
    throw new Refused(sentence('bank-corrected-before', { batch: corrects, correction: correctedBy ?? 0 }));
  if (!before?.asked.equals(digest)) throw new Refused(sentence('bank-key-used'));
  return { id: before.id, repeated: true };
}

/** Notes what the lines of a batch make, and the digest of its file: from now on it stays as it is. */
export const closeBatch = async (
  tx: Queries,
  { batch, rows, fen, digest }: Pick<BatchFile, 'batch' | 'rows' | 'fen'> & { digest: Buffer },
): Promise<void> => {
  await tx`update bank_batches set rows = ${rows}, fen = ${fen}, digest = ${digest} where id = ${batch}`;
};

/** @returns what the file of a batch is made of @throws Refused when the campaign has no such batch */
export async function batchFile(
  sql: Queries,
  { campaign, batch }: { campaign: string; batch: number },
): Promise<BatchFile> {
  const [found] = await sql<BatchFile[]>`
    select b.id as batch, b.format, b.digest, (b.at at time zone (c.definition ->> 'zone'))::date as day,
           coalesce(b.rows, l.rows) as rows, coalesce(b.fen, l.fen) as fen
    from bank_batches b join campaigns c on c.id = b.campaign_id
    cross join lateral (
      select count(*)::int as rows, coalesce(sum(fen), 0)::bigint as fen from bank_lines l
      where b.digest is null and l.batch_id = b.id) l
    where b.id = ${batch} and b.campaign_id = ${campaign}`;
  if (!found) throw new Refused(sentence('unknown-bank-batch', { batch }));
  return found;
}

/**
 * @param top the reader's region: batches whose store lies in it; null for all @param only of this number
 * @returns the batches of a campaign, the newest first
 */
export const batchesOf = (
  sql: Queries,
  {
    campaign,
    top,
    only = null,
    limit,
  }: { campaign: string; top: string | null; only?: number | null; limit: number | null },
): Promise<Batch[]> => sql<Batch[]>`
  select b.id, b.campaign_id as campaign, b.list, b.purse, b.store_code as store, b.bank, b.corrects_id as corrects,
         (select c.id from bank_batches c where c.corrects_id = b.id) as "correctedBy", b.at, b.rows, b.fen,
         encode(b.digest, 'hex') as digest, b.withdrawn_at as "withdrawnAt",
         case when b.withdrawn_at is null then b.rows - r.paid - r.failed else 0 end as open, r.*
  from bank_batches b join regions g on g.code = b.store_code
  cross join lateral (
    select coalesce(sum(paid_rows), 0)::int as paid, coalesce(sum(paid_fen), 0)::bigint as "paidFen",
           coalesce(sum(failed_rows), 0)::int as failed, coalesce(sum(failed_fen), 0)::bigint as "failedFen"
    from bank_results r where r.batch_id = b.id) r
  where b.campaign_id = ${campaign} and ${within(sql, top, 'g.path')} and (${only}::bigint is null or b.id = ${only})
  order by b.id desc limit ${limit}`;

/** @returns the batches that a bank should have answered by now, the oldest first */
export const silentBatches = async (
  sql: Queries,
  { campaign, now }: { campaign: string; now: Instant },
): Promise<Batch[]> =>
  (await batchesOf(sql, { campaign, top: null, limit: null })).filter((one) => isSilent(one, now)).reverse();

/** @throws Refused when the campaign has no such batch, or its store is not within the reader's region */
export async function batchIn(
  sql: Queries,
  { campaign, top, batch }: { campaign: string; top: string | null; batch: number },
): Promise<Batch> {
  const [found] = await batchesOf(sql, { campaign, top, only: batch, limit: 1 });
  if (!found) throw new Refused(sentence('unknown-bank-batch', { batch }));
  return found;
}

/** Locks a batch against another act on it at the same moment. */
export const lockBatch = async (tx: Queries, batch: number): Promise<void> => {
  await tx`select from bank_batches where id = ${batch} for no key update`;
};

/** Takes back what the bank has not answered of a batch: these rows are free again. */
export const withdrawLines = async (tx: Queries, { batch, at }: { batch: number; at: Instant }): Promise<void> => {
  await tx`update bank_batches set withdrawn_at = ${at} where id = ${batch}`;
  await tx`update bank_lines set state = 'withdrawn' where batch_id = ${batch} and state = 'open'`;
};
