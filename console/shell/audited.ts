import { createHmac } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { noteQueueAct, noteRefusal } from '../../actions/looks';
import type { Env } from '../../config/env';
import { numberOfLogin } from '../../store/account/accounts';
import { NOBODY } from '../../store/account/actor';
import type { App, Console } from './context';
import { createFewLines } from './gate/few-lines';
import { userOf } from './who';

/** Short enough for a line, long enough to distinguish a million addresses. */
const DIGEST_LENGTH = 16;

/**
 * @returns a function that digests an address. The digest is the same in the log, in the audit log and at every
 *   console, so that requests from one place can be found together. An address is personal data, and the key stays here
 */
export const addressDigest =
  ({ LINK_SECRET }: Pick<Env, 'LINK_SECRET'>) =>
  (address: string): string =>
    createHmac('sha256', LINK_SECRET).update(`address ${address}`).digest('base64url').slice(0, DIGEST_LENGTH);

/**
 * The answer to a wrong secret or token looks like "not found"; these parts of a route distinguish it from a typing
 * error.
 */
const SECRET_PARTS = /:(token|secret)\b/;

/** @returns the verb for the audit log by the answer; null when the answer is not recorded. */
function verbOf(request: FastifyRequest, reply: FastifyReply): 'sign-in-refused' | 'refused' | null {
  const { statusCode } = reply;
  const route = request.routeOptions.url ?? '';
  const refused = [401, 403, 429].includes(statusCode) || (statusCode === 404 && SECRET_PARTS.test(route));
  if (!refused) return null;
  return request.method === 'POST' && route === '/login' ? 'sign-in-refused' : 'refused';
}

/**
 * Records refusals: wrong passwords, secrets and tokens, forbidden acts, and too many requests. It goes by the answer,
 * so that no route can forget it. When one address repeats, it records the first lines and then a count each minute
 * (console/shell/gate/few-lines.ts): a flood of requests must not become a flood of lines.
 */
export function auditRefusals(app: App, { sql, env, log }: Console): void {
  const digest = addressDigest(env);
  const lines = createFewLines();
  app.addHook('onResponse', async (request, reply) => {
    const verb = verbOf(request, reply);
    if (verb === null) return;
    const from = digest(request.ip);
    const more = lines.take(`${verb} ${from}`);
    if (more === null) return;
    const { url: route } = request.routeOptions;
    const login = verb === 'sign-in-refused' ? loginIn(request.body) : null;
    const { statusCode: status } = reply;
    try {
      const account = login === null ? undefined : ((await numberOfLogin(sql, login)) ?? undefined);
      const target = { method: request.method, route, status, from, account, ...(more > 0 && { more }) };
      await noteRefusal({ sql, by: request.user ?? NOBODY }, verb, target);
    } catch (err) {
      log.error({ err }, 'console: a refusal could not be written to the audit log');
    }
  });
}

/** Records changes through the queue board, whose foreign routes write no audit line of their own. */
export function auditQueueActs(app: App, { sql }: Pick<Console, 'sql'>): void {
  app.addHook('preHandler', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD') return;
    const { method, routeOptions, params } = request;
    const queue = (params as { queueName?: string }).queueName;
    await noteQueueAct({ sql, by: userOf(request) }, { method, route: routeOptions.url, queue });
  });
}

/** An unknown login is not recorded: it may be anything, even a password in the wrong field. */
const loginIn = (body: unknown): string | null =>
  typeof body === 'object' && body !== null && 'login' in body && typeof body.login === 'string' ? body.login : null;
