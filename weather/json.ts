import type { z } from 'zod';
import { pathText } from '../domain/definition/definition-problems';
import { FeedError } from './reading';

export type JsonObject = Record<string, unknown>;

/** @returns whether a value is a group of keys. */
export const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * @param above where the item stands, for the error
 * @returns what the schema makes of an item of a feed
 * @throws FeedError with the place of the first thing that does not fit
 */
export function shaped<T>(schema: z.ZodType<T>, item: unknown, above?: string): T {
  const result = schema.safeParse(item);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const path = pathText([...(above ? [above] : []), ...(issue?.path ?? [])]);
  const message = issue?.message ?? 'not understood';
  throw new FeedError('bad-field', `${path ? `"${path}"` : 'this'} cannot be used: ${message}`, path || undefined);
}
