/** How much of a long list Word shows; it gives the number of the rest, and Excel has all. */

/** Superiors whose missing units are named, in each stage. */
export const SUPERIORS_SHOWN = 40;
/** Units named for one superior. */
export const NAMES_SHOWN = 40;
/** Photos of boards of each list: a county has hundreds. */
export const BOARD_PHOTOS_SHOWN = 6;
/** Texts and photos of activities. */
export const ACTIVITY_TEXTS_SHOWN = 30;
export const ACTIVITY_PHOTOS_SHOWN = 6;
/** Rows of a list that are in memory at the same time: a campaign may have some hundred thousand. */
export const ROWS_AT_ONCE = 500;
