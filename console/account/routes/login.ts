import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { signIn, signInByInvitation, signOut } from '../../../actions/account/sign-in';
import type { Language } from '../../../domain/campaign/definition/definition';
import { Refused, sentence, tellIn } from '../../../domain/text/refusal';
import { openInvitation } from '../../../store/account/invitations';
import { checkPassword, LONGEST_PASSWORD } from '../../../store/account/passwords';
import { hasFactor } from '../../../store/account/second-factor';
import { createThrottle } from '../../../store/account/throttle';
import type { App, Console } from '../../shell/context';
import { FORM_PAGE } from '../../shell/gate/security';
import { languageOf } from '../../shell/language';
import { answer, type Page, render } from '../../shell/render';
import { page } from '../../shell/schemas';
import { cookieOf, giveCookie } from '../../shell/session';
import { only, userOf } from '../../shell/who';
import { words } from '../../shell/words/words';
import { keepLanding, land, landingQuery } from '../landing';
import { DEVICE, tooSoon } from '../sign-in';
import { askForCode } from './login-code';

const tags = ['account'];
const typed = z.string().max(LONGEST_PASSWORD);
const params = z.object({ token: z.string() });
const password = typed.describe('At least twelve characters');
const fromOurPage = { ...only('anybody'), csrf: 'origin' } as const;

/** Signing in with a password, the first password by a one-time link, and signing out. */
export function loginRoutes(app: App, console: Console): void {
  const { env, sql } = console;
  const throttle = createThrottle(sql, env.LINK_SECRET);
  const oidc = Boolean(env.OIDC_ISSUER && env.OIDC_CLIENT_ID);

  const loginPage = (request: FastifyRequest, reply: FastifyReply, wrong: boolean): string => {
    const language = languageOf(request);
    const problem = wrong ? tellIn(language, sentence('wrong-password')) : null;
    const onward = keepLanding(env, request, reply);
    const html = render('login', { w: words[language], problem, oidc, onward });
    return answer(reply.headers(FORM_PAGE), { status: wrong ? 401 : 200, html });
  };

  app.get(
    '/login',
    {
      config: only('anybody'),
      schema: { tags, summary: 'Sign-in page', querystring: landingQuery, response: { 200: page('The page') } },
    },
    async (request, reply) => loginPage(request, reply, false),
  );

  app.post(
    '/login',
    {
      config: fromOurPage,
      schema: {
        tags,
        summary: 'Sign in',
        consumes: ['application/x-www-form-urlencoded'],
        querystring: landingQuery,
        body: z.object({ login: typed, password: typed }),
        response: {
          303: page('Signed in: the cookie is set'),
          401: page('Wrong login or password'),
          429: page('Too often'),
        },
      },
    },
    async (request, reply) => {
      const { login, password } = request.body;
      const attempt = { login, address: request.ip, device: cookieOf(env, request, DEVICE.name) };
      const wait = await throttle.attempt(attempt);
      if (wait > 0) throw tooSoon(reply, wait);
      const account = await checkPassword(sql, login, password);
      if (account === null) return loginPage(request, reply, true);
      // The throttle keeps its count until the code is right: else a known password would allow unlimited tries of the
      // code.
      if (await hasFactor(sql, account)) return askForCode(console, request, reply, account);
      await throttle.forget(attempt);
      giveCookie(env, reply, (await signIn(sql, account, { via: 'console' })).session);
      giveCookie(env, reply, throttle.device(login), DEVICE);
      return land(env, request, reply);
    },
  );

  app.post(
    '/logout',
    {
      config: only('own-account'),
      schema: { tags, security: [{ session: [] }], summary: 'Sign out', response: { 303: page('Signed out') } },
    },
    async (request, reply) => {
      const user = userOf(request);
      const { id, session } = user;
      if (id !== null && session !== null) await signOut({ sql, by: user }, { account: id, session });
      return giveCookie(env, reply, '').redirect('/login', 303);
    },
  );

  app.get(
    '/invitation/:token',
    {
      config: only('anybody'),
      schema: {
        tags,
        summary: 'Where whoever was invited sets a password',
        params,
        querystring: landingQuery,
        response: { 200: page('The page'), 404: page('The link is not ours, used or too old') },
      },
    },
    async (request, reply) => {
      const w = words[languageOf(request)];
      const invited = await openInvitation(sql, request.params.token);
      if (!invited) return answer(reply, uselessPage(request));
      return answer(reply.headers(FORM_PAGE), {
        status: 200,
        html: render('invitation', { w, ...invited, problem: null }),
      });
    },
  );

  app.post(
    '/invitation/:token',
    {
      config: fromOurPage,
      schema: {
        tags,
        summary: 'Set the password, once, and be signed in',
        consumes: ['application/x-www-form-urlencoded'],
        params,
        querystring: landingQuery,
        body: z.object({ password, again: typed }),
        response: {
          303: page('Signed in: the cookie is set'),
          404: page('The link is not ours, used or too old'),
          422: page('The password will not do; why'),
        },
      },
    },
    async (request, reply) => {
      const language = languageOf(request);
      const w = words[language];
      const { password: chosen, again } = request.body;
      const invited = await openInvitation(sql, request.params.token);
      if (!invited) return answer(reply, uselessPage(request));
      const outcome =
        chosen === again
          ? await signInByInvitation(sql, { token: request.params.token, password: chosen }).then(
              (signedIn) => signedIn ?? { problem: tellIn(language, sentence('useless-link')) },
              (error) => ({ problem: weakPassword(language)(error) }),
            )
          : { problem: tellIn(language, sentence('passwords-differ')) };
      if ('owes' in outcome) return askForCode(console, request, reply, outcome.owes);
      if ('problem' in outcome)
        return answer(reply.headers(FORM_PAGE), {
          status: 422,
          html: render('invitation', {
            w,
            ...invited,
            problem: outcome.problem,
          }),
        });
      giveCookie(env, reply, outcome.session);
      return land(env, request, reply);
    },
  );
}

function uselessPage(request: FastifyRequest): Page {
  const language = languageOf(request);
  const w = words[language];
  const message = tellIn(language, sentence('useless-link'));
  return { status: 404, html: render('problem', { w, title: w.uselessLinkTitle, message }) };
}

/** @returns what the user is told about a refused password. */
export const weakPassword =
  (language: Language) =>
  (error: unknown): string => {
    if (error instanceof Refused) return error.say(language);
    throw error;
  };
