/** Decimals that a share may have; more are an error of a binary fraction. */
const DECIMALS = 6;

/**
 * How many of a number must be there for a milestone: whole ones, so 8 are 70 % of 11. An error of a binary fraction
 * must not demand one more: 70 % of 10 are 7.
 * @param share 0–1 @param whole units that are asked, or slots of one unit
 */
export const dueOf = (share: number, whole: number): number => Math.ceil(Number((share * whole).toFixed(DECIMALS)));
