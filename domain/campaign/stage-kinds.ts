import type { Text } from './definition/words';

/** Ladders that exist without being written; `compile/common-ladders.ts` has their rungs. */
export const COMMON_LADDER_NAMES = ['default', 'short'] as const;
export type CommonLadder = (typeof COMMON_LADDER_NAMES)[number];

/** All properties of a kind of stage. */
export interface StageKindEntry {
  /** Its name in console, rehearsal and documents. */
  name: Text;
  /** The ladder of a stage that names none. */
  ladder: CommonLadder;
  /**
   * Which households its forms count. During a cold warning a unit visits the households that it found; if it never
   * counted these, those that it reached.
   */
  households?: 'found' | 'reached';
  /** It usually runs beside other stages, so an overlap causes no warning. */
  alongside?: true;
  /** Its rounds repeat. A cold warning does not postpone their deadlines, because the next round asks again. */
  comesAgain?: true;
}

/**
 * The kinds of stages. Schema, compiler, warnings, console and documents follow from this table.
 *
 * survey     finds who needs help
 * publicity  makes known, raises funds; runs beside the others
 * visits     reaches those who were found
 * summary    adds up when the others are over
 * entry      a return that comes again, such as the monthly entry on the 15th
 */
export const STAGE_KINDS = {
  survey: { name: { 'zh-CN': '摸底', en: 'survey' }, ladder: 'default', households: 'found' },
  // Policies are explained at the doors of those who need them.
  publicity: { name: { 'zh-CN': '宣传', en: 'publicity' }, ladder: 'default', households: 'found', alongside: true },
  visits: { name: { 'zh-CN': '走访慰问', en: 'visits' }, ladder: 'default', households: 'reached' },
  summary: { name: { 'zh-CN': '总结', en: 'summary' }, ladder: 'default' },
  entry: {
    name: { 'zh-CN': '定期填报', en: 'regular entry' },
    ladder: 'short',
    households: 'found',
    alongside: true,
    comesAgain: true,
  },
} as const satisfies Record<string, StageKindEntry>;

export type StageKind = keyof typeof STAGE_KINDS;
export const STAGE_KIND_NAMES = Object.keys(STAGE_KINDS) as [StageKind, ...StageKind[]];

export const stageKind = (kind: StageKind): StageKindEntry => STAGE_KINDS[kind];

/** @returns the kinds with a property, in the order of the table. */
export const stageKindsWith = (holds: (kind: StageKindEntry) => boolean): StageKind[] =>
  STAGE_KIND_NAMES.filter((name) => holds(stageKind(name)));
