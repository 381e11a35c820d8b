import { readPhone } from './tables/check/check-cells';

/**
 * @param phone as a platform writes it: +86138…, 86138…, 138…
 * @returns the number as in the register; unchanged when the register could not hold it
 */
export function asRegistered(phone: string): string {
  const read = readPhone(/^86\d{11}$/.test(phone) ? `+${phone}` : phone);
  return read.ok && read.value !== null ? read.value : phone;
}
