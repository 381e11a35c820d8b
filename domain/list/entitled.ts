import type { Definition } from '../campaign/definition/definition';
import type { Text } from '../campaign/definition/words';
import type { Step } from './steps';

/** Goods of a standard, or of all that a row is entitled to. */
export interface EntitledGoods {
  name: Text;
  quantity: number;
  unit: Text;
  /** The item of the catalogue, and the purse that pays, where the campaign keeps accounts. */
  item?: string | undefined;
  purse?: string | undefined;
}

/** What a row is entitled to: frozen at approval, and changed only by a line of its own. */
export interface Entitled {
  category: string;
  /** Fen; less than 0 in a line that lowers. */
  cash: number;
  /** The purse that pays the money, where the campaign keeps accounts. */
  purse?: string | undefined;
  goods: EntitledGoods[];
}

/** What a standard gives once, and whether it gives it for the row or for each head of the row. */
export interface Share extends Entitled {
  perHead: boolean;
}

/**
 * @returns what each standard gives. A place stands for those on its register: their number counts households or
 *   persons, whichever the standard gives to.
 */
export const sharesOf = ({ standards, lists }: Pick<Definition, 'standards' | 'lists'>): Share[] =>
  standards.map(({ category, per, cash, purse, goods }) => ({
    category,
    cash: Math.round(cash * 100),
    purse,
    goods: goods.map(({ name, quantity, unit, item, ...one }) => ({
      ...{ name, quantity, unit },
      ...(item !== undefined && { item, purse: one.purse ?? purse }),
    })),
    perHead: per === 'person' || isOfRegisters(lists, category),
  }));

/** @returns whether rows of the category are registers of places, each with many on it */
export const isOfRegisters = (lists: Definition['lists'], category: string): boolean =>
  Object.values(lists).some(
    ({ of, heads, categories }) => of === 'place' && heads !== undefined && categories.includes(category),
  );

/**
 * @returns the step at which a row's entitlement is frozen: its approval; without one the last step before it is
 * announced or delivered, but not the proposal, which its unit still corrects
 */
export function freezingStep(track: readonly Step[]): Step | null {
  if (track.includes('approve')) return 'approve';
  const public_ = track.findIndex((step) => step === 'announce' || step === 'deliver');
  if (public_ < 0) return null;
  return (public_ > 1 ? track[public_ - 1] : track[public_]) ?? null;
}
