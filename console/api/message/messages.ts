import { z } from 'zod';
import { resendMessage } from '../../../actions/messages';
import { CHANNELS } from '../../../domain/campaign/plan';
import { MESSAGE_STATES, REASONS } from '../../../domain/message/message-states';
import { maskedName, maskedText } from '../../../domain/people/masks';
import { sentence } from '../../../domain/text/refusal';
import { lifeOf } from '../../../store/message/dead-letters';
import { detailIn, openFaults } from '../../../store/message/faults';
import { findMessage, searchMessages } from '../../../store/message/message-search';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { freeText } from '../../shell/text-schema';
import { allows, only, userOf } from '../../shell/who';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const instant = z.iso.datetime();
const why = z.object({ 'zh-CN': z.string(), en: z.string() }).nullable();
const found = z.object({
  id: z.int(),
  campaign: z.string(),
  key: z.string(),
  rung: z.string(),
  kind: z.string(),
  region: z.string(),
  regionName: z.string(),
  parentName: z.string().nullable(),
  contactId: z.int().nullable().describe('By which POST /api/people/reveal shows the person'),
  contact: z.string().nullable().describe('Masked name; null where the role may not see people'),
  channel: z.enum(CHANNELS),
  provider: z.string().nullable(),
  state: z.enum(MESSAGE_STATES),
  why: why.describe('Why it is in this state'),
  attempts: z.int(),
  plannedAt: instant,
  settledAt: instant.nullable(),
  zone: z.string().describe('Of its campaign'),
});
const detail = found
  .extend({
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
const params = z.object({ id: z.string().regex(/^\d{1,15}$/) });
const refusals = refusedWith(401, 403, 404);

const words = (reason: string | null | undefined) => {
  if (!reason) return null;
  const known = Object.entries(REASONS).find(([word]) => word === reason)?.[1];
  return known ?? { 'zh-CN': reason, en: reason };
};

/** Messages: looking for one, its whole life, and another try where that is safe. */
export function messageRoutes(app: App, { sql }: Console): void {
  app.post(
    '/api/messages/search',
    {
      config: only('see-messages'),
      schema: {
        tags,
        security,
        summary: 'Messages by place, person and state, newest first',
        description: 'A POST, because an address with names would stand in logs. It changes nothing.',
        body: z.object({
          campaign: z.string().optional(),
          states: z.array(z.enum(MESSAGE_STATES)).optional(),
          region: z.string().optional().describe('Code'),
          place: freeText(100).optional().describe('Part of a name'),
          person: freeText(100).optional().describe('Part of a name, or a whole number or address'),
          channel: z.enum(CHANNELS).optional(),
          before: z.int().positive().optional(),
          limit: z.int().min(1).max(200).default(50),
        }),
        response: { 200: z.object({ messages: z.array(found) }).describe('A page'), ...refusedWith(400), ...refusals },
      },
    },
    async (request) => {
      const user = userOf(request);
      const messages = await searchMessages(sql, {
        ...request.body,
        top: user.region,
        people: allows(user, 'reveal-people'),
      });
      return {
        messages: messages.map(({ reason, contact, ...message }) => ({
          ...message,
          contact: contact && maskedName(contact),
          why: words(reason),
        })) as never,
      };
    },
  );

  app.get(
    '/api/messages/:id',
    {
      config: only('see-messages'),
      schema: { tags, security, summary: 'A message and its life', params, response: { 200: detail, ...refusals } },
    },
    async (request) => {
      const id = Number(request.params.id);
      const user = userOf(request);
      const message = await findMessage(sql, { id, top: user.region, people: allows(user, 'reveal-people') });
      if (!message) throw new Problem(404, sentence('unknown-message', { message: id }));
      const moves = await lifeOf(sql, id);
      const { reason, text, contact, ...rest } = message;
      return {
        ...rest,
        contact: contact && maskedName(contact),
        text: text && contact && maskedText(withoutTokens(text), contact),
        why: words(reason),
        moves: moves.map(({ reason: because, ...move }) => ({ ...move, why: words(because) })),
      } as never;
    },
  );

  app.post(
    '/api/messages/:id/resend',
    {
      config: only('resend-message'),
      schema: {
        tags,
        security,
        summary: 'Send a message again that did not arrive',
        params,
        body: z.object({
          confirmed: z.boolean().default(false).describe('Somebody has made sure that an unknown one did not arrive'),
        }),
        response: { 200: z.object({ id: z.int() }).describe('Will be sent'), ...refusedWith(409), ...refusals },
      },
    },
    async (request) => {
      const { confirmed } = request.body;
      const user = userOf(request);
      const message = Number(request.params.id);
      await resendMessage({ sql, by: user }, { message, confirmed, region: user.region });
      return { id: message };
    },
  );

  app.get(
    '/api/faults',
    {
      config: only('see-faults'),
      schema: {
        tags,
        security,
        summary: 'What somebody has to look after',
        response: {
          200: z
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
            .describe('Open faults'),
          ...refusals,
        },
      },
    },
    async (request) => {
      const faults = await openFaults(sql, userOf(request).region);
      const language = languageOf(request);
      return { faults: faults.map((fault) => ({ ...fault, detail: detailIn(language, fault) })) };
    },
  );
}

/** Whoever has the token of a link can report or acknowledge with it: it is its addressee's alone. */
export const withoutTokens = (text: string): string => text.replace(/\/([ra])\/[\w-]+/g, '/$1/…');
