import { z } from 'zod';

export const receiptRowSchema = z.object({
  row: z.string().describe('The id that the sender gave it.'),
  is: z.enum([
    'taken',
    'twin',
    'corrected',
    'same',
    'gone',
    'done',
    'removed',
    'returned',
    'part',
    'missed',
    'refused',
  ]),
  version: z.int().optional().describe('To be sent with its next correction.'),
  problems: z.array(z.object({ field: z.string().nullable(), code: z.string(), message: z.string() })).optional(),
});

export const receiptSchema = z
  .object({
    receipt: z.string().describe('Receipt number; its last digit is a check digit.'),
    version: z.int(),
    onTime: z.boolean(),
    repeated: z.boolean().describe('The same had been handed in before.'),
  })
  .describe('The report has arrived');

/** The receipt of a form: of a list with its rows. */
export const formReceiptSchema = receiptSchema
  .extend({
    told: z
      .object({
        at: z.string(),
        timing: z.string(),
        lines: z.array(z.object({ label: z.string(), value: z.string() })),
      })
      .optional()
      .describe(
        'Of the form: the receipt in words, in the language of the page: when it came, whether on time, and what it says',
      ),
    rows: z.array(receiptRowSchema).optional().describe('Of a list: what became of each row sent.'),
  })
  .describe('The report has arrived');
