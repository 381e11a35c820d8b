/** @returns the number that was written for an argument. @throws Error when it is none, or has more than nine digits */
export function wholeNumber(name: string, text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new Error(`--${name} has to be a whole number, not "${text}".`);
  return Number(text);
}
