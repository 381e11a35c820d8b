import { z } from 'zod';
import { MOST_SLOTS } from '../../../domain/list/quotas';

export const unit = z.string().min(1).max(40);
export const category = z.string().min(1).max(60);
export const slots = z.int().min(0).max(MOST_SLOTS);
export const quota = z.object({ unit, category, slots });
const named = quota.extend({ name: z.string().describe('Of the unit') });
const changed = named.extend({ before: slots, used: slots });
export const givenSchema = z
  .object({
    receipt: z.string().nullable().describe('Of the act that made the quotas as they are now'),
    repeated: z.boolean().describe('All of it was so already'),
    changed: z.int(),
    same: z.int(),
  })
  .describe('What was written');
const total = z.object({ category, slots: z.int(), used: z.int(), burnt: z.int(), free: z.int(), units: z.int() });
const shown = quota.extend({
  name: z.string(),
  above: z.string().nullable(),
  used: z.int(),
  burnt: z.int().describe('Slots of rows that were removed, and are lost'),
  free: z.int().describe('Slots without a row; after the lock they stay empty'),
});

export const listedQuotaSchema = shown.omit({ name: true }).extend({
  key: z.string().describe('Of unit and category'),
  ...{ unitName: z.string(), categoryName: z.string() },
});

export const quotasSchema = z
  .object({ locked: z.boolean(), totals: z.array(total), quotas: z.array(shown), next: z.string().nullable() })
  .describe('One page');

export const lookedSchema = z
  .object({
    changed: z.array(changed),
    same: z.int(),
    unnamed: z.array(named.extend({ used: z.int() })).describe('Not in the table; they stay'),
    below: z.array(changed).describe('Fewer slots than rows take already: nothing can be written'),
    wanted: z.array(quota),
    notes: z.array(z.string()).describe('Parts of the table that were left out, and sums that differ'),
  })
  .describe('The difference');

export const storySchema = z
  .object({
    changes: z.array(
      named.omit({ slots: true }).extend({
        ...{ id: z.int(), receipt: z.string(), at: z.iso.datetime(), before: slots, after: slots },
        by: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ),
    next: z.int().nullable().describe('Where the next page begins'),
  })
  .describe('One page, the latest first');
