import { z } from 'zod';
import type { SmsHook } from '../../../delivery/inbound/hooks';
import { sentence } from '../../../domain/text/refusal';
import { allowedAddresses } from '../../shell/addresses';
import type { App, Console } from '../../shell/context';
import { hookProof } from '../../shell/gate/hook-proof';
import { Problem } from '../../shell/problems';
import { refusedWith } from '../../shell/schemas';
import { only } from '../../shell/who';

/** A push can carry hundreds of receipts. */
const BODY_LIMIT = 1_048_576;

/**
 * The addresses for receipts and replies that SMS platforms push, one for each configured platform. Few platforms sign
 * their pushes, so each has its own secret in the path, which is checked before a body is read.
 */
export function hookRoutes(app: App, { hooks, log }: Console): void {
  const proofOf = hookProof(log);
  for (const hook of hooks) {
    const { path, provider, what, secret, from } = hook;
    const proof = proofOf({
      provider: path === 'sms' ? provider : path,
      what,
      secretOf: () => secret,
      allowed: allowedAddresses(from, 'SMS_HOOK_FROM'),
      elsewhere: sentence('push-not-allowed'),
    });
    hookRoute(app, hook, proof);
  }
}

function hookRoute(app: App, { path, provider, what, take }: SmsHook, proof: ReturnType<ReturnType<typeof hookProof>>) {
  app.post(
    `/hooks/${path}/${provider}/:secret/${what}`,
    {
      config: { ...only('anybody'), proof },
      bodyLimit: BODY_LIMIT,
      schema: {
        tags: ['providers'],
        summary:
          path === 'sms'
            ? `What ${provider} pushes: ${what}`
            : `What a simulator in place of ${provider} pushes: ${what}`,
        description: 'The body and the answer are the provider’s own. Repeating a push does no harm.',
        params: z.object({ secret: z.string() }),
        body: z.unknown(),
        response: {
          200: z.unknown().describe('What the provider expects'),
          ...refusedWith(400, 403, 404),
        },
      },
    },
    async ({ body, headers, url }, reply) => {
      const answer = await take(body, { headers, url }).catch((error) => refuseUnreadable(provider, error));
      if (typeof answer === 'string' && answer.startsWith('<')) reply.type('text/xml');
      return reply.code(200).send(answer);
    },
  );
}

/** A body of a wrong shape stays unreadable at every push; after all other errors the platform pushes again. */
function refuseUnreadable(provider: string, error: unknown): never {
  if (!(error instanceof z.ZodError)) throw error;
  const where = error.issues.map(({ path, message }) => `${path.join('.') || 'body'}: ${message}`).join('; ');
  throw new Problem(400, sentence('push-unreadable', { provider, where }));
}
