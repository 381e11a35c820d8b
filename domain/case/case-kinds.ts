import type { Distance } from '../campaign/definition/ladder';
import type { Text } from '../campaign/definition/words';

/** The effect of an answer: close the case, ask the same region again later, or ask its superior. */
export type AnswerTurn = 'close' | 'again' | 'pass';

/** A kind of case: the question of its rounds, the regions, the time limits, and the effects of the answers. */
export interface CaseKind {
  name: Required<Text>;
  /** Id of the ask in its rounds, and the name of such a round. */
  ask: string;
  title: Required<Text>;
  /** The one question of the form. */
  question: Required<Text>;
  outcomes: Readonly<Record<string, { name: Required<Text>; turn: AnswerTurn }>>;
  /** Time from the opening of the case, and from the end of each round, to the opening of the next round. */
  after: Distance;
  /** Times from the opening of a round to the deadline of the answer, and to the lock. */
  within: Distance;
  locksAfter: Distance;
  /** Name of the ladder that a round climbs: the campaign's own, else that of config/warning-rules.yaml. */
  ladder: string;
  /** Most rounds: of the first region, then of its superior, and so on upwards. */
  rounds: readonly number[];
}

/** A person on a patrol refuses help: the unit visits again and again, without pressure. */
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
  /** The value of a warning's rule (`revisitEveryHours`) overrides it. */
  after: { hours: 24 },
  /** A visit takes an afternoon. A visit missed by the deadline moves to the next round. */
  within: { hours: 8 },
  locksAfter: { hours: 12 },
  /** The ladder of a warning's rule overrides it. */
  ladder: 'warning-revisit',
  rounds: [6],
};

/** The kinds of every campaign. */
export const CASE_KINDS = { refusal } as const satisfies Record<string, CaseKind>;

/** @returns the kind of that name. @throws Error when there is none */
export function caseKind(name: string): CaseKind {
  const kind = (CASE_KINDS as Readonly<Record<string, CaseKind>>)[name];
  if (!kind) throw new Error(`There is no kind of case "${name}".`);
  return kind;
}

/**
 * Ends without an answer: no result, so the superior takes over; its report was corrected; its campaign was cancelled.
 */
export const CASE_ENDS = ['handed-over', 'withdrawn', 'cancelled'] as const;
export type CaseEnd = (typeof CASE_ENDS)[number];

const END_NAMES: Readonly<Record<CaseEnd, Required<Text>>> = {
  'handed-over': { 'zh-CN': '已移交上级', en: 'Handed over to the superior' },
  withdrawn: { 'zh-CN': '上报更正，已撤销', en: 'Withdrawn: the report was corrected' },
  cancelled: { 'zh-CN': '活动已取消', en: 'The campaign was cancelled' },
};

const isEnd = (outcome: string): outcome is CaseEnd => (CASE_ENDS as readonly string[]).includes(outcome);

/** @returns the outcome of a case in words; unchanged if the kind does not know it. */
export function outcomeName(kind: CaseKind, outcome: string): Required<Text> {
  if (isEnd(outcome)) return END_NAMES[outcome];
  return kind.outcomes[outcome]?.name ?? { 'zh-CN': outcome, en: outcome };
}

/** @returns the most rounds of a region, so many levels above the first region. */
export const mostRounds = ({ rounds }: Pick<CaseKind, 'rounds'>, level: number): number => rounds[level] ?? 0;
