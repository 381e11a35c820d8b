/** What Word shows of a long list; the rest is counted there, and stands in Excel. */

/** Superiors whose missing units are named, in each stage. */
export const SUPERIORS_SHOWN = 40;
/** Units named for one superior. */
export const NAMES_SHOWN = 40;
/** Rows of a list that are in memory at the same time: a campaign may have some hundred thousand. */
export const ROWS_AT_ONCE = 500;
