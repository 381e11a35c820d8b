import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Env } from '../../config/env';
import { languageQuery } from '../shell/language';
import { cookieOf, giveCookie } from '../shell/session';

/** `?next=`: the page that the browser requested before the sign-in. */
export const landingQuery = languageQuery.extend({
  next: z.string().optional().catch(undefined).describe('Where to go then: a page of the console or the queue board'),
});

const PAGES = /^\/(console|queues)(\/|$)/;
const LONGEST = 2000;
const HERE = 'http://here.invalid';
/** The cookie keeps the page: one-time links and the identity provider lose the address of the sign-in page. */
const COOKIE = { name: 'nuandong-landing', seconds: 3600 };

/**
 * @returns the page as a path of our own; null for any other address: a link to the sign-in page must not lead to
 *   another site
 */
export function landingAt(next: string | undefined): string | null {
  if (next === undefined || next.length > LONGEST || !URL.canParse(next, HERE)) return null;
  const { origin, pathname, search, hash } = new URL(next, HERE);
  return origin === HERE && PAGES.test(pathname) ? pathname + search + hash : null;
}

const asked = ({ query }: FastifyRequest): string | null => landingAt(landingQuery.parse(query ?? {}).next);

/** @returns the address of the sign-in page for a request for another page. */
export function signInFor(address: string): string {
  const page = landingAt(address);
  return page === null ? '/login' : `/login?next=${encodeURIComponent(page)}`;
}

/** Keeps the target page in a cookie. @returns the ending of addresses on the page, `&next=…` or nothing */
export function keepLanding(env: Env, request: FastifyRequest, reply: FastifyReply): string {
  const page = asked(request);
  if (page !== null) giveCookie(env, reply, Buffer.from(page).toString('base64url'), COOKIE);
  return page === null ? '' : `&next=${encodeURIComponent(page)}`;
}

/** Sends a user who has just signed in to the requested page, else to the first page. */
export function land(env: Env, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const kept = cookieOf(env, request, COOKIE.name);
  if (kept) giveCookie(env, reply, '', COOKIE);
  const page = asked(request) ?? landingAt(kept && Buffer.from(kept, 'base64url').toString());
  return reply.redirect(page ?? '/', 303);
}
