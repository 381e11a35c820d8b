/** One field of one form, summed over all present reports of one stage. */
export interface FieldTotal {
  stage: string;
  form: string;
  field: string;
  /** Number of reports with the figure; the others left it blank or had nothing to report. */
  reports: number;
  /** Money in fen. */
  sum: number;
}

/** The same of one region. */
export interface PlaceTotal extends FieldTotal {
  region: string;
}
