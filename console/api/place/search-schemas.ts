import { z } from 'zod';

/** What is found, in the order in which it is shown. */
export const FOUND_KINDS = ['receipt', 'message', 'place', 'person', 'campaign'] as const;

export const searchSchema = z
  .object({
    hits: z.array(
      z.object({
        kind: z.enum(FOUND_KINDS),
        label: z.string().describe('Name or number; people masked'),
        detail: z.string().describe('Where it belongs'),
        place: z.string().nullable().describe('Code of the place whose page shows it'),
        campaign: z.string().nullable(),
        message: z.int().nullable(),
      }),
    ),
  })
  .describe('What the reader may see of it');
