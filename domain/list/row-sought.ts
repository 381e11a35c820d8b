/** What somebody types to find a row on the page of their unit: a surname, the last four of an ID number, or both. */
export interface RowSought {
  /** The beginning of the name as pages show it; null when none was typed. */
  surname: string | null;
  /** The last four characters of the ID number, with a capital X; null when none were typed. */
  lastFour: string | null;
}

/** @returns what is sought; null when neither a surname nor four characters of a number were typed */
export function rowSought(typed: string): RowSought | null {
  const words = typed.normalize('NFKC').replace(/[\s.…*]/g, '');
  const [, before = '', lastFour = null] = /^(.*?)(?<!\d)(\d{3}[\dXx])$/.exec(words) ?? [null, words];
  const surname = before === '' ? null : before;
  if (surname !== null && /^\d+$/.test(surname)) return null;
  return surname === null && lastFour === null ? null : { surname, lastFour: lastFour?.toUpperCase() ?? null };
}
