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

/** @returns the reader's language: the route's, else the one in the address, else the browser's, else Chinese. */
export function languageOf({
  language,
  query,
  headers,
}: Pick<FastifyRequest, 'language' | 'query' | 'headers'>): Language {
  const { lang } = languageQuery.parse(query ?? {});
  return language ?? lang ?? (/^en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'zh-CN');
}
