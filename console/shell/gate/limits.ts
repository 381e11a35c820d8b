import rateLimit from '@fastify/rate-limit';
import type { FastifyRequest } from 'fastify';
import { sentence } from '../../../domain/text/refusal';
import { readToken } from '../../../store/round/links';
import type { App, Console } from '../context';
import { Problem } from '../problems';

/** Lets routes limit their rate: `config: { rateLimit: aMinute(30, byLink) }`. Each process counts for itself. */
export async function limitRates(app: App): Promise<void> {
  const none = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };
  await app.register(rateLimit, {
    global: false,
    addHeaders: { ...none, 'retry-after': true },
    addHeadersOnExceeding: none,
    errorResponseBuilder: () => new Problem(429, sentence('too-often')),
  });
}

/** More often than a person can press a button; a loop in a script stops here. */
export const REPORTS_A_MINUTE = 30;

/** @param max requests a minute for each key */
export const aMinute = (max: number, keyGenerator: (request: FastifyRequest) => string) => ({
  max,
  timeWindow: '1 minute',
  keyGenerator,
});

/** @returns the number of the link in a request: many villages share one IP address of their operator. */
export const byLink =
  ({ env }: Pick<Console, 'env'>) =>
  ({ params }: FastifyRequest): string =>
    String(readToken(env.LINK_SECRET, tokenIn(params)) ?? 'none');

/** @returns the token in an address's parameters; an empty text where there is none. */
export const tokenIn = (params: unknown): string =>
  typeof params === 'object' && params !== null && 'token' in params ? String(params.token) : '';
