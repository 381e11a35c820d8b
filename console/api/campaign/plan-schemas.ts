import { z } from 'zod';
import type { Definition } from '../../../domain/campaign/definition/definition';
import { ladder } from '../../../domain/campaign/definition/ladder';
import { ORGANISER_NAMES, PURPOSE_NAMES } from '../../../domain/campaign/template-names';
import { RUNG_KIND_NAMES } from '../../../domain/round/rung-kinds';
import { text } from '../../shell/text-schema';

const instant = z.iso.datetime();
const count = z.int();

const aboutSchema = z
  .object({
    organiser: z.enum(ORGANISER_NAMES),
    purposes: z.array(z.enum(PURPOSE_NAMES)),
    special: text,
    suits: text,
  })
  .describe('What it is as a template, to look for one');

export const templatesSchema = z
  .object({
    templates: z.array(
      z.object({
        id: z.string(),
        name: text,
        organisation: text,
        scope: z.string(),
        inRegister: z.boolean().describe('Whether the register holds the region that it is about'),
        season: count,
        about: aboutSchema.optional(),
        stages: z.array(z.object({ name: text, opens: z.string() })),
      }),
    ),
  })
  .describe('Definitions to begin with, without their texts');

export const templateTextSchema = z.object({ yaml: z.string() }).describe('A definition to begin with');

const texts = z.object({ sms: z.string(), subject: z.string(), body: z.string() });
const sample = texts.extend({
  message: z.string(),
  segments: count,
  template: texts.describe('Before the words are filled in'),
  common: texts.nullable().describe('The same without being written by this campaign; null for one of its own'),
});

const totals = z.object({ sms: count, segments: count, email: count });

export const planSchema = z
  .object({
    campaign: z.string().describe('The id it would have: with a number where a campaign of its usual id is over'),
    startsAt: instant,
    endsAt: instant,
    warnings: z.array(z.string()),
    stages: z.array(
      z.object({ id: z.string(), opensAt: instant, dueAt: instant, locksAt: instant, units: count, rounds: count }),
    ),
    lines: z
      .array(
        z.object({
          at: instant,
          round: z.string(),
          rung: z.string(),
          kind: z.enum(RUNG_KIND_NAMES),
          to: z.string(),
          role: z.string().optional(),
          places: count,
          unreachable: count,
          sms: count,
          segments: count,
          email: count,
        }),
      )
      .describe('Every message, if nobody reports and nobody acknowledges'),
    beyondScope: z
      .array(z.object({ stage: z.string(), rung: z.string() }))
      .describe('Rungs that nobody gets, because the scope has no such level'),
    totals,
    atOnce: totals.describe('Of these: as soon as it starts, because its time has come already'),
    yuan: z.number().describe('Price of all SMS at most'),
    signature: z.string(),
    messages: z.object({ 'zh-CN': z.array(sample), en: z.array(sample) }),
    commonLadders: z
      .record(z.string(), ladder)
      .describe('Ladders that are there without being written; those of warnings where it answers them'),
  })
  .describe('What a definition comes to');

export const definitionReadSchema = z
  .object({
    definition: z.custom<Definition>((value) => typeof value === 'object').describe('As JSON, with all defaults'),
    yaml: z.string(),
    warnings: z.array(z.string()),
  })
  .describe('The definition');

const day = z.iso.date();

export const calendarSchema = z
  .object({
    off: z.array(day).describe('Weekdays on which nobody works'),
    madeUp: z.array(day).describe('Weekends on which people work'),
    arranged: z.boolean().describe('Whether the State Council has published all these years'),
  })
  .describe('What differs from Monday to Friday');

const draft = z.object({ id: count, version: count.describe('Counts the savings'), changedAt: instant });

export const draftsSchema = z
  .object({
    drafts: z.array(
      draft.extend({
        name: text,
        season: count.nullable(),
        scope: z.string().nullable(),
        place: z.string().nullable().describe('Name of the region, where the register has it'),
        rehearsed: z.string().nullable().describe('Campaign in which it was last rehearsed'),
      }),
    ),
  })
  .describe('Own drafts, the last changed first');

export const draftSchema = draft
  .extend({ definition: z.custom<Definition>((value) => typeof value === 'object').describe('As it was typed') })
  .describe('A draft');

export const draftKeptSchema = draft.pick({ id: true, version: true }).describe('Kept');
