import { z } from 'zod';
import { bankFormat, FAILURES } from '../../../domain/ledger/bank/bank-format';
import { someText } from '../../shell/text-schema';

const instant = z.iso.datetime();
const word = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/);
const region = z.string().min(1).max(40);
const number = z.int().positive();
const count = z.int().min(0);
const key = z.uuid().describe('The sender’s key: a second sending gives the first batch');
const leave = z.boolean().default(false).describe('Leave out rows that cannot stand in the file, and name them');
const reason = someText(200).describe('For the audit log');
const format = {
  bank: word.optional().describe('Name of a format under `banks` in the definition'),
  format: bankFormat.optional().describe('Or another one'),
};

export const making = z.object({
  ...{ key, list: word, purse: word },
  store: region.describe('Code of the region whose store pays'),
  region: region.nullable().default(null).describe('Only rows of this region'),
  ...format,
  ...{ leave, reason },
});
export const correcting = z.object({ key, ...format, leave, reason });
export const reasoned = z.object({ reason });

/** Most rows whose accounts are changed at once. */
const MOST_MENDED = 1000;
export const mending = z.object({
  list: word,
  rows: z
    .array(
      z.object({
        row: number.describe('Number of the row on the list'),
        account: someText(60).optional(),
        holder: someText(60).optional().describe('Whose account it is, as the bank writes it'),
      }),
    )
    .min(1)
    .max(MOST_MENDED),
  reason,
});
export const mended = z.object({ rows: count });

const batch = z.object({
  id: number,
  campaign: z.string(),
  list: z.string(),
  purse: z.string(),
  store: z.string(),
  bank: z.string(),
  corrects: number.nullable().describe('The batch whose failed rows it pays again'),
  correctedBy: number.nullable(),
  at: instant,
  rows: count,
  fen: count,
  digest: z.string().describe('SHA-256 of its file'),
  withdrawnAt: instant.nullable(),
  open: count.describe('Rows for which the bank has not answered'),
  paid: count,
  paidFen: count,
  failed: count,
  failedFen: count,
});
export const batchSchema = batch;
export const batchesSchema = z.object({ batches: z.array(batch) });

const problem = z.object({ field: z.string().nullable(), code: z.string(), message: z.string() });
export const madeSchema = batch.extend({
  receipt: z.string(),
  repeated: z.boolean().describe('This very batch was made before'),
  left: count.describe('Rows that cannot stand in the file'),
  leftOut: z.array(problem).describe('The first of them, with number and masked name'),
});

const result = z.object({
  id: number,
  batch: number,
  state: z.enum(['booked', 'set-aside']),
  paid: count,
  paidFen: count,
  failed: count,
  failedFen: count,
  faults: z
    .array(problem.omit({ field: true }).extend({ at: count.describe('Line of the file') }))
    .describe('The first ones'),
  faultCount: count,
  at: instant,
});
export const readSchema = result.extend({
  receipt: z.string(),
  repeated: z.boolean().describe('This very file was booked before'),
});
export const storySchema = batch.extend({ results: z.array(result).describe('What the bank has answered') });

export const linesSchema = z.object({
  lines: z.array(
    z.object({
      line: number,
      row: number.describe('Number of the row on the list'),
      unit: z.string(),
      village: z.string(),
      shown: z.string().describe('Masked: 王**'),
      fen: count,
      state: z.enum(['open', 'paid', 'failed', 'withdrawn']),
      reason: z.enum(FAILURES).nullable(),
    }),
  ),
  next: number.nullable().describe('Ask again with ?after='),
});
