import { z } from 'zod';
import { COLOURS, HAZARDS } from '../../../domain/warning/feed/warning';
import { WORK_KINDS, type WorkKind } from '../../../store/work/worker';
import { text } from '../../shell/text-schema';

const count = z.int();
const instant = z.iso.datetime();

export const KINDS = Object.keys(WORK_KINDS) as [WorkKind, ...WorkKind[]];

export const workSchema = z
  .partialRecord(z.enum(KINDS), z.object({ count, late: count.describe('Of them, overdue') }))
  .describe('How much waits for the reader, by kind; a kind without work is left out');

export const workItemsSchema = z
  .object({
    items: z.array(
      z.object({
        kind: z.enum(KINDS),
        ref: z.string().describe('Number or key of what it is about'),
        campaign: z.string().nullable(),
        title: text.nullable(),
        place: z.string().nullable(),
        about: z.object({
          hazard: z.enum(HAZARDS).optional(),
          colour: z.enum(COLOURS).nullish(),
          drill: z.boolean().optional(),
          word: z.string().optional(),
        }),
        count: count.describe('Units, rows or goods'),
        dueAt: instant.nullable().describe('Null where nothing says until when'),
        now: instant.describe('Campaign time'),
        zone: z.string(),
      }),
    ),
  })
  .describe('What waits for the reader');
