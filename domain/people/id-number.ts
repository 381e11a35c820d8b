import { type Day, dayOf } from '../campaign/calendar/days';

/** A citizen number by GB 11643, and the data in it. */
export interface IdNumber {
  /** 17 digits and a check character, `0`–`9` or `X`. */
  number: string;
  born: Day;
}

/**
 * The fault of a typed number.
 *
 * id-damaged    a spreadsheet has made a number of it: its last digits are lost
 * id-length     neither 18 nor 15 characters
 * id-character  something else than digits (and an X at the end)
 * id-date       no such day, or nobody alive was born on it
 * id-check      the check character does not fit: a digit is wrong
 */
export type IdProblem = 'id-damaged' | 'id-length' | 'id-character' | 'id-date' | 'id-check';

/** GB 11643-1999, after ISO 7064 MOD 11-2: the weight of each of the 17 digits, and the character of each remainder. */
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECKS = '10X98765432';

/** Numbers of 15 digits, with two digits for the year, were issued until 1999. */
const CENTURY = '19';
/** The oldest age ever proved is 122 years. */
const OLDEST_YEARS = 125;

/** A spreadsheet keeps 15 digits of a number and shows long ones with an exponent. */
const AS_SPREADSHEETS_SHOW = /^\d(?:\.\d+)?E\+?\d{2}$/;
const ROUNDED = /^\d{15}000$/;

/** @param digits the first 17 @returns their check character */
export function checkCharacter(digits: string): string {
  const sum = WEIGHTS.reduce<number>((total, weight, at) => total + weight * Number(digits[at]), 0);
  return CHECKS.charAt(sum % CHECKS.length);
}

/**
 * Reads a citizen number as people type it: full-width digits, blanks and hyphens between, a small `x`, and 15 digits
 * from before 1999, which give the same person as their 18 digits.
 * @param today the last possible day of birth
 */
export function readIdNumber(typed: string, today: Day): IdNumber | { problem: IdProblem } {
  const plain = typed.normalize('NFKC').replace(/[\s-]/g, '').toUpperCase();
  if (AS_SPREADSHEETS_SHOW.test(plain)) return { problem: 'id-damaged' };
  if (plain.length !== 18 && plain.length !== 15) return { problem: 'id-length' };
  if (!/^(?:\d{15}|\d{17}[\dX])$/.test(plain)) return { problem: 'id-character' };
  const digits = plain.length === 15 ? plain.slice(0, 6) + CENTURY + plain.slice(6) : plain.slice(0, 17);
  const born = birthDay(digits, today);
  if (born === null) return { problem: 'id-date' };
  const number = digits + checkCharacter(digits);
  if (plain.length === 18 && plain !== number) return { problem: ROUNDED.test(plain) ? 'id-damaged' : 'id-check' };
  return { number, born };
}

function birthDay(digits: string, today: Day): Day | null {
  const [year, month, date] = [digits.slice(6, 10), digits.slice(10, 12), digits.slice(12, 14)].map(Number);
  const born = dayOf(year ?? 0, month ?? 0, date ?? 0);
  const earliest = `${Number(today.slice(0, 4)) - OLDEST_YEARS}${today.slice(4)}`;
  return born !== null && earliest <= born && born <= today ? born : null;
}
