import { DEEPEST } from './nesting';

/**
 * Makes a text from outside fit to store and show. Postgres accepts neither NUL nor half a surrogate pair (22021,
 * 22P05); other control characters, bidirectional overrides and invisible format characters only spoil pages and
 * messages. Line breaks become `\n`, tabs stay, blanks at both ends go. Every free text passes through here at its
 * entry: forms, API, replies, feeds, imports, command line.
 */
export const printable = (text: string): string =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/\p{Cs}/gu, '\uFFFD')
    .replace(/[^\P{Cc}\n\t]/gu, '')
    .replace(/[\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF]/g, '')
    .trim();

/**
 * @returns a document (JSON, or parsed YAML) with every text in it printable, keys as well.
 * @throws RangeError when it nests deeper than 64
 */
export function printableIn<T>(value: T, depth = 0): T {
  if (depth > DEEPEST) throw new RangeError(`nested deeper than ${DEEPEST}`);
  if (typeof value === 'string') return printable(value) as T;
  if (Array.isArray(value)) return value.map((entry) => printableIn(entry, depth + 1)) as T;
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, entry]) => [printable(key), printableIn(entry, depth + 1)]),
  ) as T;
}
