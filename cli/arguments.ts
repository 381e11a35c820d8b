import { Refused, sentence } from '../domain/text/refusal';

/**
 * @returns the number that was written for an argument.
 * @throws Refused when it is none, or has more than nine digits
 */
export function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Refused(sentence('option-not-whole', { option: name, found: text }));
  return Number(text);
}
