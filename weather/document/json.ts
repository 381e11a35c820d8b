import { z } from 'zod';
import { pathText } from '../../domain/campaign/definition/definition-problems';
import { sentence } from '../../domain/text/refusal';
import { FeedError } from '../reading';

export type JsonObject = Record<string, unknown>;

/** @returns whether a value is a group of keys. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Zod's messages, in each language. */
const IN = { 'zh-CN': z.locales.zhCN().localeError, en: z.locales.en().localeError };

/**
 * @param above path of the item, for the error
 * @returns the item of a feed, parsed by the schema
 * @throws FeedError with the path of the first value that does not fit
 */
export function shaped<T>(schema: z.ZodType<T>, item: unknown, above?: string): T {
  const result = schema.safeParse(item);
  if (result.success) return result.data;
  const issueIn = (language: keyof typeof IN) => schema.safeParse(item, { error: IN[language] }).error?.issues[0];
  const issue = issueIn('en');
  const path = pathText([...(above ? [above] : []), ...(issue?.path ?? [])]);
  const told = { 'zh-CN': issueIn('zh-CN')?.message ?? '', en: issue?.message ?? '' };
  throw new FeedError(sentence('feed-bad-field', { field: path || '-', told }), path || undefined);
}
