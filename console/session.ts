import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import type { Env } from '../config/env';

/** As long as a session can last at all; it ends on the server before that (register/sessions.ts). */
const MAX_AGE_S = 7 * 86_400;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
/** @returns whether the two are the same, in a time that does not tell how much of them is. */
export const sameSecret = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

const isHttps = ({ PUBLIC_URL }: Env): boolean => PUBLIC_URL.startsWith('https:');

/** Under HTTPS no sub-domain and no plain connection can plant a cookie of this name (RFC 6265bis, 4.1.3.2). */
export const cookieName = (env: Env, name = 'nuandong'): string => (isHttps(env) ? `__Host-${name}` : name);

/**
 * @returns the `set-cookie` header that gives a browser a secret; an empty one takes it away. Lax and not Strict, so
 * that whoever comes from a link in an e-mail or from the identity provider is signed in; what changes something
 * needs more than the cookie (console/csrf.ts).
 */
export function setCookie(env: Env, value: string, { name = 'nuandong', seconds = MAX_AGE_S } = {}): string {
  const secure = isHttps(env) ? '; Secure' : '';
  const age = value === '' ? 0 : seconds;
  return `${cookieName(env, name)}=${value}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`;
}

/** One cookie of one's own needs no parser: the value holds neither `;` nor quotes. */
export function cookieOf(env: Env, request: FastifyRequest, name = 'nuandong'): string | undefined {
  const start = `${cookieName(env, name)}=`;
  return request.headers.cookie
    ?.split(/;\s*/)
    .find((pair) => pair.startsWith(start))
    ?.slice(start.length);
}
