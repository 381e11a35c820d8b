import type { Text } from '../campaign/definition/words';

/** All properties of a step of a track. */
export interface StepKind {
  /** Its name on pages, in documents and in the editor. */
  name: Required<Text>;
  /** The past form, for figures: 已核实 12 户. */
  past: Required<Text>;
  /** Who does it: units that a round asks, or accounts that decide over rows. */
  by: 'units' | 'accounts';
  /** It adds rows; every other step is done with rows that are there. */
  adds?: true;
  /** The row can never leave the list after it. */
  settles?: true;
  /** It is done again and again, and never over: a row stays before it, and deeds tell what was done. */
  again?: true;
  /** It is in no track: a row stays where it is, and goes on whether or not it was done. */
  aside?: true;
}

/**
 * The steps that a row of a list can take, in this order; a list's `track` names those that it has. Schema, pages,
 * figures and documents follow from this table.
 *
 * propose   a unit names a household or person (申报)
 * appraise  the residents' meeting votes (民主评议)
 * check     others look at the place whether it is as stated (核实)
 * approve   the office decides, and fixes what the row is entitled to (审批)
 * announce  the posting is over without an objection to the row (公示)
 * deliver   goods and money are handed over (发放)
 * follow    who helped looks in again (回访)
 * tell      the household hears of the visit before it (提前通知); who cannot be told is visited all the same
 * support   the helper of a pair keeps in touch, visits and helps, as long as the list goes on (结对帮扶)
 */
export const STEPS = {
  propose: {
    name: { 'zh-CN': '申报', en: 'propose' },
    past: { 'zh-CN': '已申报', en: 'proposed' },
    by: 'units',
    adds: true,
  },
  appraise: {
    name: { 'zh-CN': '民主评议', en: 'appraise' },
    past: { 'zh-CN': '已评议', en: 'appraised' },
    by: 'units',
  },
  check: { name: { 'zh-CN': '核实', en: 'check' }, past: { 'zh-CN': '已核实', en: 'checked' }, by: 'units' },
  approve: { name: { 'zh-CN': '审批', en: 'approve' }, past: { 'zh-CN': '已审批', en: 'approved' }, by: 'accounts' },
  announce: {
    name: { 'zh-CN': '公示', en: 'announce' },
    past: { 'zh-CN': '已公示', en: 'announced' },
    by: 'accounts',
  },
  deliver: {
    name: { 'zh-CN': '发放', en: 'deliver' },
    past: { 'zh-CN': '已发放', en: 'delivered' },
    by: 'units',
    settles: true,
  },
  follow: { name: { 'zh-CN': '回访', en: 'follow up' }, past: { 'zh-CN': '已回访', en: 'followed up' }, by: 'units' },
  tell: {
    name: { 'zh-CN': '上门前通知', en: 'tell of the visit' },
    past: { 'zh-CN': '已通知', en: 'told' },
    by: 'units',
    aside: true,
  },
  support: {
    name: { 'zh-CN': '结对帮扶', en: 'support' },
    past: { 'zh-CN': '帮扶', en: 'supported' },
    by: 'units',
    again: true,
  },
} as const satisfies Record<string, StepKind>;

export type Step = keyof typeof STEPS;
export const STEP_NAMES = Object.keys(STEPS) as [Step, ...Step[]];

export const stepKind = (step: Step): StepKind => STEPS[step];

type TrackStep = Exclude<Step, 'tell'>;
/** The steps of which a track is made. */
export const TRACK_STEPS = STEP_NAMES.filter((step) => !stepKind(step).aside) as [TrackStep, ...TrackStep[]];

/** The steps that a row takes once, each after the one before. */
export const STEPS_ONCE = TRACK_STEPS.filter((step) => !stepKind(step).again);

/** @returns whether the track has its steps in the order of the table, each once, with the first one first. */
export const isTrack = (track: readonly Step[]): boolean =>
  track[0] === 'propose' &&
  track.every((step, at) => at === 0 || STEP_NAMES.indexOf(step) > STEP_NAMES.indexOf(track[at - 1] as Step));
