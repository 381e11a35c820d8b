import { z } from 'zod';
import { text } from '../../shell/text-schema';

const count = z.int().min(0);

const counts = {
  rows: count.describe('Of the table'),
  ...{ fresh: count, changed: count, same: count },
  kept: count.describe('Say something new, but are not touched any more'),
  elsewhere: count.describe('Another unit has the person on the list: both rows wait'),
};

const receipt = z.object({ receipt: z.string(), at: z.iso.datetime(), ...counts });

const place = { file: z.string().describe('With its sheet'), row: z.int() };
const entry = z.int().describe('Number of the row on the list');
const value = z.string().nullable().describe('Personal ones are masked');

export const tableDifferenceSchema = z.object({
  digest: z.string().describe('Confirms exactly this difference'),
  ...counts,
  gone: count.describe('Rows of the same units that the table does not have; an import removes none'),
  changes: z
    .array(
      z.object({
        ...place,
        entry,
        fields: z.array(z.object({ field: z.string(), label: text, before: value, after: value })),
      }),
    )
    .describe('The first two hundred'),
  keptRows: z.array(z.object({ ...place, entry, message: z.string() })),
  goneRows: z.array(z.object({ entry, unit: z.string(), shown: z.string().describe('Masked: 王**') })),
  notes: z.array(z.string()).describe('What is left out, and sums that differ'),
  flaws: count.describe('With any nothing can be imported'),
  refused: z
    .array(z.object({ ...place, column: z.string(), code: z.string(), message: z.string() }))
    .describe('The first thousand: where, what, and what to do. No value of a cell'),
});

export const tableLookedSchema = z
  .object({
    receipt: receipt.nullable().describe('The same table was imported before'),
    difference: tableDifferenceSchema.nullable(),
  })
  .describe('What an import would do');

export const tableImportedSchema = receipt
  .extend({ repeated: z.boolean().describe('The same table was imported before: its first receipt') })
  .describe('What was written');

export const tableLayoutSchema = z
  .object({
    columns: z.array(z.object({ key: z.string(), name: text })),
    mapped: z
      .array(z.object({ heading: z.string(), column: z.string() }))
      .describe('Headings that earlier tables have had'),
  })
  .describe('The columns of the list’s tables');
