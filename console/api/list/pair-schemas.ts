import { z } from 'zod';
import { DEED_MINIMA } from '../../../domain/list/list-definition';
import { PAIR_DEED_NAMES } from '../../../domain/list/pairs/deed-kinds';
import { LONGEST_PLAN } from '../../../domain/list/pairs/support-plan';
import { ROW_STATES } from '../../../domain/list/row-life';
import { someText } from '../../shell/text-schema';

const count = z.int();
const id = z.int().positive();
const unit = z.string().min(1).max(40);
const day = z.iso.date();
const post = z.string().min(1).max(60).describe('The duty there, a word of the register');
/** Most pairs of one request; a county has some ten thousand. */
const MOST_PAIRS = 20_000;
const LONGEST = 1000;

const pair = z.object({
  ...{ id, unit, unitName: z.string(), shown: z.string().describe('Masked: 王**'), state: z.enum(ROW_STATES) },
  helper: z
    .object({ id, unit, unitName: z.string(), post: z.string(), holder: z.string().nullable().describe('Masked') })
    .nullable(),
  minima: z.array(
    z.object({ deed: z.enum(DEED_MINIMA), times: count, per: z.enum(['week', 'month', 'year']), done: count }),
  ),
  below: z.boolean().describe('Something of the minima is lacking'),
  lastOn: day.nullable().describe('Day of the last deed'),
  plan: z.object({ version: count, on: day }).nullable().describe('Its plan for one person (一人一策)'),
  version: count,
  changedAt: z.iso.datetime(),
});

export const listedPairSchema = pair;

export const pairsSchema = z
  .object({
    rows: z.array(pair),
    more: z.object({ before: z.boolean(), after: z.boolean() }),
    on: day.describe('The minima are those of its week, month and year'),
    counts: z.object({ rows: count, paired: count, helpers: count, below: count, planned: count }),
  })
  .describe('One page of pairs, and how all that fit stand');

export const pairQuery = z.object({
  helpers: unit.optional().describe('Code of a region: helpers of its subtree'),
  helper: z.coerce.number().int().positive().optional().describe('Number of a post'),
  units: unit.optional().describe('Code of a region: rows of its subtree'),
  below: z.stringbool().optional().describe('Only pairs that lack something of the minima'),
  without: z.stringbool().optional().describe('Only rows without a helper'),
  unplanned: z.stringbool().optional().describe('Only rows without a plan'),
  on: day.optional(),
  after: z.coerce.number().int().min(0).optional().describe('Number of a row: the page behind it'),
  before: z.coerce.number().int().min(0).optional().describe('Number of a row: the page before it'),
  last: z.stringbool().default(false).describe('The last page'),
});

export const planSchema = z.object({
  text: z.string().trim().min(2).max(LONGEST_PLAN).describe('What is needed, and what is meant to be done'),
  version: count.min(0).describe('Of the plan that was seen; 0 where there was none'),
});

export const planWrittenSchema = z.object({ version: count }).describe('Stored');

export const planShownSchema = z.object({ text: z.string(), version: count }).describe('The plan');

const wanted = z.object({
  row: id,
  version: count.optional().describe('As it was seen; left out, whatever it is now'),
  helper: z.object({ unit, post }).nullable().describe('Null ends the pair'),
});

export const pairingSchema = z.object({
  submission: z.uuid().describe('Made by the sender: the same act sent twice gives the first receipt'),
  pairs: z.array(wanted).min(1).max(MOST_PAIRS),
  reason: someText().optional().describe('Needed where a row has a helper'),
});

export const pairedSchema = z
  .object({
    receipt: z.string().nullable().describe('Of the act that made the pairs as they are now'),
    rows: count.describe('That have another helper now, or none'),
    same: count,
    at: z.iso.datetime(),
    repeated: z.boolean(),
  })
  .describe('The receipt of the act');

export const readPairsSchema = z
  .object({ pairs: z.array(wanted), notes: z.array(z.string()).describe('Parts of the table that were left out') })
  .describe('What the table says');

export const helpersSchema = z
  .object({
    helpers: z.array(
      z.object({ id, unit, unitName: z.string(), post: z.string(), holder: z.string().nullable(), pairs: count }),
    ),
  })
  .describe('At most fifty');

export const deedSchema = z.object({
  deed: z.uuid().describe('Made by the sender: the same deed sent twice is one'),
  kind: z.enum(PAIR_DEED_NAMES),
  answers: z
    .object({
      way: z.string().max(40).optional(),
      times: z.int().min(1).optional(),
      on: day.optional().describe('Today when left out'),
      what: z.string().max(LONGEST).optional(),
      cash: z.number().min(0).optional().describe('Yuan'),
      goods: z.number().min(0).optional().describe('Value in yuan'),
    })
    .strict(),
});
