import { z } from 'zod';
import { MESSAGE_WAYS } from '../../../domain/campaign/plan';
import { STAGE_KIND_NAMES } from '../../../domain/campaign/stage-kinds';
import { STEERING_VERBS } from '../../../domain/campaign/steering';
import { messageCountsSchema } from '../message/message-schemas';

const instant = z.iso.datetime();
const count = z.int();
const target = z.object({
  key: z.string().optional(),
  area: z.string().optional(),
  unit: z.string().optional(),
  due: z.string().optional(),
  lock: z.string().optional(),
});

export const listedSchema = z.object({
  id: z.string(),
  name: z.object({ 'zh-CN': z.string(), en: z.string().optional() }),
  season: z.int(),
  mode: z.enum(['live', 'rehearsal']),
  state: z.enum(['running', 'paused', 'cancelled', 'completed']),
  startedAt: instant,
  endedAt: instant.nullable(),
  now: instant.describe('Campaign time; its end once it has ended'),
  putAway: z.boolean().describe('Left out of the lists of the console'),
});

export const campaignSchema = listedSchema
  .extend({
    stages: z.array(
      z.object({
        id: z.string(),
        kind: z.enum(STAGE_KIND_NAMES),
        name: z.string(),
        opensAt: instant,
        dueAt: instant,
        locksAt: instant,
        expected: count,
        onTime: count,
        late: count,
        missing: count,
        onPaper: count.describe('Of those that came: on paper, and not keyed yet (已交未录)'),
        reminders: count,
        escalations: count,
      }),
    ),
    missing: z
      .array(
        z.object({
          stage: z.string(),
          key: z.string(),
          code: z.string(),
          name: z.string(),
          parent: z.string(),
          parentName: z.string(),
          reason: z
            .string()
            .describe('As far as known: returned, called, no-contact, not-delivered, opened-form, told, not-told'),
        }),
      )
      .describe(
        'Units that have not reported, in the register’s order, the first 500; …/units?under= has those of one region',
      ),
    missingMore: z.boolean().describe('There are more of them'),
    onPaper: z
      .array(
        z.object({
          ...{ stage: z.string(), key: z.string(), code: z.string(), name: z.string(), parentName: z.string() },
          ...{ handedOver: instant, receipt: z.string(), rows: count },
        }),
      )
      .describe(
        'Units whose list is on paper and not keyed yet (已交未录): neither missing nor nothing; the first 500',
      ),
    messages: messageCountsSchema,
    chases: z.array(
      z.object({
        key: z.string(),
        code: z.string(),
        name: z.string(),
        silent: count,
        openedAt: instant,
        acknowledgeBy: instant,
        state: z.enum(['open', 'acknowledged', 'raised', 'closed']),
        acknowledgedAt: instant.nullable(),
        raisedAt: instant.nullable(),
      }),
    ),
    calls: z.array(
      z.object({
        key: z.string(),
        code: z.string(),
        name: z.string(),
        parentName: z.string(),
        reason: z.string(),
        openedAt: instant,
        reportedAt: instant.nullable(),
      }),
    ),
    decisions: z.array(
      z.object({
        at: instant,
        verb: z.enum(STEERING_VERBS),
        target,
        place: z.string().nullable(),
        reason: z.string().nullable(),
      }),
    ),
  })
  .describe('A campaign with its figures');

export const messageSchema = z.object({
  id: z.int(),
  key: z.string(),
  rung: z.string(),
  kind: z.string(),
  region: z.string(),
  regionName: z.string(),
  channel: z.enum(MESSAGE_WAYS),
  state: z.string(),
  reason: z.string().nullable(),
  attempts: count,
  plannedAt: instant,
  acceptedAt: instant.nullable(),
  settledAt: instant.nullable(),
});

const warnings = z.array(z.string());

export const startedSchema = z
  .object({ campaign: z.string(), workflowId: z.string(), joined: z.boolean(), warnings })
  .describe('Started');

export const steeredSchema = z
  .object({
    campaign: z.string(),
    verb: z.enum(STEERING_VERBS),
    warnings: warnings.describe('What the new plan brings with it, for example stages that overlap'),
  })
  .describe('Done');

const move = z.object({ from: instant, to: instant });

export const forecastSchema = z
  .object({
    now: instant.describe('Campaign time'),
    units: count.describe('That are silent now'),
    unreachable: count.describe('Of them: by no way'),
    sms: count,
    segments: count,
    email: count,
    yuan: z.number(),
    last: z
      .object({ verb: z.enum(STEERING_VERBS), at: instant, units: count })
      .nullable()
      .describe('The last decision that wrote to silent units'),
    dates: z.array(z.object({ key: z.string(), due: move, lock: move })).describe('Of each round that gets others'),
  })
  .describe('What a decision would send and move now');

export const firstStepsSchema = z
  .object({
    register: z.boolean().describe('There are places, and somebody who answers for one'),
    accounts: z.boolean().describe('Somebody but the first has an account'),
    rehearsed: z.boolean(),
    started: z.boolean().describe('For real'),
  })
  .describe('Which of the first steps of a new office are done');

export const heldSchema = z
  .object({
    now: instant,
    held: z.array(
      z.object({
        id: count,
        verb: z.enum(STEERING_VERBS),
        key: z.string().nullable(),
        actsAt: instant.describe('Wall-clock time'),
        own: z.boolean().describe('Whether the reader may take it back'),
        refused: z.string().nullable().describe('Why the campaign refused it in the end'),
      }),
    ),
  })
  .describe('Decisions that can still be taken back, and those that were just refused');

export const holdSchema = z.object({ id: count, actsAt: instant }).describe('Held back');
