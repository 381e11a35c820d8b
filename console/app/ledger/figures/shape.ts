import { MONEY } from '../../../../domain/ledger/items';
import type { LedgerFigures, Level } from '../../types';

/** One item of one purse. */
export interface Thing {
  item: string;
  purse: string;
}

export const isOf =
  ({ item, purse }: Thing) =>
  (one: Thing): boolean =>
    one.item === item && one.purse === purse;

/** What was to be handed over in a region, and what was: rows, fen, pieces of goods. */
export interface Totals {
  rows: { done: number; of: number };
  fen: { done: number; of: number };
  pieces: { done: number; of: number };
}

/** @returns how far the hand-over is, over all categories, purses and items */
export function totalsOf({ whole, categories }: Pick<LedgerFigures, 'whole' | 'categories'>): Totals {
  const [money, goods] = [whole.filter(({ item }) => item === MONEY), whole.filter(({ item }) => item !== MONEY)];
  return {
    rows: { done: sum(categories, ({ served }) => served), of: sum(categories, ({ owed }) => owed) },
    fen: given(money),
    pieces: given(goods),
  };
}

const given = (lines: readonly Level[]) => ({
  done: sum(lines, ({ delivered }) => delivered),
  of: sum(lines, ({ planned }) => planned),
});

/** A region right below another, and how much of something it has handed over. */
export interface Tile {
  region: string;
  name: string;
  delivered: number;
  planned: number;
  owed: number;
  served: number;
  /** Of what is planned, 0 to 1; null where nothing is. */
  share: number | null;
}

/** @returns the parts of a region for one item of a purse: where something is due, or was handed over */
export const tilesOf = (parts: readonly Level[], thing: Thing): Tile[] =>
  parts
    .filter(isOf(thing))
    .filter(({ planned, delivered }) => planned > 0 || delivered > 0)
    .map(({ region, name, delivered, planned, owed, served }) => ({
      ...{ region, name, delivered, planned, owed, served },
      share: planned > 0 ? delivered / planned : null,
    }));

/** What was handed over on a day. */
export interface Day {
  day: string;
  quantity: number;
  rows: number;
}

const DAY_MS = 86_400_000;
/** Longer campaigns show their last days. */
const MOST_DAYS = 92;

/** @returns a day each from the first to the last on which something of it was handed over, the days without it too */
export function daysOf(days: LedgerFigures['days'], thing: Thing): Day[] {
  const own = new Map(days.filter(isOf(thing)).map((one) => [one.day, one]));
  const known = [...own.keys()].sort();
  const [first, last] = [known[0], known.at(-1)];
  if (first === undefined || last === undefined) return [];
  const count = Math.min(Math.round((Date.parse(last) - Date.parse(first)) / DAY_MS) + 1, MOST_DAYS);
  return Array.from({ length: count }, (_, nth) => {
    const day = new Date(Date.parse(last) - (count - 1 - nth) * DAY_MS).toISOString().slice(0, 10);
    const { quantity = 0, rows = 0 } = own.get(day) ?? {};
    return { day, quantity, rows };
  });
}

const sum = <One>(all: readonly One[], of: (one: One) => number): number =>
  all.reduce((total, one) => total + of(one), 0);
