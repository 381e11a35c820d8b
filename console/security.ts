import type { FastifyReply, FastifyRequest } from 'fastify';
import type { App, Console } from './context';
import { administrator } from './session';

/** Our pages load one style sheet and nothing else; there is no script. */
const PAGE_POLICY = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
/** The queue board is a script of its own. */
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
};

export function addSecurityHeaders(app: App): void {
  app.addHook('onRequest', async (_, reply) => {
    reply.headers(HEADERS);
  });
}

const UNAUTHORIZED = 'Send the API token as "Authorization: Bearer …", or sign in at /login.';

/** Lets only administrators through; a browser is sent to the sign-in page, a program is told what it lacks. */
export function requireAdministrator(app: App, { env }: Console): void {
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    if (administrator(env, request)) return;
    if (request.method === 'GET' && (request.headers.accept ?? '').includes('text/html'))
      return reply.redirect('/login', 303);
    // Answered here and not thrown: the queue board would tell an error in its own way.
    return reply.code(401).send({ code: 'unauthorized', message: UNAUTHORIZED });
  });
}
