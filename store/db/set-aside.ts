import { codeOf, dataErrorCode } from './data-error';
import type { Queries } from './db';

/** What became of a part: what it gave, or what it failed of (a SQLSTATE, or the name of an error). */
export type Part<T> = { done: T } | { failed: string };

/**
 * Runs a part of a transaction so that its failing undoes it alone, and the rest goes on.
 * @throws what another attempt may get over: a lost connection, a time-out, a deadlock
 */
export async function orSetAside<T>(transaction: Queries, part: (sql: Queries) => Promise<T>): Promise<Part<T>> {
  if (!('savepoint' in transaction)) throw new Error('Only a part of a transaction can be set aside.');
  try {
    return { done: (await transaction.savepoint(part)) as T };
  } catch (error) {
    if (mayPass(error)) throw error;
    return { failed: codeOf(error) };
  }
}

/** Program limits (class 54: a key too long for its index) lie in the data as well; errors without a code are ours. */
const mayPass = (error: unknown): boolean =>
  dataErrorCode(error) === null &&
  !codeOf(error).startsWith('54') &&
  typeof (error as { code?: unknown } | null)?.code === 'string';
