import { z } from 'zod';

const instant = z.iso.datetime();
export const standingSchema = z
  .object({
    campaign: z.string(),
    state: z.enum(['running', 'done', 'failed']),
    startsAt: instant,
    endsAt: instant,
    at: instant.describe('Campaign time of the last step'),
    reports: z.int(),
    messages: z.int(),
    audit: z
      .object({ checked: z.int(), violations: z.array(z.object({ kind: z.string(), detail: z.string() })) })
      .nullable()
      .describe('Every message that arrived, compared with who had reported by then'),
    error: z.string().nullable(),
  })
  .describe('How far a rehearsal has come');

export const rehearsalsSchema = z
  .object({ possible: z.boolean(), running: standingSchema.nullable() })
  .describe('What there is');

export const oneRehearsalSchema = z.object({ standing: standingSchema.nullable() }).describe('What is known');
