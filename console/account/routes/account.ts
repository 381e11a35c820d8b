import { z } from 'zod';
import { changePassword, endSession } from '../../../actions/account/own-account';
import { PERMISSIONS } from '../../../domain/account/roles';
import { timeNoted } from '../../../domain/round/temporal-notes';
import { sentence, tellIn } from '../../../domain/text/refusal';
import { accountByNumber } from '../../../store/account/accounts';
import { checkPassword, LONGEST_PASSWORD } from '../../../store/account/passwords';
import { sessionsOf } from '../../../store/account/sessions';
import { createThrottle } from '../../../store/account/throttle';
import { meSchema } from '../../api/account/account-schemas';
import type { App, Console } from '../../shell/context';
import { csrfToken } from '../../shell/gate/csrf';
import { languageOf, languageQuery } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { answer, render } from '../../shell/render';
import { page, refusedWith } from '../../shell/schemas';
import { giveCookie } from '../../shell/session';
import { allows, only, type User, userOf } from '../../shell/who';
import { words } from '../../shell/words/words';
import { adminHead } from '../admin-head';
import { tooSoon } from '../sign-in';
import { weakPassword } from './login';

const tags = ['account'];
const security = [{ apiToken: [] }, { session: [] }];
const config = only('own-account');
const typed = z.string().max(LONGEST_PASSWORD);

/** The user's own account: name and role, password, and sessions. */
export function accountRoutes(app: App, console: Console): void {
  const { sql, env } = console;
  const throttle = createThrottle(sql, env.LINK_SECRET);
  const accountPage = async (request: Parameters<typeof userOf>[0], problem: string | null = null) => {
    const user = accountOfUser(request);
    const w = words[languageOf(request)];
    const account = await accountByNumber(sql, user.id);
    const sessions = await sessionsOf(sql, user.id);
    const [region] = await sql<{ name: string }[]>`select name from regions where code = ${user.region}`;
    return render('account', {
      ...adminHead(console, request),
      ...account,
      problem,
      role: w[`role-${user.role}`],
      region: user.region === null ? w.everywhere : (region?.name ?? user.region),
      sessions: sessions.map(({ id, beganAt, seenAt }) => ({
        id,
        own: id === user.session,
        began: shortly(beganAt),
        seen: shortly(seenAt),
      })),
    });
  };

  app.get(
    '/api/me',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Who one is and what one may do',
        response: { 200: meSchema, ...refusedWith(401) },
      },
    },
    async (request) => {
      const user = userOf(request);
      return {
        ...user,
        may: PERMISSIONS.filter((one) => allows(user, one)),
        csrf: csrfToken(console, request),
        temporalUi: allows(user, 'see-workflows') ? (env.TEMPORAL_UI_URL ?? null) : null,
      };
    },
  );

  app.get(
    '/account',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'One’s own account',
        querystring: languageQuery,
        response: { 200: page('The page') },
      },
    },
    async (request, reply) => answer(reply, { status: 200, html: await accountPage(request) }),
  );

  app.post(
    '/account/password',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Change one’s password; every other session ends',
        consumes: ['application/x-www-form-urlencoded'],
        body: z.object({ current: typed, password: typed, again: typed }),
        response: { 303: page('Changed'), 422: page('It will not do; why'), 429: page('Too often') },
      },
    },
    async (request, reply) => {
      const user = accountOfUser(request);
      const language = languageOf(request);
      const { current, password, again } = request.body;
      const { login } = await accountByNumber(sql, user.id);
      const attempt = { login, address: request.ip };
      const wait = await throttle.attempt(attempt);
      if (wait > 0) throw tooSoon(reply, wait);
      const right = (await checkPassword(sql, login, current)) === user.id;
      const changed = !right
        ? tellIn(language, sentence('wrong-password'))
        : password !== again
          ? tellIn(language, sentence('passwords-differ'))
          : await changePassword({ sql, by: user }, { account: user.id, password }).catch(weakPassword(language));
      if (typeof changed === 'string') return answer(reply, { status: 422, html: await accountPage(request, changed) });
      await throttle.forget(attempt);
      return giveCookie(env, reply, changed.session).redirect('/account', 303);
    },
  );

  app.post(
    '/account/sessions/:id/end',
    {
      config,
      schema: {
        tags,
        security,
        summary: 'Sign out on another device',
        params: z.object({ id: z.string().regex(/^\d{1,15}$/) }),
        response: { 303: page('Signed out there') },
      },
    },
    async (request, reply) => {
      const user = accountOfUser(request);
      await endSession({ sql, by: user }, { account: user.id, session: Number(request.params.id) });
      return reply.redirect('/account', 303);
    },
  );
}

/** @throws Problem 404 for a request with the API token, which is no account */
export function accountOfUser(request: Parameters<typeof userOf>[0]): User & { id: number } {
  const { id, ...user } = userOf(request);
  if (id === null) throw new Problem(404, sentence('no-account'));
  return { ...user, id };
}

/** The server does not know the reader's zone: it writes the one of China, and the heading says so. */
const CHINA = 'Asia/Shanghai';
const shortly = (instant: string): string => timeNoted(instant, CHINA).replace(` ${CHINA}`, '');
