import { z } from 'zod';
import { text } from '../../shell/text-schema';

export const contradictionsSchema = z
  .object({
    contradictions: z.array(
      z.object({
        region: z.string(),
        name: z.string(),
        category: text,
        what: z.enum(['households', 'persons', 'occasions', 'cash', 'goods']),
        money: z.boolean().describe('Figures are fen'),
        summary: z.int().describe('By the summary'),
        records: z.int().describe('By the returns before it'),
      }),
    ),
  })
  .describe('Where summaries say otherwise than the returns before them');
