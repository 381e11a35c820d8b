import { TRACES } from '../../lists/invented-people';
import type { Leak } from './list-season';

/** A text in a place where nothing personal may be. */
export interface Text {
  /** Such as `Temporal`. */
  place: string;
  where: string;
  text: string;
}

/** @returns what the text tells of people on lists, once for each kind; also where it is written as in a URL. */
export function leaksIn({ place, where, text }: Text): Leak[] {
  const plain = text.includes('%') ? `${text}\n${decoded(text)}` : text;
  return Object.entries(TRACES).flatMap(([kind, trace]) => (plain.search(trace) < 0 ? [] : [{ place, where, kind }]));
}

/** Piece by piece, because another `%` in the text would spoil all of it. */
const decoded = (text: string): string =>
  text.replace(/(?:%[0-9A-Fa-f]{2})+/g, (part) => Buffer.from(part.replaceAll('%', ''), 'hex').toString('utf8'));
