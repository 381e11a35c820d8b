import { ROW_STATES, type RowAct, type RowRefusal, type RowRules, type RowState, rowAfter } from './row-life';
import type { Step } from './steps';

/** One line of the table of an act: how a row stands, and how it stands after the act, or why it is refused. */
export interface Turn {
  done: number;
  state: RowState;
  refused: RowRefusal | null;
  /** As before where it is refused. */
  toDone: number;
  toState: RowState;
  burns: boolean;
}

/**
 * All turns of an act, so that Postgres can act on half a million rows by the one rule.
 * @returns a line for each number of steps done and each state: at most forty
 */
export const turnsOf = (act: RowAct, rules: RowRules): Turn[] =>
  rules.track.flatMap((_, at) =>
    ROW_STATES.map((state): Turn => {
      const before = { done: at + 1, state, burns: false };
      const turn = rowAfter(before, during(act, rules.track[before.done]), rules);
      const after = 'refused' in turn ? before : turn.row;
      const refused = 'refused' in turn ? turn.refused : null;
      return { done: before.done, state, refused, toDone: after.done, toState: after.state, burns: after.burns };
    }),
  );

/** A row that is removed leaves in the course of the step that it stands before, unless the act names another. */
const during = (act: RowAct, next: Step | undefined): RowAct =>
  act.act === 'remove' && next !== undefined ? { at: next, ...act } : act;
