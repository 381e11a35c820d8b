import type { Definition } from '../campaign/definition/definition';
import { FIXED_KINDS, kindsAsked } from './region-kinds';

/**
 * @returns the top code of the invented register for so many villages and for the other asked kinds. Each size and each
 *   choice of kinds has its own code, so invented registers do not mix on one system.
 */
export const inventedScope = (definition: Definition, villages: number): string =>
  `R${villages}-${kindsAsked(definition).map(digitsOf).join('')}-990000`;

const CODES: readonly string[] = FIXED_KINDS.map(({ code }) => code);

/** A digit for a fixed kind, and four digits for an added kind. */
const digitsOf = (kind: string): string =>
  CODES.includes(kind)
    ? String(CODES.indexOf(kind))
    : String([...kind].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9000, 7) + 1000);

/** Pattern of an invented register's code, valid for Postgres's regular expressions too; no real region matches. */
export const INVENTED_SCOPE = '^R[0-9]+-[0-9]+-990000$';
