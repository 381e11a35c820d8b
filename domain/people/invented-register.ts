import type { Definition } from '../campaign/definition/definition';
import { kindsAsked, REGION_KINDS } from './region-kinds';

/**
 * @returns the code at the top of the register that is invented for so many villages, and for the other kinds that are
 * asked. Each size and each choice of kinds has one of its own, told apart by the codes: on one system none mixes in.
 */
export const inventedScope = (definition: Definition, villages: number): string =>
  `R${villages}-${kindsAsked(definition)
    .map((kind) => REGION_KINDS.indexOf(kind))
    .join('')}-990000`;

/** The code of an invented register, as Postgres' regular expressions read it too; no real region has one. */
export const INVENTED_SCOPE = '^R[0-9]+-[0-9]+-990000$';
