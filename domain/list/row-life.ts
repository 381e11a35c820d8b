import { type Step, stepKind } from './steps';

/**
 * The life of one row of a list: of a household or person that a campaign knows. Rows have no clocks and no workflow:
 * acts of people move them, each by {@link rowAfter}. Postgres enforces the same order (migration 0100).
 *
 * in        on its way: the next step of the track can be done
 * held      stands still until a case is decided: an objection, two villages with the same person
 * twin      the second row of a person who is on the list already: it takes no slot
 * returned  sent back with a reason; who proposed it corrects it and hands it in again
 * out       no longer on the list
 */
export const ROW_STATES = ['in', 'held', 'twin', 'returned', 'out'] as const;
export type RowState = (typeof ROW_STATES)[number];

/** Why a row leaves the list. */
export const OUT_REASONS = [
  'not-eligible',
  'duplicate',
  'withdrawn',
  'no-consent',
  'moved',
  'deceased',
  'not-found',
  'objection',
] as const;
export type OutReason = (typeof OUT_REASONS)[number];

/** What becomes of the slot of a row that is out. */
export type SlotAfter = 'burns' | 'frees';

/** A row, as far as its life is concerned. */
export interface Row {
  /** How many steps of the track are done, at least 1. */
  done: number;
  state: RowState;
  /** Out, and its slot is lost to its unit. */
  burns: boolean;
}

/** What the life of a row depends on: part of the list's definition. */
export interface RowRules {
  track: readonly Step[];
  /** By reason of removal, or by the step at which it happens. */
  removed: Readonly<Partial<Record<OutReason | Step, SlotAfter>>>;
}

/**
 * What somebody does to a row. A move gives it to another unit, a raise changes what it is entitled to, and an
 * explanation says why it has not got that; they leave it where it is on its track. `at` is the step in whose course it
 * happens, such as the check of a removal.
 */
export type RowAct =
  | { act: 'do'; step: Step }
  | { act: 'correct' }
  | { act: 'return' }
  | { act: 'hold' }
  | { act: 'release' }
  | { act: 'move' }
  | { act: 'raise' }
  | { act: 'explain' }
  | { act: 'remove'; because: OutReason; at?: Step };

/** Why an act is refused: the codes of the catalogue. */
export type RowRefusal =
  | 'row-out'
  | 'row-held'
  | 'row-twin'
  | 'row-returned'
  | 'row-step-done'
  | 'row-step-early'
  | 'row-not-held'
  | 'row-not-open'
  | 'row-settled'
  | 'row-no-step';

export type RowTurn = { row: Row } | { refused: RowRefusal };

/** @returns the row after the act, or why the act is refused. */
export function rowAfter(row: Row, act: RowAct, rules: RowRules): RowTurn {
  if (row.state === 'out') return { refused: 'row-out' };
  switch (act.act) {
    case 'do':
      return afterStep(row, act.step, rules);
    case 'correct':
      return afterCorrection(row);
    case 'return':
      return afterReturn(row, rules);
    case 'hold':
      if (isSettled(row, rules)) return { refused: 'row-settled' };
      return row.state === 'in' ? { row: { ...row, state: 'held' } } : { refused: standing(row) };
    case 'release':
      return isWaiting(row) ? { row: { ...row, state: 'in' } } : { refused: 'row-not-held' };
    case 'move':
    case 'raise':
      // A twin is nobody's yet; what is delivered stays as and where it was given.
      if (row.state === 'twin') return { refused: 'row-twin' };
      return isSettled(row, rules) ? { refused: 'row-settled' } : { row };
    case 'explain':
      // A part may be missing after the delivery as well.
      return row.state === 'twin' ? { refused: 'row-twin' } : { row };
    case 'remove':
      if (isSettled(row, rules)) return { refused: 'row-settled' };
      return { row: { ...row, state: 'out', burns: row.state !== 'twin' && burns(act, rules) } };
  }
}

function afterStep(row: Row, step: Step, rules: RowRules): RowTurn {
  if (stepKind(step).aside) return afterAside(row, rules);
  const at = rules.track.indexOf(step);
  if (at < 0 || stepKind(step).again) return { refused: 'row-no-step' };
  if (row.state !== 'in') return { refused: standing(row) };
  if (at < row.done) return { refused: 'row-step-done' };
  return at === row.done ? { row: { ...row, done: row.done + 1 } } : { refused: 'row-step-early' };
}

/** The row stays where it is. Only who will be visited next is told, and nobody after the delivery. */
function afterAside(row: Row, rules: RowRules): RowTurn {
  if (row.state !== 'in') return { refused: standing(row) };
  if (isSettled(row, rules)) return { refused: 'row-step-done' };
  return row.done === rules.track.indexOf('deliver') ? { row } : { refused: 'row-step-early' };
}

/** Who proposed a row corrects it as long as nobody has gone on with it, or after a return. */
function afterCorrection(row: Row): RowTurn {
  if (row.state === 'returned') return { row: { ...row, state: 'in' } };
  if (isWaiting(row)) return { refused: standing(row) };
  return row.done === 1 ? { row } : { refused: 'row-not-open' };
}

/** The row keeps its steps: handed in again, it stands before the one who returned it. */
function afterReturn(row: Row, rules: RowRules): RowTurn {
  if (row.state !== 'in') return { refused: standing(row) };
  const announced = rules.track.indexOf('announce');
  if (isSettled(row, rules) || (announced >= 0 && row.done > announced)) return { refused: 'row-settled' };
  return { row: { ...row, state: 'returned' } };
}

const isWaiting = ({ state }: Row): boolean => state === 'held' || state === 'twin';

/** After its delivery a row stays: what was given comes back by a return of goods, not by a removal. */
function isSettled({ done }: Row, { track }: RowRules): boolean {
  const delivered = track.indexOf('deliver');
  return delivered >= 0 && done > delivered;
}

const standing = ({ state }: Row): RowRefusal =>
  state === 'held' ? 'row-held' : state === 'twin' ? 'row-twin' : 'row-returned';

/** The reason decides, else the step at which the row is removed; without a rule the slot is free again. */
const burns = ({ because, at }: Extract<RowAct, { act: 'remove' }>, { removed }: RowRules): boolean =>
  (removed[because] ?? (at === undefined ? undefined : removed[at])) === 'burns';

/** @returns whether a row counts against the quota of its unit. */
export const takesSlot = ({ state, burns: burnt }: Pick<Row, 'state' | 'burns'>): boolean =>
  state === 'out' ? burnt : state !== 'twin';
