import { createHmac } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { sentence } from '../../../domain/text/refusal';
import type { App, Console } from '../context';
import { Problem } from '../problems';
import { cookieOf, sameSecret } from '../session';

/** Name of the hidden field in our forms. */
const FIELD = '_csrf';
/** Our scripts send this header instead; a foreign page cannot set it without a preflight request. */
const HEADER = 'x-csrf-token';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The proof that a request comes from our own page. It is derived from the session's secret, which no other page can
 * read, so nothing is stored, and it ends with the session.
 * @returns null without a session: a browser does not send the API token by itself
 */
export function csrfToken({ env }: Pick<Console, 'env'>, request: FastifyRequest): string | null {
  const cookie = cookieOf(env, request);
  return cookie && request.user?.session ? createHmac('sha256', cookie).update('csrf').digest('base64url') : null;
}

/**
 * Refuses requests that another site makes a user's browser send. A request that changes something and has a session
 * must carry the session's token in a header or a field; before the sign-in, its origin must be ours.
 */
export function refuseForeignRequests(app: App, console: Console): void {
  app.addHook('preValidation', async (request) => {
    if (READING.has(request.method)) return;
    const { csrf } = request.routeOptions.config;
    if (csrf === 'temporal-ui' && isTemporalUi(console, request)) return;
    if (csrf) return refuseForeignOrigin(console, request);
    const expected = csrfToken(console, request);
    if (expected !== null && !sameSecret(given(request), expected))
      throw new Problem(403, sentence('csrf', { header: HEADER, field: FIELD }));
  });
}

function given({ headers, body }: FastifyRequest): string {
  const header = headers[HEADER];
  if (typeof header === 'string') return header;
  const field =
    typeof body === 'object' && body !== null ? Object.entries(body).find(([name]) => name === FIELD) : null;
  return typeof field?.[1] === 'string' ? field[1] : '';
}

const isTemporalUi = ({ env }: Console, { headers }: FastifyRequest): boolean =>
  env.TEMPORAL_UI_URL !== undefined && headers.origin === new URL(env.TEMPORAL_UI_URL).origin;

/** Browsers name the origin of a request, newer ones in `Sec-Fetch-Site`; a request without any is from no browser. */
function refuseForeignOrigin({ env }: Console, { headers }: FastifyRequest): void {
  const { origin, host } = headers;
  const site = headers['sec-fetch-site'];
  const ours = [host, new URL(env.PUBLIC_URL).host];
  const foreign =
    site !== undefined
      ? site !== 'same-origin'
      : origin !== undefined && !(URL.canParse(origin) && ours.includes(new URL(origin).host));
  if (foreign) throw new Problem(403, sentence('foreign-page'));
}
