import { z } from 'zod';
import { deliverySent } from '../../../domain/ledger/delivery';
import { UNDELIVERED_REASONS } from '../../../domain/ledger/undelivered';
import { LISTED } from '../../../domain/list/list-definition';
import { TOLD_BY } from '../../../domain/list/list-names';
import { OUT_REASONS, ROW_STATES } from '../../../domain/list/row-life';
import { STEP_NAMES } from '../../../domain/list/steps';
import { someText, text } from '../../shell/text-schema';

const count = z.int();
const id = z.int().positive();
const instant = z.iso.datetime();
const step = z.enum(STEP_NAMES);
const state = z.enum(ROW_STATES);
const unit = z.string().min(1).max(40);
const category = z.string().min(1).max(60);
const word = z.string().min(1).max(40);

/** Most rows that are named by number in one act; for more there is a filter. */
const MOST_NAMED = 1000;
/** Fen: a million yuan. */
const MOST_RAISED = 100_000_000;
/** Units of an item, and items. */
const MOST_RAISED_GOODS = 1000;
const MOST_KINDS_RAISED = 20;
const MOST_RETURN_DAYS = 60;

const counts = {
  slots: count.nullable(),
  proposed: count,
  steps: z.partialRecord(step, count).describe('Rows by step'),
  removed: count,
  burnt: count.describe('Of the removed ones: slot lost'),
  upheld: count,
  returned: count,
  held: count,
  movedOut: count,
  movedIn: count,
};

export const listsSchema = z
  .object({
    zone: z.string().describe('Of the campaign'),
    lists: z.array(
      z.object({
        ...{ id: z.string(), name: text, of: z.enum(LISTED), track: z.array(step) },
        categories: z.array(z.object({ id: z.string(), name: text })),
        tells: z.boolean().describe('Its households are told of their visit'),
        helps: z.array(z.object({ value: z.string(), label: text })).describe('Ways of helping that a delivery notes'),
        limited: z.boolean().describe('Rows need a slot of their unit'),
        hasRows: z.boolean().describe('It has rows, not only counts'),
      }),
    ),
  })
  .describe('The lists of a campaign');

export const listCountsSchema = z
  .object({ total: z.object(counts), byCategory: z.array(z.object({ category: z.string(), ...counts })) })
  .describe('Rows of a list, counted within the reader’s region');

const entitled = z.object({
  category: z.string(),
  cash: count.describe('Fen'),
  goods: z.array(z.object({ name: text, quantity: z.number(), unit: text })),
});

export const listedRowSchema = z.object({
  ...{ id, unit, unitName: z.string(), slotUnit: unit.nullable(), shown: z.string().describe('Masked: 王**') },
  person: id.describe('Number of the person, to show it for a reason'),
  ...{ category: z.string(), heads: count, step, state, because: z.string().nullable() },
  entitled: z.array(entitled).nullable(),
  ...{ helper: id.nullable(), returnDue: instant.nullable(), version: count, changedAt: instant },
});

export const rosterSchema = z
  .object({
    rows: z.array(listedRowSchema),
    more: z.object({ before: z.boolean(), after: z.boolean() }),
    count: count.optional().describe('All rows that fit, where it was asked for'),
  })
  .describe('One page');

export const foundSchema = z.object({ rows: z.array(listedRowSchema) }).describe('Rows of the people who are found');

const standing = z.record(z.string(), z.unknown()).nullable();
const member = z.object({
  ...{ person: id, shown: z.string() },
  relation: z.string().describe('To the head, by GB/T 4761'),
  since: z.iso.date(),
});

export const rowSchema = z
  .object({
    row: listedRowSchema,
    members: z.array(member).describe('Who lives in the household now; empty where the row is no household'),
    deeds: z.array(
      z.object({
        ...{
          id,
          kind: z.string(),
          at: instant,
          unit,
          unitName: z.string(),
          by: z.string().nullable(),
          via: z.string(),
        },
        ...{ before: standing, after: standing, because: z.string().nullable(), reason: z.string().nullable() },
        figures: standing,
        photos: z.array(z.string()).describe('Numbers of the photos that prove it'),
      }),
    ),
  })
  .describe('A row, and what was done with it');

export const filterSchema = z.object({
  units: unit.optional().describe('Code of a region: rows of its subtree'),
  category: category.optional(),
  step: step.optional().describe('The last step that is done'),
  state: state.optional(),
});

export const pageSchema = filterSchema.extend({
  helper: z.coerce.number().int().positive().optional(),
  after: z.coerce.number().int().min(0).optional().describe('Number of a row: the page behind it'),
  before: z.coerce.number().int().min(0).optional().describe('Number of a row: the page before it'),
  last: z.stringbool().default(false).describe('The last page'),
  count: z.stringbool().default(false).describe('Count all rows that fit'),
});

const reason = someText();
export const decisionSchema = z.discriminatedUnion('act', [
  z.object({
    act: z.literal('do'),
    step: z.enum(['appraise', 'check', 'approve', 'tell', 'deliver', 'follow']),
    told: z.enum(TOLD_BY).optional().describe('How households were told of their visit, of the step `tell`'),
    helps: deliverySent.shape.helps.describe('In which ways of the list they are helped, of the step `deliver`'),
    reason: reason.optional(),
  }),
  z.object({ act: z.literal('return'), reason, workingDays: z.int().min(1).max(MOST_RETURN_DAYS).default(3) }),
  z.object({ act: z.literal('hold'), reason }),
  z.object({ act: z.literal('release') }),
  z.object({ act: z.literal('remove'), because: z.enum(OUT_REASONS), reason }),
  z.object({ act: z.literal('move'), to: unit, reason }),
  z.object({
    act: z.literal('raise'),
    cash: z.int().min(-MOST_RAISED).max(MOST_RAISED).describe('Fen'),
    goods: z
      .array(z.object({ item: word, purse: word, quantity: z.int().min(-MOST_RAISED_GOODS).max(MOST_RAISED_GOODS) }))
      .max(MOST_KINDS_RAISED)
      .default([]),
    reason,
  }),
  z
    .object({ act: z.literal('explain'), because: z.enum(UNDELIVERED_REASONS), reason: reason.optional() })
    .describe('Says why rows have not got what they are entitled to'),
]);

export const decideSchema = z.object({
  submission: z.uuid().describe('Made by the sender: the same act sent twice gives the first receipt'),
  decision: decisionSchema,
  meant: z.union([
    z.object({
      rows: z
        .array(z.object({ id, version: count }))
        .min(1)
        .max(MOST_NAMED),
    }),
    z.object({ all: filterSchema, count: count.min(0).describe('As many as were seen') }),
  ]),
});

export const decidedSchema = z
  .object({
    receipt: z.string(),
    kind: z.string(),
    rows: count,
    at: instant,
    repeated: z.boolean().describe('It had been sent before'),
  })
  .describe('The receipt of the act');

/** A name or number is in the body: addresses stand in logs. */
export const findSchema = z.object({ words: z.string().trim().min(2).max(60).describe('A whole name, or ID number') });
