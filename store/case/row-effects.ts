import type { RowEffect } from '../../domain/case/case-kinds';
import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';

/** What an answer does to a row of a list. */
export interface OnRow {
  /** Number of the row. */
  entry: number;
  effect: RowEffect;
  /** Number of the case, which the record of the deed names. */
  case: number;
  now: Instant;
}

/**
 * Carries out an effect on a row, in the transaction of the answer.
 * @throws Error as long as there are no lists: then a case is about no row
 */
export async function carryOutOnRow(_tx: Queries, { entry }: OnRow): Promise<void> {
  throw new Error(`There are no lists, so there is no row ${entry}.`);
}
