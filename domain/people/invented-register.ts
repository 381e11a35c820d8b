import type { Definition } from '../campaign/definition/definition';
import { FIXED_KINDS, kindsAsked } from './region-kinds';

/**
 * @returns the code at the top of the register that is invented for so many villages, and for the other kinds that are
 * asked. Each size and each choice of kinds has one of its own, told apart by the codes: on one system none mixes in.
 */
export const inventedScope = (definition: Definition, villages: number): string =>
  `R${villages}-${kindsAsked(definition).map(digitsOf).join('')}-990000`;

const CODES: readonly string[] = FIXED_KINDS.map(({ code }) => code);

/** A digit for a fixed kind, and a number of four digits for one that an office has added. */
const digitsOf = (kind: string): string =>
  CODES.includes(kind)
    ? String(CODES.indexOf(kind))
    : String([...kind].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 9000, 7) + 1000);

/** The code of an invented register, as Postgres' regular expressions read it too; no real region has one. */
export const INVENTED_SCOPE = '^R[0-9]+-[0-9]+-990000$';
