import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { z } from 'zod';
import { ROOT } from '../../../config/root';
import { sentence } from '../../../domain/text/refusal';
import type { App } from '../../shell/context';
import { SHEET_STYLE } from '../../shell/gate/posting-policy';
import { named } from '../../shell/named';
import { Problem } from '../../shell/problems';
import { page } from '../../shell/schemas';
import { only } from '../../shell/who';

/** The folder of the app that workers/console-app.ts builds. */
export const BUILT = join(ROOT, 'console/app/dist');
const NONCE_BYTES = 18;

/**
 * Only the app's own scripts. Ant Design writes its style sheets at run time, which the nonce allows; ECharts puts
 * style attributes into its tooltips.
 */
const policy = (nonce: string): string =>
  [
    "default-src 'none'",
    "script-src 'self'",
    // The sheet of a posting is shown in a frame, with its own style.
    `style-src-elem 'self' 'nonce-${nonce}' ${SHEET_STYLE}`,
    "style-src-attr 'unsafe-inline'",
    // A photo is made smaller before it is sent.
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** Read at every request: it names the scripts of the latest build. */
async function readPage(): Promise<string> {
  return readFile(join(BUILT, 'index.html'), 'utf8').catch(() => {
    throw new Problem(503, sentence('not-built'));
  });
}

/** The scripts and style sheets of the administrators' app; nothing in them is secret. */
export async function appAssets(app: App): Promise<void> {
  const assetRoutes = async (assets: App) => {
    // The plug-in declares its routes itself, without permissions.
    assets.addHook('onRoute', (route) => {
      route.config = { ...route.config, ...only('anybody') };
    });
    await assets.register(fastifyStatic, {
      root: join(BUILT, 'assets'),
      prefix: '/console/assets/',
      decorateReply: false,
      preCompressed: true,
      // The names hold a digest of the contents.
      cacheControl: false,
      setHeaders: (reply) => {
        reply.header('cache-control', 'public, max-age=31536000, immutable');
      },
    });
  };
  await app.register(named('assets', assetRoutes));
}

/** Every address below /console/ gives the same page; the app itself shows the right view. */
export function appRoutes(app: App): void {
  const schema = {
    tags: ['administrator'],
    security: [{ session: [] }],
    summary: 'The administrators’ console',
    response: { 200: page('The app'), 303: page('To the sign-in page') },
  };
  for (const address of ['/', '/console'])
    app.get(
      address,
      { config: only('see-campaigns'), schema: { ...schema, summary: 'To the console' } },
      async (_, reply) => reply.redirect('/console/', 303),
    );
  app.get(
    '/console/*',
    { config: only('see-campaigns'), schema: { ...schema, params: z.object({ '*': z.string() }) } },
    async (_, reply) => {
      const nonce = randomBytes(NONCE_BYTES).toString('base64url');
      const html = await readPage();
      return reply
        .header('content-security-policy', policy(nonce))
        .type('text/html; charset=utf-8')
        .send(html.replace('{{nonce}}', nonce));
    },
  );
}
