/** A colour for each stage, in the calendar and the curve; they differ in lightness too. */
export const STAGE_COLOURS = ['#c2410c', '#0369a1', '#15803d', '#a21caf', '#a16207', '#475569'];
