import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { confirmFactor, removeFactor } from '../../../actions/account/own-account';
import { qrPath } from '../../../domain/text/qr';
import { type Sentence, sentence, tellIn } from '../../../domain/text/refusal';
import { accountByNumber } from '../../../store/account/accounts';
import { checkPassword, LONGEST_PASSWORD } from '../../../store/account/passwords';
import { beginFactor, hasFactor } from '../../../store/account/second-factor';
import { createThrottle } from '../../../store/account/throttle';
import type { App, Console } from '../../shell/context';
import { languageOf, languageQuery } from '../../shell/language';
import { answer, render } from '../../shell/render';
import { page } from '../../shell/schemas';
import { only } from '../../shell/who';
import { adminHead } from '../admin-head';
import { needsFactor, SECOND_FACTOR } from '../second-factor';
import { tooSoon } from '../sign-in';
import { accountOfUser } from './account';

const tags = ['account'];
const security = [{ session: [] }];
const config = only('own-account');
const typed = z.object({ code: z.string().max(40), password: z.string().max(LONGEST_PASSWORD).default('') });

/**
 * The user's own second factor: setting it up and removing it. Both need the password, so that a stolen session is not
 * enough.
 */
export function secondFactorRoutes(app: App, console: Console): void {
  const { sql, env } = console;
  const throttle = createThrottle(sql, env.LINK_SECRET);

  async function factorPage(
    request: FastifyRequest,
    reply: FastifyReply,
    { problem = null, codes = null }: { problem?: Sentence | null; codes?: string[] | null } = {},
  ): Promise<string> {
    const user = accountOfUser(request);
    const { login, hasPassword } = await accountByNumber(sql, user.id);
    const confirmed = await hasFactor(sql, user.id);
    const enrolment = confirmed ? null : await beginFactor(sql, env.LINK_SECRET, { account: user.id, login });
    const html = render('second-factor', {
      ...adminHead(console, request),
      login,
      hasPassword,
      confirmed,
      owed: user.role === 'administrator' && needsFactor(env),
      key: enrolment?.key ?? null,
      qr: enrolment && qrPath(enrolment.uri),
      codes,
      problem: problem && tellIn(languageOf(request), problem),
    });
    return answer(reply, { status: problem ? 422 : 200, html });
  }

  /**
   * @returns the fault of the password; nothing where the account has no password because the identity provider signs
   *   it in
   */
  async function wrongPassword(
    request: FastifyRequest,
    reply: FastifyReply,
    password: string,
  ): Promise<Sentence | null> {
    const { id } = accountOfUser(request);
    const { login, hasPassword } = await accountByNumber(sql, id);
    if (!hasPassword) return null;
    const attempt = { login, address: request.ip };
    const wait = await throttle.attempt(attempt);
    if (wait > 0) throw tooSoon(reply, wait);
    if ((await checkPassword(sql, login, password)) !== id) return sentence('wrong-password');
    await throttle.forget(attempt);
    return null;
  }

  app.get(
    SECOND_FACTOR,
    {
      config,
      schema: {
        tags,
        security,
        summary: 'One’s own second factor',
        querystring: languageQuery,
        response: { 200: page('The page, with the square to be photographed where there is none yet') },
      },
    },
    async (request, reply) => factorPage(request, reply),
  );

  app.post(
    SECOND_FACTOR,
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Confirm the telephone with its first code; the answer has the recovery codes, this once',
        consumes: ['application/x-www-form-urlencoded'],
        querystring: languageQuery,
        body: typed,
        response: { 200: page('Set up: the recovery codes'), 422: page('Wrong; why'), 429: page('Too often') },
      },
    },
    async (request, reply) => {
      const user = accountOfUser(request);
      const { code, password } = request.body;
      const problem = await wrongPassword(request, reply, password);
      if (problem) return factorPage(request, reply, { problem });
      const secret = env.LINK_SECRET;
      const codes = await confirmFactor({ sql, by: user }, { account: user.id, secret, code });
      return factorPage(request, reply, codes ? { codes } : { problem: sentence('wrong-code') });
    },
  );

  app.post(
    `${SECOND_FACTOR}/remove`,
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Remove one’s own second factor, for instance to set up another telephone',
        consumes: ['application/x-www-form-urlencoded'],
        querystring: languageQuery,
        body: typed,
        response: { 303: page('Removed'), 422: page('Wrong; why'), 429: page('Too often') },
      },
    },
    async (request, reply) => {
      const user = accountOfUser(request);
      const { code, password } = request.body;
      const problem = await wrongPassword(request, reply, password);
      if (problem) return factorPage(request, reply, { problem });
      const secret = env.LINK_SECRET;
      if (!(await removeFactor({ sql, by: user }, { account: user.id, secret, code })))
        return factorPage(request, reply, { problem: sentence('wrong-code') });
      return reply.redirect(SECOND_FACTOR, 303);
    },
  );
}
