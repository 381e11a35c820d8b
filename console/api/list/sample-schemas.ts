import { z } from 'zod';
import { STEP_NAMES } from '../../../domain/list/steps';

const share = z.number().describe('0 to 1');

const drawing = z.object({
  id: z.int(),
  campaign: z.string(),
  list: z.string(),
  step: z.enum(STEP_NAMES),
  seed: z.int(),
  size: z.int(),
  frame: z.int().describe('Rows that could be drawn'),
  frameDigest: z.string().describe('SHA-256 of the frame, in hex'),
  drawnAt: z.string(),
});

export const sampleSchema = drawing
  .extend({
    rows: z.array(
      z.object({
        entry: z.int(),
        row: z.string(),
        unit: z.string(),
        place: z.string(),
        shown: z.string().describe('王**'),
        case: z.int().nullable(),
        found: z.string().nullable().describe('Outcome of its case'),
      }),
    ),
    estimate: z
      .object({ checked: z.int(), wrong: z.int(), share, from: share, to: share })
      .nullable()
      .describe('Share of rows that differ, with the 95 % interval'),
  })
  .describe('A sample');

export const samplesSchema = z.object({ samples: z.array(drawing) }).describe('The latest first');

export const drawnSchema = z
  .object({ sample: sampleSchema, repeated: z.boolean(), workflows: z.array(z.string()) })
  .describe('What was drawn');
