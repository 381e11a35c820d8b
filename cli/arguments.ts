import { Refused, sentence } from '../domain/text/refusal';

/** @returns the number in an argument. @throws Refused for another text, or more than nine digits */
export function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Refused(sentence('option-not-whole', { option: name, found: text }));
  return Number(text);
}
