import { codeOf, dataErrorCode } from './data-error';
import type { Queries } from './db';

/** The outcome of a part: its result, or its error (a SQLSTATE, or the name of an error). */
export type Part<T> = { done: T } | { failed: string };

/**
 * Runs a part of a transaction so that its failure undoes only this part, and the rest goes on.
 * @throws any error that another attempt may overcome: a lost connection, a time-out, a deadlock
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

/**
 * Program limits (class 54: a key too long for its index) come from the data as well; errors without a code are ours.
 */
const mayPass = (error: unknown): boolean =>
  dataErrorCode(error) === null &&
  !codeOf(error).startsWith('54') &&
  typeof (error as { code?: unknown } | null)?.code === 'string';
