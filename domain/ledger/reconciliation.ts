import { divide } from './divide';
import { MONEY } from './items';

/** Where an item of a purse is, in whole units; fen for money. */
export interface Places {
  item: string;
  purse: string;
  /** All that has come in or was promised, less what was undone. */
  came: number;
  promised: number;
  stores: number;
  ways: number;
  rows: number;
  spent: number;
  lost: number;
  /** Given back to who gave it. */
  back: number;
  /** What came is worth, in fen; null where nobody has said so of some of it. */
  valueFen: number | null;
}

/** Something that does not fit: where, how much, and whom to ask. */
export interface Difference {
  code:
    | 'balance-off'
    | 'sum-off'
    | 'on-the-way'
    | 'purse-short'
    | 'count-open'
    | 'bank-silent'
    | 'given-short'
    | 'given-too-much'
    | 'given-while-held';
  item: string;
  purse: string;
  /** What should be there, and what is. */
  expected: number;
  found: number;
  /** The account, where it is about one; else how many rows of a list. */
  account?: string | undefined;
  rows?: number | undefined;
  /** The dispatch note, and the case that asks about it. */
  dispatch?: number | undefined;
  case?: number | undefined;
  /** The count that waits to be confirmed. */
  count?: number | undefined;
  /** The batch that a bank has not answered, and the bank. */
  batch?: number | undefined;
  bank?: string | undefined;
  /** Code and name of the region whose office is asked, and the duties that the register has there. */
  ask: string | null;
  askName: string | null;
  askDuties: string[];
}

/** A difference before its office is looked up. */
export type Unnamed = Omit<Difference, 'askName' | 'askDuties'>;

/** Where goods are, by their part of the value of all; money by itself. */
export type PlacesInFen = Pick<Places, 'promised' | 'stores' | 'ways' | 'rows' | 'spent' | 'lost' | 'back'>;

const PARTS = ['promised', 'stores', 'ways', 'rows', 'spent', 'lost', 'back'] as const;

/** @returns what came in, less what the places hold: 0 when the books are right */
export const missingFrom = (places: Places): number => places.came - PARTS.reduce((sum, part) => sum + places[part], 0);

/**
 * @returns what lies in each place is worth, in fen, so that the parts make the whole; null where the value is not
 * known
 */
export function worthOfPlaces(places: Places): PlacesInFen | null {
  const pieces = PARTS.map((part) => places[part]);
  const fen = places.item === MONEY ? pieces : places.valueFen === null ? null : divide(places.valueFen, pieces);
  if (fen === null) return null;
  const [promised = 0, stores = 0, ways = 0, rows = 0, spent = 0, lost = 0, back = 0] = fen;
  return { promised, stores, ways, rows, spent, lost, back };
}
