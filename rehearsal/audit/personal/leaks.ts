import { TRACES } from '../../lists/invented-people';

/**
 * Where nothing personal may be.
 *
 * message      SMS and e-mails as they arrived, with their links
 * log          every line of the processes' logs, down to the finest level
 * URL          addresses that people and officers opened, and those that they were led to
 * refusal      answers of the console that refuse or fail
 * posting      pages and sheets of postings, as they are shown and printed
 * report file  Word and Excel, every part of the file
 * Postgres     texts of messages, audit lines, reports, postings and faults
 * Temporal     everything that it keeps of the campaign's workflows
 * Redis        every key
 */
export const PLACES = [
  'message',
  'log',
  'URL',
  'refusal',
  'posting',
  'report file',
  'Postgres',
  'Temporal',
  'Redis',
] as const;
export type PlaceLooked = (typeof PLACES)[number];

/** A text in a place where nothing personal may be. */
export interface Text {
  place: PlaceLooked;
  /** Where exactly, such as the id of a workflow; never a part of the text. */
  where: string;
  text: string;
}

/** Something personal in a wrong place. */
export interface Leak {
  place: PlaceLooked;
  where: string;
  /** What was found: `name`, `ID number`, `telephone`, `address`. Never the words themselves. */
  kind: string;
}

/**
 * @returns what the text tells of people on lists, once for each kind; also where it is written as in a URL or JSON.
 */
export function leaksIn({ place, where, text }: Text): Leak[] {
  const plain = [
    text,
    ...(text.includes('%') ? [decoded(text)] : []),
    ...(text.includes('\\u') ? [unescaped(text)] : []),
  ];
  return Object.entries(TRACES).flatMap(([kind, trace]) =>
    plain.every((one) => one.search(trace) < 0) ? [] : [{ place, where, kind }],
  );
}

/** Piece by piece, because another `%` in the text would spoil all of it. */
const decoded = (text: string): string =>
  text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (part) => Buffer.from(part.replaceAll('%', ''), 'hex').toString('utf8'));

const unescaped = (text: string): string =>
  text.replace(/\\u([0-9A-Fa-f]{4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
