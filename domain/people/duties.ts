/**
 * A duty of a region in one word, as commands, addresses and the audit log have it. `contact` reports and is told by
 * the ladders (A 角), `deputy` stands in for the contact (B 角). Any other word is the register's own, such as `值班员`; its
 * deputy is `值班员:deputy`.
 */
export type DutyWord = string;

/** What a person does for a region, apart from who the person is. */
export interface Duty {
  /** `contact`, or a word of the register. */
  role: string;
  /** Stands in for the holder. */
  deputy: boolean;
}

/** The role that rules know: it reports, and every rung that names no other role speaks to it. */
export const CONTACT = 'contact';
const DEPUTY = 'deputy';
const STANDS_IN = `:${DEPUTY}`;

const ROLE = /^[\p{L}\p{N}.-]{1,40}$/u;
/** What a duty in one word looks like. */
export const DUTY_WORD = /^[\p{L}\p{N}.-]{1,40}(:deputy)?$/u;

/** @returns whether a word may be a role: letters, digits, dots and hyphens, and not `deputy`. */
export const isRole = (word: string): boolean => ROLE.test(word) && word !== DEPUTY;

/** @returns the duty in one word. */
export function dutyWord({ role, deputy }: Duty): DutyWord {
  if (!deputy) return role;
  return role === CONTACT ? DEPUTY : role + STANDS_IN;
}

/** @returns the duty that a word means. */
export function dutyOf(word: DutyWord): Duty {
  if (word === DEPUTY) return { role: CONTACT, deputy: true };
  return word.endsWith(STANDS_IN)
    ? { role: word.slice(0, -STANDS_IN.length), deputy: true }
    : { role: word, deputy: false };
}
