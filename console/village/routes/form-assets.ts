import type { App } from '../../shell/context';
import { FORM_POLICY } from '../../shell/gate/security';
import { only } from '../../shell/who';
import { formAssets } from '../form-assets';

const FOR_EVER = 'public, max-age=31536000, immutable';
/** The browser asks each time for a newer one. */
const ASK_AGAIN = 'no-cache';

/**
 * Styles, script and service worker of the pages that the server makes. The worker lies below /r/, so it sees only the
 * forms.
 */
export function formAssetRoutes(app: App): void {
  const { worker, ...others } = formAssets();
  for (const asset of [worker, ...Object.values(others)]) {
    app.get(asset.address, { config: only('anybody'), schema: { hide: true } }, async ({ headers }, reply) => {
      const small = /\bgzip\b/.test(String(headers['accept-encoding'] ?? ''));
      if (small) reply.header('content-encoding', 'gzip');
      return reply
        .headers({
          'cache-control': asset === worker ? ASK_AGAIN : FOR_EVER,
          'content-security-policy': FORM_POLICY,
          vary: 'accept-encoding',
        })
        .type(asset.type)
        .send(small ? asset.gzipped : asset.body);
    });
  }
}
