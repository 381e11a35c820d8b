/** What one file of a table may cost. A city of 30,000 villages has some 100,000 rows and 4 MB. */
export const LARGEST_FILE = 32 * 1_048_576;
export const MOST_ROWS = 100_000;
/**
 * Columns from here on are not read, only noticed: a register has at most a dozen, a roster of an office some thirty.
 */
export const MOST_COLUMNS = 64;
export const MOST_CELLS = 2_000_000;
/** A longer text is no name, number or address; only its beginning is kept, which is too long for each of them. */
export const LONGEST_TEXT = 1000;

/** Of a workbook unpacked: one that holds as much as may be has some 40 MB. */
export const MOST_UNPACKED = 100 * 1_048_576;
/** XML of cells packs 10 to 30 times; smaller workbooks are not worth asking. */
export const MOST_RATIO = 100;
export const RATIO_FROM = 10 * 1_048_576;
export const MOST_PARTS = 1000;

export const MEGABYTE = 1_048_576;
