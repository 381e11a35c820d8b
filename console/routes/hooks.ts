import { z } from 'zod';
import { sentence } from '../../domain/text/refusal';
import type { App, Console } from '../context';
import { Problem } from '../problems';
import { problemSchema } from '../schemas';
import { only } from '../who';

/** A push can carry hundreds of receipts. */
const BODY_LIMIT = 1_048_576;

/** Few providers sign what they push: the secret in the path tells them from anybody else. */
export function hookRoutes(app: App, console: Console): void {
  for (const what of ['receipts', 'replies'] as const) {
    app.post(
      `/hooks/sms/:provider/:secret/${what}`,
      {
        config: { ...only('anybody'), proof: 'sms' },
        bodyLimit: BODY_LIMIT,
        schema: {
          tags: ['providers'],
          summary: `What an SMS provider pushes: ${what}`,
          description: 'The body and the answer are the provider’s own. Repeating a push does no harm.',
          params: z.object({ provider: z.string(), secret: z.string() }),
          body: z.unknown(),
          response: {
            200: z.unknown().describe('What the provider expects'),
            400: problemSchema,
            404: problemSchema,
          },
        },
      },
      async ({ params: { provider }, body, headers, url }, reply) => {
        const hooks = console[what];
        const take = Object.hasOwn(hooks, provider) ? hooks[provider] : undefined;
        if (!take) throw new Problem(404, sentence('not-found'));
        const answer = await take(body, { headers, url }).catch(refuseUnreadable);
        if (typeof answer === 'string' && answer.startsWith('<')) reply.type('text/xml');
        return reply.code(200).send(answer);
      },
    );
  }
}

/** A body of another shape stays unreadable however often it is pushed; everything else is worth another push. */
function refuseUnreadable(error: unknown): never {
  if (!(error instanceof z.ZodError)) throw error;
  const where = error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');
  throw new Problem(400, 'unreadable', `This provider pushes nothing of this shape: ${where}`);
}
