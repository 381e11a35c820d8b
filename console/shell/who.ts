import DataLoader from 'dataloader';
import type { FastifyReply, FastifyRequest, RouteOptions } from 'fastify';
import { MAY, may, NATIONAL, type Permission, type Role } from '../../domain/account/roles';
import { type Bilingual, sentence } from '../../domain/text/refusal';
import { openToken } from '../../store/account/api-tokens';
import { openSessions, type SessionOwner } from '../../store/account/sessions';
import type { Fragment, Queries } from '../../store/db/db';
import { within } from '../../store/db/scope';
import { signInFor } from '../account/landing';
import { needsFactor, SECOND_FACTOR } from '../account/second-factor';
import type { App, Console } from './context';
import { Problem, tell, wantsPage } from './problems';
import { cookieOf, sameSecret } from './session';
import { words } from './words/words';

/**
 * The user of a request. The token of the settings is the administrator of everything; other tokens have their own
 * permissions.
 */
export interface User {
  /** Number of the account; null for a program's token. */
  id: number | null;
  name: string;
  role: Role;
  /** Code of the highest region that the user may see; null means everything. */
  region: string | null;
  via: 'api' | 'console' | 'oidc';
  /** Number of the session. */
  session: number | null;
  /** All permissions of a program's token; null where the role decides. */
  verbs: readonly Permission[] | null;
  /** Name of the token, for the audit log. */
  by?: string;
  /** Whether the sign-in asks for a code from the phone's authenticator app. */
  secondFactor: boolean;
}

declare module 'fastify' {
  interface FastifyRequest {
    /** Null without a sign-in; routes use {@link userOf}. */
    user: User | null;
  }
  interface FastifyContextConfig {
    /** The permission that a user needs for this route (domain/account/roles.ts); every route declares one. */
    may?: Permission | 'anybody';
    /**
     * Checks only by the origin that the request comes from our own page: the queue board's script knows no token; or
     * from Temporal's Web UI.
     */
    csrf?: 'origin' | 'temporal-ui';
  }
}

/** A route, and the permission that it needs. */
export interface RoutePermission {
  method: string;
  url: string;
  permission: Permission | 'anybody' | undefined;
}

/**
 * Keeps the console from starting with a route that declares no permission. Call it before the routes are registered.
 * @returns a function that gives all routes once they are registered
 */
export function requirePermissions(app: App): () => RoutePermission[] {
  const routes: RouteOptions[] = [];
  const said = () =>
    routes.flatMap(({ method, url, config }) =>
      [method].flat().map((one) => ({ method: one, url, permission: config?.may })),
    );
  app.addHook('onRoute', (route) => {
    routes.push(route);
  });
  app.addHook('onReady', async () => {
    const silent = said().filter(({ permission }) => !permission);
    const named = silent.map(({ method, url }) => `${method} ${url}`).join(', ');
    if (named) throw new Error(`These routes do not say who may use them (config.may): ${named}`);
  });
  return said;
}

/** Declares the permission of a route: `config: only('steer-campaign')`. */
export const only = (permission: Permission | 'anybody') => ({ may: permission });

const PROGRAM = { id: null, role: 'administrator', via: 'api', session: null, secondFactor: false } as const;

/** @returns the user of a token; null when it is none of ours. */
async function identifyProgram({ env, sql }: Console, bearer: string): Promise<User | null> {
  if (sameSecret(bearer, env.API_TOKEN)) return { ...PROGRAM, name: 'API', region: null, verbs: null };
  const token = await openToken(sql, bearer);
  if (!token) return null;
  const { id, name, region, verbs } = token;
  return { ...PROGRAM, name, region, verbs, by: `token:${id}` };
}

/**
 * @returns who a browser's secret belongs to. A page sends several requests at once: all that come in the same turn of
 *   the event loop are one statement. Nothing is remembered, so that a session that has ended opens nothing.
 */
function sessionsTogether({ sql }: Pick<Console, 'sql'>): (cookie: string) => Promise<SessionOwner | undefined> {
  const sessions = new DataLoader<string, SessionOwner | undefined>(
    async (cookies) => {
      const owners = await openSessions(sql, cookies);
      return cookies.map((cookie) => owners.get(cookie));
    },
    { cache: false, batchScheduleFn: (ask) => void setImmediate(ask) },
  );
  return (cookie) => sessions.load(cookie);
}

