import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Language } from '../../domain/campaign/definition/definition';
import type { App } from './context';

/** Every page may be asked for in the other language, by a link that needs no JavaScript. */
export const languageQuery = z.object({ lang: z.enum(['zh-CN', 'en']).optional().catch(undefined) });

declare module 'fastify' {
  interface FastifyRequest {
    /** The reader's, where a route knows better than the browser: whoever holds a link has one in the register. */
    language: Language | null;
  }
}

/** To be called before the routes are registered. */
export const rememberLanguages = (app: App): void => {
  app.decorateRequest('language', null);
};

/**
 * @returns the reader's language: as a route has found it, else as asked for in the address, else the browser's;
 *   Chinese
 * when nobody says anything
 */
export function languageOf({
  language,
  query,
  headers,
}: Pick<FastifyRequest, 'language' | 'query' | 'headers'>): Language {
  const { lang } = languageQuery.parse(query ?? {});
  return language ?? lang ?? (/^en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'zh-CN');
}
