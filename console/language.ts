import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Language } from '../domain/definition/definition';

/** Every page may be asked for in the other language, by a link that needs no JavaScript. */
export const languageQuery = z.object({ lang: z.enum(['zh-CN', 'en']).optional().catch(undefined) });

/** @returns the language asked for in the address, else the browser's; Chinese when it says nothing. */
export function languageOf({ query, headers }: FastifyRequest): Language {
  const { lang } = languageQuery.parse(query ?? {});
  return lang ?? (/^en\b/i.test(headers['accept-language'] ?? '') ? 'en' : 'zh-CN');
}
