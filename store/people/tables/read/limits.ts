export const MEGABYTE = 1_048_576;

/** What one file of tables may cost. */
export interface Limits {
  /** Bytes of the file. */
  file: number;
  rows: number;
  /** Columns from here on are not read, only noticed. */
  columns: number;
  cells: number;
  /** Bytes of a workbook unpacked. */
  unpacked: number;
  /** Bytes of the texts that the cells of a workbook share. */
  texts: number;
  merges: number;
  /** Milliseconds that reading may take, without the time in which nobody takes what was read. */
  time: number;
  /** Memory of the thread, in MB. */
  memory: number;
}

export const MOST_ROWS = 100_000;

/**
 * A city of 30,000 villages has some 100,000 rows and 4 MB. A register has at most a dozen columns, a roster of an
 * office some thirty. A workbook that holds as much as may be has some 40 MB unpacked. All of it is read in two seconds
 * and 100 MB.
 */
export const REGISTER_LIMITS: Limits = {
  file: 32 * MEGABYTE,
  rows: MOST_ROWS,
  columns: 64,
  cells: 2_000_000,
  unpacked: 100 * MEGABYTE,
  texts: 64 * MEGABYTE,
  merges: 100_000,
  time: 30_000,
  memory: 256,
};

/**
 * A province has some 536,000 households on a list, with thirty columns at most; a sheet of Excel ends after 1,048,576
 * rows. Nothing of a list is kept whole but the texts that its cells share, and its merged cells.
 */
export const LIST_LIMITS: Limits = {
  file: 512 * MEGABYTE,
  rows: 1_048_576,
  columns: 200,
  cells: 40_000_000,
  unpacked: 4096 * MEGABYTE,
  texts: 160 * MEGABYTE,
  merges: 2_000_000,
  time: 600_000,
  memory: 160,
};

/**
 * A list that is sent to the console is held in memory, so that no roster lies on the server's disk: a city of 100,000
 * households has some 20 MB. Larger ones are imported by the command.
 */
export const UPLOAD_LIMITS: Limits = {
  ...LIST_LIMITS,
  file: REGISTER_LIMITS.file,
  rows: 200_000,
  cells: 8_000_000,
  unpacked: 400 * MEGABYTE,
  merges: 400_000,
  time: 60_000,
};

/** A longer text is no name, number or address; only its beginning is kept, which is too long for each of them. */
export const LONGEST_TEXT = 1000;
/** XML of cells packs 10 to 30 times; smaller workbooks are not worth asking. */
export const MOST_RATIO = 100;
export const RATIO_FROM = 10 * MEGABYTE;
export const MOST_PARTS = 1000;
