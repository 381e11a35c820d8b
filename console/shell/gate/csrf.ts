import { createHmac } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { sentence } from '../../../domain/text/refusal';
import type { App, Console } from '../context';
import { Problem } from '../problems';
import { cookieOf, sameSecret } from '../session';

/** Name of the hidden field in our forms. */
const FIELD = '_csrf';
/** What a script of ours sends instead; a foreign page cannot set it without being asked first. */
const HEADER = 'x-csrf-token';

const READING = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * The proof that one of our own pages asks: made of the session's secret, which no other page can read, so there is
 * nothing to store and it ends with the session.
 * @returns null for whoever came without a session: a browser does not send the API token by itself
 */
export function csrfToken({ env }: Pick<Console, 'env'>, request: FastifyRequest): string | null {
  const cookie = cookieOf(env, request);
  return cookie && request.user?.session ? createHmac('sha256', cookie).update('csrf').digest('base64url') : null;
}

/**
 * Refuses what another site makes somebody's browser do here. Whatever changes something and comes with a session
 * has to carry the session's token in a header or a field; where nobody is signed in yet, the origin has to be ours.
 */
export function refuseForeignRequests(app: App, console: Console): void {
  app.addHook('preValidation', async (request) => {
    if (READING.has(request.method)) return;
    if (request.routeOptions.config.csrf === 'origin') return refuseForeignOrigin(console, request);
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

/** Browsers say where a request comes from, newer ones in `Sec-Fetch-Site`; who says nothing is no browser. */
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
