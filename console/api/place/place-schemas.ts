import { z } from 'zod';
import { STEP_NAMES } from '../../../domain/list/steps';
import { MISSING_REASONS } from '../../../domain/round/missing-reasons';
import { text } from '../../shell/text-schema';
import { caseSchema } from '../case/case-schemas';
import { foundSchema } from '../message/message-schemas';
import { formSchema } from '../report/form-schemas';
import { callSchema, chaseSchema } from '../round/work-schemas';

const instant = z.iso.datetime();
const count = z.int();
const named = z.object({ code: z.string(), name: z.string() });
export const figureLineSchema = z.object({
  label: z.string(),
  value: z.string(),
  photo: z.string().nullable().describe('Id of a photo, which has an address of its own'),
});

export const versionSchema = z.object({
  receipt: z.string(),
  version: count,
  via: z.enum(['form', 'api', 'cli', 'sms', 'paper']).describe('How it came'),
  contact: z
    .string()
    .nullable()
    .describe('Whose link or number it was, masked; null where the role may not see people'),
  officer: z.string().nullable().describe('Who entered it for the unit'),
  nothing: z.boolean(),
  lines: z.array(figureLineSchema).describe('The figures, in the language of the reader'),
  onTime: z.boolean(),
  reportedAt: instant,
  returnedAt: instant.nullable(),
  returnedBecause: z.string().nullable(),
  present: z.boolean().describe('It counts now'),
  whole: z.boolean().describe('False for rows that are not all yet'),
});

const roundSchema = z.object({
  key: z.string(),
  stage: text,
  of: z.string().describe('The kind of place that it asks'),
  form: formSchema,
  list: z.string().nullable().describe('Its rows are handed in, not a form'),
  does: z.enum(STEP_NAMES).nullable(),
  isCase: z.boolean().describe('It asks about cases, which have pages of their own'),
  opensAt: instant,
  dueAt: instant,
  locksAt: instant,
  state: z.enum(['open', 'closed', 'locked', 'cancelled']),
  own: z
    .object({
      reportedAt: instant.nullable(),
      onPaper: z.boolean(),
      reason: z.enum(MISSING_REASONS).nullable().describe('Why it is missing, as far as is known'),
      told: count,
      toldAt: instant.nullable(),
      versions: z.array(versionSchema).describe('The newest first'),
      figures: z
        .record(z.string(), z.union([z.number(), z.string(), z.boolean()]))
        .describe('Of the last version, money in yuan: a correction begins with them'),
    })
    .nullable()
    .describe('Of the place itself; null where only places below it are asked'),
  below: z
    .object({
      ...{ expected: count, onTime: count, late: count, onPaper: count },
      sums: z.array(figureLineSchema).describe('Sums of the reports that count'),
    })
    .nullable()
    .describe('Of the places below it'),
});

export const placeRecordSchema = z
  .object({
    code: z.string(),
    name: z.string(),
    kind: z.string(),
    tags: z.array(z.string()).describe('The organisation’s own words for it, in the register'),
    leftOutOf: z
      .array(z.object({ id: z.string(), name: text, tags: z.array(z.string()) }))
      .describe('Campaigns that run and ask its kind, but not those with these tags'),
    above: z.array(named).describe('From the top that the reader may see down to its superior'),
    below: z.array(named).describe('Right below it'),
    moreBelow: z.boolean(),
    people: z
      .array(z.object({ id: count, role: z.string(), name: z.string(), phone: z.string().nullable() }))
      .describe('Masked (POST /api/people/reveal shows them); empty where the role may not see people'),
    campaigns: z
      .array(z.object({ id: z.string(), name: text, mode: z.enum(['live', 'rehearsal']), season: count }))
      .describe('That have asked it, or places below it; what runs first'),
    campaign: z
      .object({
        id: z.string(),
        name: text,
        mode: z.enum(['live', 'rehearsal']),
        state: z.enum(['running', 'paused', 'cancelled', 'completed']),
        zone: z.string(),
        now: instant,
      })
      .nullable()
      .describe('The one that all below is about'),
    rounds: z.array(roundSchema),
    rows: z.array(z.object({ list: z.string(), name: text, rows: count, returned: count, held: count, out: count })),
    messages: z.array(foundSchema).describe('The newest to the place itself'),
    calls: z.array(callSchema),
    chases: z.array(chaseSchema).describe('Of the place, of regions above and of regions below it'),
    cases: z.array(caseSchema).describe('About the place and places below it, open ones first'),
  })
  .describe('All that is known of a place in one campaign');
