import { z } from 'zod';
import type { App, Console } from '../../shell/context';
import { refusedWith } from '../../shell/schemas';
import { only } from '../../shell/who';

const tags = ['ops'];
/** A page of a history. */
const BODY_LIMIT = 16 * 1024 * 1024;
const payloads = z.object({
  payloads: z
    .array(z.object({ metadata: z.record(z.string(), z.string()).optional(), data: z.string().optional() }))
    .max(2000)
    .describe('As Temporal has them, with bytes in base64'),
});

/**
 * The codec endpoint of Temporal's Web UI, so that ops staff read what PAYLOAD_KEY encrypts. The page of the UI asks
 * with the reader's session of the console; no other page may.
 */
export function payloadRoutes(app: App, { client, env }: Console): void {
  const ui = env.TEMPORAL_UI_URL ? new URL(env.TEMPORAL_UI_URL).origin : null;
  const openedToUi = {
    ...(ui !== null && { 'access-control-allow-origin': ui }),
    'access-control-allow-credentials': 'true',
    'access-control-allow-headers': 'content-type, x-namespace',
    'access-control-allow-methods': 'POST',
    vary: 'origin',
  };

  app.options('/api/payloads/decode', { config: only('anybody'), schema: { hide: true } }, async (_, reply) =>
    reply.headers(openedToUi).code(204).send(),
  );

  app.post(
    '/api/payloads/decode',
    {
      config: { ...only('see-workflows'), csrf: 'temporal-ui' as const },
      bodyLimit: BODY_LIMIT,
      schema: {
        tags,
        security: [{ apiToken: [] }, { session: [] }],
        summary: 'Open payloads of workflows for Temporal’s Web UI (its codec endpoint)',
        body: payloads,
        response: { 200: payloads, ...refusedWith(400, 401, 403, 413) },
      },
    },
    async (request, reply) => {
      reply.headers(openedToUi);
      return { payloads: await client.readable(request.body.payloads) };
    },
  );
}
