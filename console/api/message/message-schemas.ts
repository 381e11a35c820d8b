import { z } from 'zod';
import { MESSAGE_WAYS } from '../../../domain/campaign/plan';
import { MESSAGE_STATES } from '../../../domain/message/message-states';
import { text } from '../../shell/text-schema';

const instant = z.iso.datetime();
const why = z.object({ 'zh-CN': z.string(), en: z.string() }).nullable();
export const foundSchema = z.object({
  id: z.int(),
  campaign: z.string(),
  key: z.string(),
  rung: z.string(),
  kind: z.string(),
  template: z.string().describe('Name of the text: what it says'),
  region: z.string(),
  regionName: z.string(),
  parentName: z.string().nullable(),
  contactId: z.int().nullable().describe('By which POST /api/people/reveal shows the person'),
  contact: z.string().nullable().describe('Masked name; null where the role may not see people'),
  channel: z.enum(MESSAGE_WAYS),
  provider: z.string().nullable(),
  state: z.enum(MESSAGE_STATES),
  why: why.describe('Why it is in this state'),
  attempts: z.int(),
  plannedAt: instant,
  settledAt: instant.nullable(),
  zone: z.string().describe('Of its campaign'),
});
export const messageDetailSchema = foundSchema
  .extend({
    campaignName: text,
    stage: text.nullable().describe('Name of the stage, or of the round that has none'),
    text: z
      .string()
      .nullable()
      .describe('Masked; null before it is sent, and where it was sent to somebody before the present contact'),
    code: z.string().nullable().describe('The provider’s own word'),
    providerRef: z.string().nullable(),
    segments: z.int().nullable(),
    acceptedAt: instant.nullable(),
    fallbackOf: z.int().nullable(),
    instead: z.int().nullable(),
    envelope: z.int().nullable().describe('The message that led those it went out with; null: it went alone'),
    together: z
      .array(z.object({ id: z.int(), stage: text.nullable(), regionName: z.string(), kind: z.string() }))
      .describe('The others that it went out with, as one'),
    moves: z.array(
      z.object({
        at: instant.describe('Campaign time'),
        before: z.string().optional(),
        after: z.string(),
        why,
        code: z.string().optional(),
        attempt: z.int(),
        provider: z.string().optional(),
      }),
    ),
  })
  .describe('A message and every move of it');

export const listedMessageSchema = foundSchema
  .extend({
    says: z.string().describe('Its kind; of a notice the name of its text'),
    reason: z.string().nullable().describe('Why it is in this state, as a word for programs'),
  })
  .describe('A message');

export const faultsSchema = z
  .object({
    faults: z.array(
      z.object({
        kind: z.string(),
        scope: z.string(),
        detail: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
        openedAt: instant,
      }),
    ),
  })
  .describe('Open faults');

const deadReplySchema = z.object({
  id: z.int(),
  provider: z.string(),
  places: z.array(z.string()).describe('Places whose contacts have this number'),
  receivedAt: z.iso.datetime(),
  attempts: z.int(),
  problem: z.string().describe('Code of the error'),
});

export const deadRepliesSchema = z.object({ replies: z.array(deadReplySchema) }).describe('At most 200');

const states = z.record(z.string(), z.int().optional());
export const messageCountsSchema = z
  .object({ sms: states, email: states, group: states.optional() })
  .describe('Number of messages by state');
