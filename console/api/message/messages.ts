import { z } from 'zod';
import { resendMessage } from '../../../actions/message/messages';
import type { Language } from '../../../domain/campaign/definition/definition';
import { REASONS } from '../../../domain/message/message-states';
import { maskedName, maskedText } from '../../../domain/people/masks';
import { sentence } from '../../../domain/text/refusal';
import { lifeOf } from '../../../store/message/dead-letters';
import { detailIn, openFaults } from '../../../store/message/faults';
import { findMessage, type MessageFound } from '../../../store/message/message-search';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { allows, only, userOf } from '../../shell/who';
import { faultsSchema, messageDetailSchema } from './message-schemas';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const params = z.object({ id: z.string().regex(/^\d{1,15}$/) });
const refusals = refusedWith(401, 403, 404);

const words = (reason: string | null | undefined): Record<Language, string> | null => {
  if (!reason) return null;
  const known = Object.entries(REASONS).find(([word]) => word === reason)?.[1];
  return known ?? { 'zh-CN': reason, en: reason };
};

/** Messages: the whole life of one, and another try when that is safe. */
export function messageRoutes(app: App, { sql }: Console): void {
  app.get(
    '/api/messages/:id',
    {
      config: only('see-messages'),
      schema: {
        tags,
        security,
        summary: 'A message and its life',
        params,
        response: { 200: messageDetailSchema, ...refusals },
      },
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
      };
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
          200: faultsSchema,
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

/** @returns a message as a list shows it: its person masked */
export const shownInList = ({ reason, contact, ...message }: MessageFound) => ({
  ...message,
  contact: contact && maskedName(contact),
  why: words(reason),
});

/** The token of a link lets its holder report and acknowledge, so only the addressee may see it. */
export const withoutTokens = (text: string): string => text.replace(/\/([ra])\/[\w-]+/g, '/$1/…');
