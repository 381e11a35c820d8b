/** The three moments of a stage or ask, from which others are counted. Here without the schema, for the browser. */
export const ANCHORS = ['opens', 'due', 'lock'] as const;
export type Anchor = (typeof ANCHORS)[number];

/** @param after what a distance is counted from. @returns whether that is a moment; else it is a day. */
export const isAnchor = (after: string): after is Anchor => (ANCHORS as readonly string[]).includes(after);
