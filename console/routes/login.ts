import { z } from 'zod';
import type { App, Console } from '../context';
import { languageOf, languageQuery } from '../language';
import { createLimiter } from '../limits';
import { Problem } from '../problems';
import { answer, render } from '../render';
import { page } from '../schemas';
import { newSession, sameSecret, sessionCookie } from '../session';
import { words } from '../words';

const FAILURES_A_MINUTE = 10;

/** The API token, once, for a cookie that a browser keeps for a working day. */
export function loginRoutes(app: App, { env }: Console): void {
  const failures = createLimiter({ max: FAILURES_A_MINUTE, windowMs: 60_000 });

  app.get(
    '/login',
    {
      schema: {
        tags: ['administrator'],
        summary: 'Sign-in page',
        querystring: languageQuery,
        response: { 200: page('The page') },
      },
    },
    async (request, reply) =>
      answer(reply, { status: 200, html: render('login', { w: words[languageOf(request)], wrong: false }) }),
  );

  app.post(
    '/login',
    {
      schema: {
        tags: ['administrator'],
        summary: 'Sign in',
        consumes: ['application/x-www-form-urlencoded'],
        body: z.object({ token: z.string().describe('API_TOKEN') }),
        response: { 303: page('Signed in: the cookie is set'), 401: page('Wrong token'), 429: page('Too often') },
      },
    },
    async (request, reply) => {
      if (sameSecret(request.body.token, env.API_TOKEN)) {
        return reply.header('set-cookie', sessionCookie(env, newSession(env))).redirect('/', 303);
      }
      if (!failures.take(request.ip)) throw new Problem(429, 'too-often', 'Too many attempts; try again in a minute.');
      return answer(reply, { status: 401, html: render('login', { w: words[languageOf(request)], wrong: true }) });
    },
  );

  app.post(
    '/logout',
    {
      schema: { tags: ['administrator'], summary: 'Sign out', response: { 303: page('Signed out') } },
    },
    async (_, reply) => reply.header('set-cookie', sessionCookie(env, '')).redirect('/login', 303),
  );
}
