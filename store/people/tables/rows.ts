/** One region as the organisation's table has it; its level and path follow from `parent`. */
export interface RegionRow {
  code: string;
  /** Null at the top. */
  parent: string | null;
  kind: string;
  name: string;
  /** In the order of the alphabet; left out by a table that says nothing about them, which changes none. */
  tags?: string[];
}

export const ROLES = ['contact', 'deputy'] as const;
/** `contact` is the first to be asked (A 角), `deputy` stands in (B 角). */
export type Role = (typeof ROLES)[number];

/** The person who answers for a region in one role. */
export interface ContactRow {
  /** Code of the region. */
  region: string;
  role: Role;
  name: string;
  /** Mainland numbers as 11 digits, all others as + and digits. */
  phone: string | null;
  email: string | null;
  language: 'zh-CN' | 'en';
  /** First and last day of a leave, `YYYY-MM-DD`; either may be open. */
  leaveFrom: string | null;
  leaveUntil: string | null;
}

/** The whole register, or the part of it that a file holds. */
export interface RegisterRows {
  regions: RegionRow[];
  contacts: ContactRow[];
}
