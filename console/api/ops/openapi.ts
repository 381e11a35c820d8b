import swagger from '@fastify/swagger';
import type { App } from '../../shell/context';
import { openApiSchema, refusedWith } from '../../shell/schemas';
import { only } from '../../shell/who';

/** Not part of the API: assets, and the queue board with its own routes. */
const HIDDEN = ['/assets/', '/console', '/queues'];

/** Describes every route from its schemas; must be registered before the routes. */
export async function describeApi(app: App): Promise<void> {
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: {
        title: 'Nuandong (暖冬)',
        version: '0.1.0',
        description:
          'Campaigns, reports and acknowledgements. Instants are UTC; money is in yuan with at most two decimals.',
      },
      tags: [
        { name: 'village', description: 'For whoever holds a link from a message' },
        { name: 'public', description: 'Postings, for everybody who reads one' },
        { name: 'officer', description: 'Acknowledging escalations, and answering weather warnings' },
        { name: 'administrator', description: 'Starting and steering campaigns' },
        { name: 'account', description: 'Signing in, and one’s own account' },
        { name: 'ops', description: 'Health and figures' },
        { name: 'providers', description: 'Pushed by SMS providers' },
        { name: 'weather', description: 'Pushed by weather offices' },
      ],
      components: {
        securitySchemes: {
          apiToken: { type: 'http', scheme: 'bearer', description: 'API_TOKEN' },
          session: {
            type: 'apiKey',
            in: 'cookie',
            name: 'nuandong',
            description: 'Given by /login; __Host-nuandong under HTTPS',
          },
        },
      },
    },
    transform: ({ schema, url }) => ({
      schema: HIDDEN.some((prefix) => url.startsWith(prefix)) ? { ...schema, hide: true } : openApiSchema(schema),
      url,
    }),
  });
}

export function openApiRoute(app: App): void {
  app.get(
    '/openapi.json',
    {
      config: only('own-account'),
      schema: {
        tags: ['ops'],
        security: [{ apiToken: [] }, { session: [] }],
        summary: 'This description',
        response: {
          200: { description: 'OpenAPI 3.1', content: { 'application/json': { schema: { type: 'object' } } } },
          ...refusedWith(401),
        },
      },
    },
    async (_, reply) => reply.type('application/json').send(app.swagger()),
  );
}
