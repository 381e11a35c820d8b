import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Env } from '../../config/env';

/** The longest life of a session; usually it ends earlier on the server (store/account/sessions.ts). */
const MAX_AGE_S = 12 * 3600;

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
/** @returns whether two secrets are the same, in a time that does not depend on how much of them is the same. */
export const sameSecret = (one: string, other: string): boolean => timingSafeEqual(digest(one), digest(other));

export const isHttps = ({ PUBLIC_URL }: Pick<Env, 'PUBLIC_URL'>): boolean => PUBLIC_URL.startsWith('https:');

/** Under HTTPS no sub-domain and no plain connection can plant a cookie of this name (RFC 6265bis, 4.1.3.2). */
const cookieName = (env: Env, name: string): string => (isHttps(env) ? `__Host-${name}` : name);

/**
 * Gives a browser a secret; an empty one deletes it. The cookie is Lax and not Strict, so that a user who follows a
 * link in an e-mail, or comes from the identity provider, is signed in. A change needs more than the cookie
 * (console/shell/gate/csrf.ts).
 */
export function giveCookie(
  env: Env,
  reply: FastifyReply,
  value: string,
  { name = 'nuandong', seconds = MAX_AGE_S } = {},
): FastifyReply {
  return reply.setCookie(cookieName(env, name), value, {
    path: '/',
    maxAge: value === '' ? 0 : seconds,
    httpOnly: true,
    sameSite: 'lax',
    secure: isHttps(env),
  });
}

/** @returns the secret that a browser has kept. */
export const cookieOf = (env: Env, { cookies }: FastifyRequest, name = 'nuandong'): string | undefined =>
  cookies[cookieName(env, name)];