/** @returns the user, by a token or else by the session's cookie; null when unknown. */
async function identify(
  console: Console,
  request: FastifyRequest,
  sessionOf: (cookie: string) => Promise<SessionOwner | undefined>,
): Promise<User | null> {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return identifyProgram(console, bearer);
  const cookie = cookieOf(console.env, request);
  const owner = cookie ? await sessionOf(cookie) : undefined;
  return owner ? { ...owner, id: owner.account, verbs: null } : null;
}

/** @returns whether the user must first set up a second factor; an identity provider asks for its own. */
const owesFactor = ({ env }: Console, { role, via, secondFactor }: User): boolean =>
  role === 'administrator' && via === 'console' && !secondFactor && needsFactor(env);

const unauthorized = (): Problem => new Problem(401, sentence('unauthorized'));

/**
 * Identifies the user, and lets the request through when the user has the route's permission. Otherwise a browser is
 * sent to the sign-in page, and a program is told what it lacks. A route without a permission is closed, and the
 * console does not start with one.
 */
export function identifyEverybody(app: App, console: Console): void {
  const sessionOf = sessionsTogether(console);
  app.decorateRequest('user', null);
  app.addHook('onRequest', async (request: FastifyRequest, reply: FastifyReply) => {
    const permission = request.is404 ? 'anybody' : request.routeOptions.config.may;
    if (permission === 'anybody') return;
    request.user = await identify(console, request, sessionOf);
    const { user } = request;
    if (!user && request.method === 'GET' && (request.headers.accept ?? '').includes('text/html'))
      return reply.redirect(signInFor(request.url), 303);
    // Answers here and does not throw: the queue board would answer an error in its own way.
    if (!user) return tell(request, reply, unauthorized());
    if (!permission || !allows(user, permission)) return tell(request, reply, forbidden(user, permission));
    if (permission !== 'own-account' && owesFactor(console, user))
      return wantsPage(request)
        ? reply.redirect(SECOND_FACTOR, 303)
        : tell(request, reply, new Problem(403, sentence('second-factor-owed')));
  });
}

/** @returns whether the user has the permission, somewhere in the user's region. */
export const allows = (
  { role, region, verbs }: Pick<User, 'role' | 'region' | 'verbs'>,
  permission: Permission,
): boolean =>
  (verbs === null ? may(role, permission) : permission === 'own-account' || verbs.includes(permission)) &&
  (region === null || !NATIONAL.includes(permission));

/** @returns the names of roles in both languages. */
const named = (roles: readonly Role[]): Bilingual => ({
  'zh-CN': roles.map((role) => words['zh-CN'][`role-${role}`]).join('、'),
  en: roles.map((role) => words.en[`role-${role}`]).join(', '),
});

/** @returns the refusal for a permission that the user's role does not have. */
export function forbidden({ role, region, verbs }: User, permission?: Permission): Problem {
  if (!permission) return new Problem(403, sentence('closed-route', { role: named([role]) }));
  if (verbs !== null && !verbs.includes(permission))
    return new Problem(403, sentence('token-may-not', { verb: permission }));
  if (region !== null && NATIONAL.includes(permission)) return new Problem(403, sentence('national-only'));
  return new Problem(403, sentence('forbidden', { role: named([role]), roles: named(MAY[permission]) }));
}

/** @returns the user of the request. @throws Problem 401 without a sign-in */
export function userOf(request: FastifyRequest): User {
  if (request.user) return request.user;
  throw unauthorized();
}

/** @returns how a decision names its author, in Temporal too: by number, never by name. */
export const actorOf = ({ id, by }: Pick<User, 'id' | 'by'>): string => (id === null ? (by ?? 'api') : `account:${id}`);

/** @returns the condition that a region's path, for example `g.path`, lies within the user's region. */
export const inOwnRegion = (sql: Queries, { region }: Pick<User, 'region'>, pathColumn: string): Fragment =>
  within(sql, region, pathColumn);

/** @throws Problem 404 for a region that the user may not decide about, as if it did not exist */
export async function refuseBeyond(sql: Queries, user: User, regions: readonly string[]): Promise<void> {
  for (const code of regions)
    if (user.region !== null && !(await maySee(sql, user, code)))
      throw new Problem(404, sentence('unknown-region', { region: code }));
}

/** @returns whether a region lies within the user's; false also when there is no such region. */
export async function maySee(sql: Queries, user: Pick<User, 'region'>, regionCode: string): Promise<boolean> {
  const [row] = await sql`select from regions g where g.code = ${regionCode} and ${inOwnRegion(sql, user, 'g.path')}`;
  return row !== undefined;
}
