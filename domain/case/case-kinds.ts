import type { Distance } from '../campaign/definition/ladder';
import type { Text } from '../campaign/definition/words';

/** What follows from an answer: the case is closed, the same region is asked again later, or its superior is asked. */
export type AnswerTurn = 'close' | 'again' | 'pass';

/** A kind of case: what is asked in its rounds, of whom, within what time, and what follows from the answer. */
export interface CaseKind {
  name: Required<Text>;
  /** Id of what its rounds ask, and what such a round is called. */
  ask: string;
  title: Required<Text>;
  /** The one question of the form. */
  question: Required<Text>;
  outcomes: Readonly<Record<string, { name: Required<Text>; turn: AnswerTurn }>>;
  /** From the opening of the case, and from the end of each round, until the next round opens. */
  after: Distance;
  /** From the opening of a round until the answer is due, and until no answer is taken any more. */
  within: Distance;
  locksAfter: Distance;
  /** Name of the ladder that a round climbs: the campaign's own, else that of config/warning-rules.yaml. */
  ladder: string;
  /** How many rounds at most: of the region that is asked first, then of its superior, and so on upwards. */
  rounds: readonly number[];
}

/** Somebody who was met on a patrol refuses help: visited again and again, without pressing. */
const refusal: CaseKind = {
  name: { 'zh-CN': '拒绝救助', en: 'Help refused' },
  ask: 'revisit',
  title: { 'zh-CN': '回访', en: 'Revisit' },
  question: { 'zh-CN': '回访结果', en: 'Outcome' },
  outcomes: {
    refuses: { name: { 'zh-CN': '仍不愿接受，已补充物资', en: 'Still refuses; goods were left' }, turn: 'again' },
    accepted: { name: { 'zh-CN': '已接受帮助', en: 'Accepted help' }, turn: 'close' },
    sheltered: { name: { 'zh-CN': '已进安置点', en: 'Went to shelter' }, turn: 'close' },
    moved: { name: { 'zh-CN': '已离开或返乡', en: 'Has left or gone home' }, turn: 'close' },
  },
  /** Where a warning's rule says how often (`revisitEveryHours`), that holds. */
  after: { hours: 24 },
  /** A visit takes an afternoon. One that was not made by the deadline is made at the next appointment. */
  within: { hours: 8 },
  locksAfter: { hours: 12 },
  /** Where a warning's rule names another one, it is that. */
  ladder: 'warning-revisit',
  rounds: [6],
};

/** The kinds that every campaign has. */
export const CASE_KINDS = { refusal } as const satisfies Record<string, CaseKind>;

/** @returns the kind of that name. @throws Error when there is none */
export function caseKind(name: string): CaseKind {
  const kind = (CASE_KINDS as Readonly<Record<string, CaseKind>>)[name];
  if (!kind) throw new Error(`There is no kind of case "${name}".`);
  return kind;
}

/**
 * Ends that no answer names: it was not settled, so that it is the superior's; the report that it came from was
 * corrected; its campaign was cancelled.
 */
export const CASE_ENDS = ['handed-over', 'withdrawn', 'cancelled'] as const;
export type CaseEnd = (typeof CASE_ENDS)[number];

const END_NAMES: Readonly<Record<CaseEnd, Required<Text>>> = {
  'handed-over': { 'zh-CN': '已移交上级', en: 'Handed over to the superior' },
  withdrawn: { 'zh-CN': '上报更正，已撤销', en: 'Withdrawn: the report was corrected' },
  cancelled: { 'zh-CN': '活动已取消', en: 'The campaign was cancelled' },
};

const isEnd = (outcome: string): outcome is CaseEnd => (CASE_ENDS as readonly string[]).includes(outcome);

/** @returns the outcome of a case in words; as it is written where the kind does not know it. */
export function outcomeName(kind: CaseKind, outcome: string): Required<Text> {
  if (isEnd(outcome)) return END_NAMES[outcome];
  return kind.outcomes[outcome]?.name ?? { 'zh-CN': outcome, en: outcome };
}

/** @returns how many rounds a region is asked at most, which is so many levels above the one that was asked first. */
export const mostRounds = ({ rounds }: Pick<CaseKind, 'rounds'>, level: number): number => rounds[level] ?? 0;
