import type { Definition, Standard } from '../campaign/definition/definition';

/**
 * Late standards: their amount follows from what was raised. All those of a purse get the same for each household or
 * person, so that what is divided is divided to the fen.
 */

type Standards = Pick<Definition, 'standards'>;

/** @returns the late standards, of one purse or of all */
export const lateStandards = ({ standards }: Standards, purse?: string): Standard[] =>
  standards.filter((one) => one.late !== undefined && (purse === undefined || one.purse === purse));

/** @returns the purses that pay late standards */
export const pursesOfLate = (definition: Standards): string[] => [
  ...new Set(lateStandards(definition).flatMap(({ purse }) => purse ?? [])),
];

/** @returns whether another hand confirms the amount: where one of the purse's standards says so */
export const needsAnotherHand = (definition: Standards, purse: string): boolean =>
  lateStandards(definition, purse).some(({ late }) => late?.apart === true);

/** @returns whether each unit divides what it has raised itself */
export const isOfUnits = (definition: Standards, purse: string): boolean =>
  lateStandards(definition, purse).some(({ late }) => late?.among === 'unit');

/** An amount for each head: a household, or a person, as the standard has it. In fen. */
export interface Share {
  total: number;
  heads: number;
  each: number;
  /** So many heads get one fen more, so that the parts make the total. */
  more: number;
}

/** @returns the total divided by heads, by largest remainder; nothing for nobody */
export const shareOut = (total: number, heads: number): Share =>
  heads === 0
    ? { total: 0, heads, each: 0, more: 0 }
    : { total, heads, each: Math.floor(total / heads), more: total % heads };

/** @returns the share that gives every head the same amount */
export const shareOfEach = (each: number, heads: number): Share => ({ total: each * heads, heads, each, more: 0 });

/** @returns the definition in which the late standards of a purse have their amount, given in fen */
export const withAmount = <Given extends Standards>(definition: Given, purse: string, each: number): Given => ({
  ...definition,
  standards: definition.standards.map((one) =>
    one.late !== undefined && one.purse === purse ? { ...one, cash: each / 100 } : one,
  ),
});

/** @returns a changed definition with the amounts that were set under the former one */
export const withAmountsKept = (changed: Definition, former: Standards): Definition => ({
  ...changed,
  standards: changed.standards.map((one) => {
    if (one.late === undefined) return one;
    const before = lateStandards(former, one.purse).find(({ category }) => category === one.category);
    return before ? { ...one, cash: before.cash } : one;
  }),
});
