import { z } from 'zod';
import { type SignedIn, signInIdentified } from '../../../actions/account/sign-in';
import type { Language } from '../../../domain/campaign/definition/definition';
import { Refused, type Sentence, sentence, tellIn } from '../../../domain/text/refusal';
import type { App, Console } from '../../shell/context';
import { languageOf } from '../../shell/language';
import { Problem } from '../../shell/problems';
import { answer, type Page, render } from '../../shell/render';
import { page } from '../../shell/schemas';
import { cookieOf, giveCookie } from '../../shell/session';
import { only } from '../../shell/who';
import { words } from '../../shell/words/words';
import { keepLanding, land, landingQuery } from '../landing';
import { CALLBACK, type Checks, createProvider, type Provider } from '../oidc';

const tags = ['account'];
/** Time to type a password and a code at the provider. */
const COOKIE = { name: 'nuandong-oidc', seconds: 600 };

const checksSchema = z.object({ state: z.string(), nonce: z.string(), verifier: z.string() });
const toCookie = (checks: Checks): string => Buffer.from(JSON.stringify(checks)).toString('base64url');

function fromCookie(value: string | undefined): Checks | null {
  try {
    return checksSchema.parse(JSON.parse(Buffer.from(value ?? '', 'base64url').toString()));
  } catch {
    return null;
  }
}

/** Signing in by the organisation's identity provider, where one is set. */
export function oidcRoutes(app: App, console: Console): void {
  const { env, log } = console;
  const provider = createProvider(env);
  if (!provider) return;

  app.get(
    '/login/oidc',
    {
      config: only('anybody'),
      schema: {
        tags,
        summary: 'To the identity provider',
        querystring: landingQuery,
        response: { 303: page('There'), 502: page('It is away') },
      },
    },
    async (request, reply) => {
      const { url, checks } = await provider.begin().catch((err: unknown) => {
        log.error({ err }, 'console: the identity provider does not answer');
        throw new Problem(502, sentence('provider-away'));
      });
      keepLanding(env, request, reply);
      return giveCookie(env, reply, toCookie(checks), COOKIE).redirect(url.href, 303);
    },
  );

  app.get(
    CALLBACK,
    {
      config: only('anybody'),
      schema: {
        tags,
        summary: 'Back from the identity provider',
        response: {
          303: page('Signed in: the cookie is set'),
          401: page('Not confirmed'),
          403: page('No account for this user'),
        },
      },
    },
    async (request, reply) => {
      const checks = fromCookie(cookieOf(env, request, COOKIE.name));
      giveCookie(env, reply, '', COOKIE);
      const back = new URL(request.url, env.PUBLIC_URL);
      const signedIn = checks ? await identify(console, { provider, back, checks }) : 'unconfirmed';
      if (typeof signedIn === 'string') return answer(reply, refusedPage(signedIn, languageOf(request)));
      giveCookie(env, reply, signedIn.session);
      return land(env, request, reply);
    },
  );
}

/** Signs in whom the provider names. @returns the session, or why there is none */
async function identify(
  { sql, log }: Console,
  { provider, back, checks }: { provider: Provider; back: URL; checks: Checks },
): Promise<SignedIn | 'unconfirmed' | 'unknown'> {
  try {
    const identified = await provider.finish(back, checks);
    return (identified && (await signInIdentified(sql, identified))) ?? 'unknown';
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    // Logs only the code and message: the error itself can hold the provider's data about a person.
    log.warn({ code }, `console: signing in by the identity provider failed: ${message}`);
    return error instanceof Refused ? 'unknown' : 'unconfirmed';
  }
}

function refusedPage(why: 'unconfirmed' | 'unknown', language: Language): Page {
  const w = words[language];
  const told = (said: Sentence, title: string) => render('problem', { w, title, message: tellIn(language, said) });
  return why === 'unknown'
    ? { status: 403, html: told(sentence('unknown-to-us'), w.providerUnknownTitle) }
    : { status: 401, html: told(sentence('provider-unconfirmed'), w.providerFailedTitle) };
}
