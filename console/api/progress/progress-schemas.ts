import { z } from 'zod';
import { STAGE_KIND_NAMES } from '../../../domain/campaign/stage-kinds';
import { STEERING_VERBS } from '../../../domain/campaign/steering';
import { MISSING_REASONS } from '../../../domain/round/missing-reasons';
import { RUNG_KIND_NAMES } from '../../../domain/round/rung-kinds';
import { text } from '../../shell/text-schema';
import { listedSchema } from '../campaign/campaign-schemas';
import { messageCountsSchema } from '../message/message-schemas';

const instant = z.iso.datetime();
const count = z.int();
const returns = {
  ...{ expected: count, onTime: count, late: count },
  onPaper: count.describe('Of those that came: on paper, and not keyed yet (已交未录)'),
};

const next = z
  .object({ at: instant, kind: z.enum(RUNG_KIND_NAMES), up: count, role: z.string().optional() })
  .describe('What happens next to those that stay silent')
  .nullable();

const stage = z.object({
  id: z.string(),
  kind: z.enum(STAGE_KIND_NAMES),
  name: text,
  opensAt: instant,
  dueAt: instant,
  locksAt: instant,
  ...returns,
});

/** One campaign on the first page. */
export const cardSchema = listedSchema.extend({ zone: z.string(), organisation: text, stages: z.array(stage) });

export const boardSchema = z
  .object({ campaigns: z.array(cardSchema), more: z.boolean().describe('More have ended than are shown') })
  .describe('All campaigns with their stages and what came in');

export const progressSchema = cardSchema
  .extend({
    scope: z.object({ code: z.string(), name: z.string() }),
    hasLists: z.boolean(),
    keepsAccounts: z.boolean().describe('Of goods and money'),
    workflow: z.string().nullable().describe('Address in the Temporal UI'),
    endsAt: instant,
    stages: z.array(
      stage.extend({
        reminders: count,
        escalations: count,
        next,
        rounds: z.array(
          z.object({
            key: z.string(),
            of: z.string(),
            name: text.describe('What it asks'),
            opensAt: instant,
            dueAt: instant,
            locksAt: instant,
            areas: count,
            workflow: z.string().nullable(),
          }),
        ),
      }),
    ),
    messages: messageCountsSchema,
    open: z.object({ chases: count, calls: count, undelivered: count }),
    decisions: z.array(
      z.object({
        at: instant,
        verb: z.enum(STEERING_VERBS),
        key: z.string().nullable(),
        due: z.string().nullable(),
        lock: z.string().nullable(),
        place: z.string().nullable(),
        reason: z.string().nullable(),
        by: z.string().describe('Who decided: an officer, a program, or the weather'),
      }),
    ),
    warnings: z.array(z.string()),
  })
  .describe('A campaign as its page shows it');

const place = z.object({ code: z.string(), name: z.string(), kind: z.string() });
const region = place.extend({
  hasRegions: z.boolean().describe('Whether there are regions below it, or only units'),
  stages: z.record(z.string(), z.object(returns)),
});

export const regionsSchema = z
  .object({
    path: z.array(place).describe('From the top down to the region asked for'),
    here: region.nullable().describe('The region asked for; null where the campaign asks nobody in it'),
    rows: z.array(region),
  })
  .describe('Completeness of the regions right below one');

export const unitsSchema = z
  .object({
    units: z.array(
      z.object({
        code: z.string(),
        name: z.string(),
        kind: z.string(),
        stage: z.string(),
        key: z.string(),
        reportedAt: instant.nullable(),
        late: z.boolean(),
        receipt: z.string().nullable(),
        nothing: z.boolean().nullable(),
        onPaper: z.boolean().describe('On paper, and not keyed yet: neither missing nor nothing'),
        reason: z.enum(MISSING_REASONS).nullable().describe('Why it is missing, as far as is known'),
        toldAt: instant.nullable(),
        told: count,
        next,
      }),
    ),
    more: z.boolean(),
  })
  .describe('The units right below a region');

export const curveSchema = z
  .object({
    stages: z.array(z.object({ stage: z.string(), points: z.array(z.object({ at: instant, reported: count })) })),
  })
  .describe('How many units of each stage had reported by when');
