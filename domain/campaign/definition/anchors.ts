import { STEPS } from '../../warning/alert/steps';

/**
 * The three moments of a stage or ask, from which others are counted. In a file without the schema, for the browser.
 */
export const ANCHORS = ['opens', 'due', 'lock'] as const;
export type Anchor = (typeof ANCHORS)[number];

/** @param after the start of a distance. @returns whether it is a moment; else it is a day. */
export const isAnchor = (after: string): after is Anchor => (ANCHORS as readonly string[]).includes(after);

/**
 * Moments of a weather warning, from which the ladders of its 叫应 are counted besides those of their round: when it
 * arrives or grows worse, and the deadlines of 已知晓, 已派人 and 已完成.
 */
export const WARNING_ANCHORS = ['start', ...STEPS] as const;
export type WarningAnchor = (typeof WARNING_ANCHORS)[number];

/** Each milestone of the quota in the round: a rung that counts from it is laid once for each. */
export const MILESTONE = 'milestone';

/** The moments from which a rung may be counted. */
export type RungAnchor = Anchor | WarningAnchor | typeof MILESTONE;
