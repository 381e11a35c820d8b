import { z } from 'zod';
import type { Language } from '../../domain/definition/definition';
import { REASONS } from '../../domain/message-states';
import { may } from '../../domain/roles';
import { audit } from '../../register/audit-log';
import { type DeadLetter, deadLetters } from '../../register/dead-letters';
import { type Fault, openFaults } from '../../register/faults';
import { ResendRefused, resendMessage } from '../../register/messages';
import { wordFor } from '../../reporting/texts';
import { adminHead } from '../campaign-view';
import type { App, Console } from '../context';
import { languageOf, languageQuery } from '../language';
import { Problem } from '../problems';
import { answer, render } from '../render';
import { page, problemSchema } from '../schemas';
import { only, userOf } from '../who';
import { words } from '../words';

const tags = ['administrator'];
const security = [{ apiToken: [] }, { session: [] }];
const SHOWN = 200;

/** What did not arrive, with its cause and another try; and what somebody has to look after. */
export function undeliveredRoutes(app: App, console: Console): void {
  app.get(
    '/undelivered',
    {
      config: only('see-undelivered'),
      schema: {
        tags,
        security,
        summary: 'Messages that did not arrive, and open faults',
        querystring: languageQuery.extend({
          campaign: z.string().optional().describe('All live ones when left out'),
        }),
        response: { 200: page('The page'), 303: page('To the sign-in page') },
      },
    },
    async (request, reply) => {
      const language = languageOf(request);
      const { campaign = null } = request.query;
      const { region, role } = userOf(request);
      const letters = await deadLetters(console.sql, { campaign, region, limit: SHOWN });
      const html = render('undelivered', {
        ...adminHead(console, request),
        campaign,
        letters: letters.map((letter) => letterRow(letter, language)),
        maySend: may(role, 'resend-message'),
        faults: may(role, 'see-faults')
          ? (await openFaults(console.sql, region)).map((fault) => faultRow(fault, language))
          : null,
      });
      return answer(reply, { status: 200, html });
    },
  );

  app.post(
    '/messages/:id/resend',
    {
      config: only('resend-message'),
      schema: {
        tags,
        security,
        summary: 'Send a message again that did not arrive',
        consumes: ['application/x-www-form-urlencoded', 'application/json'],
        params: z.object({ id: z.string().regex(/^\d{1,15}$/) }),
        body: z.object({
          confirmed: z.literal('true').optional().describe('Somebody has made sure that an unknown one did not arrive'),
          campaign: z.string().optional().describe('Whose list to show afterwards'),
        }),
        response: {
          303: page('Will be sent; back to the list'),
          404: problemSchema,
          409: problemSchema,
        },
      },
    },
    async (request, reply) => {
      const { confirmed, campaign } = request.body;
      const user = userOf(request);
      const message = Number(request.params.id);
      await console.sql
        .begin(async (transaction) => {
          await resendMessage(transaction, { id: message, force: confirmed === 'true', region: user.region });
          await audit(transaction, user, 'resend-message', { message, confirmed: confirmed === 'true' });
        })
        .catch(refused);
      const query = campaign ? `?${new URLSearchParams({ campaign })}` : '';
      return reply.redirect(`/undelivered${query}`, 303);
    },
  );
}

function refused(error: unknown): never {
  if (error instanceof ResendRefused) throw new Problem(error.absent ? 404 : 409, error.code, error.message);
  throw error;
}

const letterRow = ({ state, reason, channel, provider, ...letter }: DeadLetter, language: Language) => ({
  ...letter,
  unknown: state === 'unknown',
  state: wordFor(state, language),
  way: provider ? `${words[language][channel]} (${provider})` : words[language][channel],
  cause: REASONS[reason]?.[language] ?? reason,
});

const faultRow = ({ kind, scope, detail, openedAt }: Fault, language: Language) => ({
  what: words[language][`fault-${kind}`],
  scope,
  since: openedAt.slice(0, 16).replace('T', ' '),
  figures: Object.entries(detail)
    .map(([name, value]) => `${name} ${value}`)
    .join(', '),
});
