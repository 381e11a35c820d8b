import type { RowState } from '../../../domain/list/row-life';
import type { Step } from '../../../domain/list/steps';
import type { Fragment, Queries } from '../../db/db';
import { within } from '../../db/scope';

/** Which rows of a list; what is left out does not limit. */
export interface RowFilter {
  /** Code of a region: rows of its subtree. */
  units?: string | undefined;
  category?: string | undefined;
  /** The last step that is done. */
  step?: Step | undefined;
  state?: RowState | undefined;
}

/**
 * @returns the condition that a row, `e`, of a unit in region `g`, fits the filter; a step the track lacks fits none
 */
export const rowFits = (
  sql: Queries,
  { units, category, step, state }: RowFilter,
  track: readonly Step[],
): Fragment => sql`
  ${units === undefined ? sql`true` : within(sql, units, 'g.path')}
  ${category === undefined ? sql`` : sql`and e.category = ${category}`}
  ${step === undefined ? sql`` : sql`and e.done = ${track.indexOf(step) + 1}`}
  ${state === undefined ? sql`` : sql`and e.state = ${state}`}`;
