import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Language } from '../../domain/campaign/definition/definition';
import type { App } from './context';

/** Every page has a link to the other language, which needs no JavaScript. */
export const languageQuery = z.object({ lang: z.enum(['zh-CN', 'en']).optional().catch(undefined) });

declare module 'fastify' {
  interface FastifyRequest {
    /**
     * The reader's language, where a route knows it better than the browser: the holder of a link has one in the
     * register.
     */
    language: Language | null;
  }
}

/** Call it before the routes are registered. */
export const rememberLanguages = (app: App): void => {
  app.decorateRequest('language', null);
};

/** What the reader chose in the console: its pages made on the server look the same (console/app/chosen.ts). */
const chosenSchema = z.object({
  'nuandong-language': z.enum(['zh-CN', 'en']).optional().catch(undefined),
  'nuandong-look': z.enum(['light', 'dark']).optional().catch(undefined),
});

const chosenIn = ({ cookies }: Pick<FastifyRequest, 'cookies'>) => chosenSchema.parse(cookies ?? {});

/** @returns the reader's look, or null: as the system has it. */
export const lookOf = (request: Pick<FastifyRequest, 'cookies'>): 'light' | 'dark' | null =>
  chosenIn(request)['nuandong-look'] ?? null;

/**
 * @returns the reader's language: the route's, else the one in the address, else the one chosen in the console, else
 *   the browser's, else Chinese.
 */
export function languageOf({
  language,
  query,
  headers,
  cookies,
}: Pick<FastifyRequest, 'language' | 'query' | 'headers' | 'cookies'>): Language {
  const { lang } = languageQuery.parse(query ?? {});
  const chosen = chosenIn({ cookies })['nuandong-language'];
  return language ?? lang ?? chosen ?? (/^en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'zh-CN');
}
