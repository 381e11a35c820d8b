import type { DutyWord } from '../../../domain/people/duties';

/** One region in the organisation's table; level and path follow from `parent`. */
export interface RegionRow {
  code: string;
  /** Null at the top. */
  parent: string | null;
  kind: string;
  name: string;
  /** Of a stored region that is closed: the region that it was merged into, if any. Tables do not have it. */
  closed?: { into: string | null };
  /** In alphabetical order; left out by a table without tags, which changes none. */
  tags?: string[];
}

/** A person with one duty for a region; a person with several duties has a row for each. */
export interface ContactRow {
  /** Code of the region. */
  region: string;
  role: DutyWord;
  name: string;
  /** Mainland numbers as 11 digits, all others as + and digits. */
  phone: string | null;
  email: string | null;
  language: 'zh-CN' | 'en';
  /** First and last day of a leave from this duty, `YYYY-MM-DD`; either may be open. */
  leaveFrom: string | null;
  leaveUntil: string | null;
  /** Of a row that was read: a deputy named in the row of another, of whom it says no more than name and number. */
  beside?: true;
}

/** The whole register, or the part of it that a file holds. */
export interface RegisterRows {
  regions: RegionRow[];
  contacts: ContactRow[];
}
