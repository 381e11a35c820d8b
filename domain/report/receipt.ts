/**
 * Receipt numbers are read over the telephone, so they are digits only, end in a check digit and are split before the
 * last four: `100-1234`. The check digit is Damm's (2004): it finds every single wrong digit and every swap of two
 * neighbours, the two usual mistakes in dictation.
 */
const DAMM = [
  '0317598642',
  '7092154863',
  '4206871359',
  '1750983426',
  '6123045978',
  '3674209581',
  '5869720134',
  '8945362017',
  '9438617205',
  '2581436790',
];

/** @returns Damm's interim digit after all digits: the check digit of a number, 0 for a number that ends in its own. */
const damm = (digits: string): string =>
  [...digits].reduce((interim, digit) => DAMM[Number(interim)]?.[Number(digit)] ?? '', '0');

/** The first number, so that all receipts have the full length. */
const FIRST = 100_000;

/** @param id the report's number, a whole number from 0. @returns its receipt number; no two ids share one. */
export function receiptNumber(id: number): string {
  const number = String(FIRST + id);
  const digits = number + damm(number);
  return `${digits.slice(0, -4)}-${digits.slice(-4)}`;
}

/**
 * Reads a receipt number as it was dictated or typed, with or without the hyphen or spaces.
 * @returns the number in its written form, or null when a digit is wrong, missing or swapped
 */
export function readReceipt(typed: string): string | null {
  const digits = typed.normalize('NFKC').replace(/[\s-]/g, '');
  if (!/^\d{7,16}$/.test(digits) || damm(digits) !== '0') return null;
  return `${digits.slice(0, -4)}-${digits.slice(-4)}`;
}
