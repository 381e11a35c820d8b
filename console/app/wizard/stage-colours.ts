/** A colour for each stage, in the calendar and the curve; they differ in lightness too. */
export const STAGE_COLOURS = ['#c2410c', '#0369a1', '#15803d', '#a21caf', '#a16207', '#475569'];

/** The same as lines on a dark ground, at least 4.5 : 1. */
export const STAGE_COLOURS_ON_DARK = ['#fb923c', '#38bdf8', '#4ade80', '#e879f9', '#facc15', '#94a3b8'];
