import type { Env } from '../../../config/env';
import type { App } from '../context';
import { isHttps } from '../session';

/** Our pages load one style sheet and an icon and nothing else; there is no script. */
const PAGE_POLICY =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** The village form has one script and one service worker, and shows photos before they are sent. */
export const FORM_POLICY =
  "default-src 'none'; style-src 'self'; script-src 'self'; worker-src 'self'; connect-src 'self'; img-src 'self' blob:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** The queue board runs its own scripts. */
export const BOARD_POLICY =
  "default-src 'self'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; base-uri 'self'; frame-ancestors 'none'";

const HEADERS = {
  'content-security-policy': PAGE_POLICY,
  // The address of a village's form holds its token.
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cross-origin-opener-policy': 'same-origin',
  // Photos come from the phone's own camera program, which needs none of these.
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), serial=(), display-capture=()',
};

/**
 * For pages whose forms are accepted by origin (console/shell/gate/csrf.ts): without any referrer a browser sends the
 * origin `null`.
 */
export const FORM_PAGE = { 'referrer-policy': 'same-origin' };

/** Two years, as preload lists require; without sub-domains, which are not ours to decide about. */
const HTTPS_ONLY = { 'strict-transport-security': 'max-age=63072000' };

export function addSecurityHeaders(app: App, env: Pick<Env, 'PUBLIC_URL'>): void {
  const headers = { ...HEADERS, ...(isHttps(env) && HTTPS_ONLY) };
  app.addHook('onRequest', async (_, reply) => {
    reply.headers(headers);
  });
}
