/**
 * A duty of a region in one word, for commands, addresses and the audit log. `contact` (A 角) reports and gets the
 * messages of the ladders, `deputy` (B 角) replaces the contact. Any other word comes from the register, such as `值班员`;
 * its deputy is `值班员:deputy`.
 */
export type DutyWord = string;

/** The duty of a person for a region, without the person. */
export interface Duty {
  /** `contact`, or a word of the register. */
  role: string;
  /** Replaces the holder. */
  deputy: boolean;
}

/** The role in the rules: it reports, and gets the messages of every rung that names no other role. */
export const CONTACT = 'contact';
const DEPUTY = 'deputy';
const STANDS_IN = `:${DEPUTY}`;

const ROLE = /^[\p{L}\p{N}.-]{1,40}$/u;
/** The form of a duty in one word. */
export const DUTY_WORD = /^[\p{L}\p{N}.-]{1,40}(:deputy)?$/u;

/** @returns whether a word may be a role: letters, digits, dots and hyphens, and not `deputy`. */
export const isRole = (word: string): boolean => ROLE.test(word) && word !== DEPUTY;

/** @returns the duty in one word. */
export function dutyWord({ role, deputy }: Duty): DutyWord {
  if (!deputy) return role;
  return role === CONTACT ? DEPUTY : role + STANDS_IN;
}

/** @returns the duty of a word. */
export function dutyOf(word: DutyWord): Duty {
  if (word === DEPUTY) return { role: CONTACT, deputy: true };
  return word.endsWith(STANDS_IN)
    ? { role: word.slice(0, -STANDS_IN.length), deputy: true }
    : { role: word, deputy: false };
}
