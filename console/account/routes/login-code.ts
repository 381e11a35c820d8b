import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { signInByCode } from '../../../actions/account/sign-in';
import { sentence, tellIn } from '../../../domain/text/refusal';
import { accountByNumber } from '../../../store/account/accounts';
import { beginHalf, tryHalf } from '../../../store/account/second-factor';
import { createThrottle } from '../../../store/account/throttle';
import type { App, Console } from '../../shell/context';
import { FORM_PAGE } from '../../shell/gate/security';
import { languageOf } from '../../shell/language';
import { answer, render } from '../../shell/render';
import { page } from '../../shell/schemas';
import { cookieOf, giveCookie } from '../../shell/session';
import { only } from '../../shell/who';
import { words } from '../../shell/words/words';
import { keepLanding, land, landingQuery } from '../landing';
import { DEVICE } from '../sign-in';

const tags = ['account'];
const ADDRESS = '/login/code';
/** As long as a half sign-in is valid (store/account/second-factor.ts). */
const HALF = { name: 'nuandong-half', seconds: 300 };
/** A recovery code with its hyphens has 19 characters. */
const code = z.string().max(40);

/** Sends a user with the right password to the page that asks for the second factor. */
export async function askForCode(
  { env, sql }: Console,
  request: FastifyRequest,
  reply: FastifyReply,
  account: number,
): Promise<FastifyReply> {
  giveCookie(env, reply, await beginHalf(sql, account), HALF);
  keepLanding(env, request, reply);
  return reply.redirect(`${ADDRESS}?lang=${languageOf(request)}`, 303);
}

/** The second half of signing in: a code from the phone's authenticator app, or a recovery code. */
export function loginCodeRoutes(app: App, { env, sql }: Console): void {
  const throttle = createThrottle(sql, env.LINK_SECRET);

  const codePage = (request: FastifyRequest, reply: FastifyReply, wrong: boolean): string => {
    const language = languageOf(request);
    const problem = wrong ? tellIn(language, sentence('wrong-code')) : null;
    const html = render('login-code', { w: words[language], problem });
    return answer(reply.headers(FORM_PAGE), { status: wrong ? 401 : 200, html });
  };
  /** The password comes first: the sign-in page says why the user is there again. */
  const again = (request: FastifyRequest, reply: FastifyReply): string => {
    const language = languageOf(request);
    const w = words[language];
    const message = tellIn(language, sentence('sign-in-again'));
    giveCookie(env, reply, '', HALF);
    return answer(reply, { status: 401, html: render('problem', { w, title: w.problemTitle, message }) });
  };

  app.get(
    ADDRESS,
    {
      config: only('anybody'),
      schema: {
        tags,
        summary: 'Where the code of the second factor is asked for',
        querystring: landingQuery,
        response: { 200: page('The page'), 303: page('To the sign-in page, where no password was given before') },
      },
    },
    async (request, reply) => {
      if (cookieOf(env, request, HALF.name) === undefined) return reply.redirect('/login', 303);
      return codePage(request, reply, false);
    },
  );

  app.post(
    ADDRESS,
    {
      config: { ...only('anybody'), csrf: 'origin' },
      schema: {
        tags,
        summary: 'Give the code, and be signed in',
        consumes: ['application/x-www-form-urlencoded'],
        querystring: landingQuery,
        body: z.object({ code }),
        response: { 303: page('Signed in: the cookie is set'), 401: page('Wrong, used, too late or too often') },
      },
    },
    async (request, reply) => {
      const half = cookieOf(env, request, HALF.name) ?? '';
      const account = await tryHalf(sql, half);
      if (account === null) return again(request, reply);
      const { code } = request.body;
      const signedIn = await signInByCode(sql, { account, half, secret: env.LINK_SECRET, code });
      if (!signedIn) return codePage(request, reply, true);
      const { login } = await accountByNumber(sql, account);
      await throttle.forget({ login, address: request.ip, device: cookieOf(env, request, DEVICE.name) });
      giveCookie(env, reply, signedIn.session);
      giveCookie(env, reply, throttle.device(login), DEVICE);
      giveCookie(env, reply, '', HALF);
      return land(env, request, reply);
    },
  );
}
