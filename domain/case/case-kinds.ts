import type { Distance } from '../campaign/definition/ladder';
import type { Text } from '../campaign/definition/words';

/** The effects of an answer: close the case, ask the same region again later, or ask its superior. */
export const ANSWER_TURNS = ['close', 'again', 'pass'] as const;
export type AnswerTurn = (typeof ANSWER_TURNS)[number];

/**
 * The effects of an answer on the row that the case is about: it goes on, it leaves the list, or it is held; of two
 * rows for one person, it stays and the other leaves, or the other way round.
 */
export const ROW_EFFECTS = ['release', 'remove', 'hold', 'win', 'lose'] as const;
export type RowEffect = (typeof ROW_EFFECTS)[number];

/**
 * The effects of an answer on the dispatch note that the case is about: what is still on its way has arrived, or no
 * more of it comes and its sender is asked.
 */
export const NOTE_EFFECTS = ['arrive', 'miss'] as const;
export type NoteEffect = (typeof NOTE_EFFECTS)[number];

/** Who answers first: the region of the case, its superior, or the region at the top of the campaign. */
export const ANSWERERS = ['unit', 'superior', 'scope'] as const;
export type Answerer = (typeof ANSWERERS)[number];

export interface CaseOutcome {
  name: Text;
  turn: AnswerTurn;
  row?: RowEffect | undefined;
  note?: NoteEffect | undefined;
  /** The kind of the case that follows it: a revisit after a referral. */
  next?: string | undefined;
}

/** A kind of case: the question of its rounds, the regions, the time limits, and the effects of the answers. */
export interface CaseKind {
  name: Text;
  /** Id of the ask in its rounds, and the name of such a round. */
  ask: string;
  title: Text;
  /** The one question of the form. */
  question: Text;
  outcomes: Readonly<Record<string, CaseOutcome>>;
  /** The form has a line for the reasons of the answer, without names. */
  reason: boolean;
  to: Answerer;
  /** A region with one of these tags answers instead, the nearest one: a department. */
  tagged?: readonly string[] | undefined;
  /** Nobody answers who raised it, nor an account of the very region that it is about. */
  apart: boolean;
  /** The row that it is about is held while it is open. */
  holds: boolean;
  /** Time from the opening of the case, and from the end of each round, to the opening of the next round. */
  after: Distance;
  /** Times from the opening of a round to the deadline of the answer, and to the lock. */
  within: Distance;
  locksAfter: Distance;
  /** Name of the ladder that a round climbs: the campaign's own, else a common or shared one. */
  ladder: string;
  /** Most rounds: of the first region, then of its superior, and so on upwards. */
  rounds: readonly number[];
}

/**
 * Ends without an answer: no result, so the superior takes over; what it is about has changed; its campaign was
 * cancelled.
 */
export const CASE_ENDS = ['handed-over', 'withdrawn', 'cancelled'] as const;
export type CaseEnd = (typeof CASE_ENDS)[number];

const END_NAMES: Readonly<Record<CaseEnd, Required<Text>>> = {
  'handed-over': { 'zh-CN': '已移交上级', en: 'Handed over to the superior' },
  withdrawn: { 'zh-CN': '情况有变，已撤销', en: 'Withdrawn: things have changed' },
  cancelled: { 'zh-CN': '活动已终止', en: 'The campaign was cancelled' },
};

export const isCaseEnd = (outcome: string): outcome is CaseEnd => (CASE_ENDS as readonly string[]).includes(outcome);

/** @returns the outcome of a case in words; unchanged if the kind does not know it. */
export function outcomeName(kind: CaseKind | undefined, outcome: string): Text {
  if (isCaseEnd(outcome)) return END_NAMES[outcome];
  return kind?.outcomes[outcome]?.name ?? { 'zh-CN': outcome, en: outcome };
}

/** @returns the most rounds of a region, so many levels above the first region. */
export const mostRounds = ({ rounds }: Pick<CaseKind, 'rounds'>, level: number): number => rounds[level] ?? 0;

/** @returns whether an answer has changed something else than the case, so that it stands. */
export const hasEffect = ({ row, note, next }: Pick<CaseOutcome, 'row' | 'note' | 'next'>): boolean =>
  row !== undefined || note !== undefined || next !== undefined;
