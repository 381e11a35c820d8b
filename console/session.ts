import { createHash, createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Env } from '../config/env';

const COOKIE = 'nuandong';
/** A working day. */
const LIFETIME_MS = 12 * 3_600_000;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
/** @returns whether the two are the same, in a time that does not tell how much of them is. */
export const sameSecret = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

/** A key of its own, derived so that the cookie never shares one with the links; a new API token ends all sessions. */
const key = ({ LINK_SECRET, API_TOKEN }: Env): Buffer =>
  Buffer.from(hkdfSync('sha256', LINK_SECRET, digest(API_TOKEN), 'console session', 32));

const sign = (env: Env, expires: string): string => createHmac('sha256', key(env)).update(expires).digest('base64url');

/** @returns the cookie's value for whoever has shown the API token. */
export function newSession(env: Env, now = Date.now()): string {
  const expires = String(now + LIFETIME_MS);
  return `${expires}.${sign(env, expires)}`;
}

/** @returns whether a cookie is one of ours and has not run out. */
export function isSession(env: Env, cookie: string | undefined, now = Date.now()): boolean {
  const [expires = '', signature = ''] = (cookie ?? '').split('.');
  return sameSecret(signature, sign(env, expires)) && Number(expires) > now;
}

/** @returns the `set-cookie` header that gives a browser this session; an empty one takes it away. */
export function sessionCookie({ PUBLIC_URL }: Env, session: string): string {
  const secure = PUBLIC_URL.startsWith('https:') ? '; Secure' : '';
  const age = session === '' ? 0 : LIFETIME_MS / 1000;
  return `${COOKIE}=${session}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Strict${secure}`;
}

/** One cookie of one's own needs no parser: the value holds neither `;` nor quotes. */
const sessionOf = (header: string | undefined): string | undefined =>
  header
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(`${COOKIE}=`))
    ?.slice(COOKIE.length + 1);

/** @returns how an administrator identified himself, or null. */
export function administrator(env: Env, request: FastifyRequest): 'api' | 'console' | null {
  const bearer = /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1];
  if (bearer !== undefined) return sameSecret(bearer, env.API_TOKEN) ? 'api' : null;
  return isSession(env, sessionOf(request.headers.cookie)) ? 'console' : null;
}
