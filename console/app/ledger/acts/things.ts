import { MONEY } from '../../../../domain/ledger/items';

const FEN_OF_YUAN = 100;

/** A line of a form: so much of an item, in yuan where it is money; and what it is worth, in yuan. */
export interface ThingInput {
  item?: string;
  quantity?: number;
  worth?: number;
}

/** A line as the API takes it: whole units, fen for money. */
export interface ThingSent {
  item: string;
  quantity: number;
  valueFen?: number;
}

export const fenOf = (yuan: number): number => Math.round(yuan * FEN_OF_YUAN);

/** @returns units of an item as the API counts them, from what a person types */
export const unitsOf = (item: string, typed: number): number => (item === MONEY ? fenOf(typed) : typed);

/** @returns what a person types for so many units of an item */
export const typedOf = (item: string, units: number): number => (item === MONEY ? units / FEN_OF_YUAN : units);

/** @returns the lines that name an item and a quantity, in the units of the API */
export const thingsOf = (lines: readonly (ThingInput | undefined)[] = []): ThingSent[] =>
  lines.flatMap((line) => {
    if (!line?.item || !line.quantity) return [];
    const { item, quantity, worth } = line;
    return [{ item, quantity: unitsOf(item, quantity), ...(worth !== undefined && { valueFen: fenOf(worth) }) }];
  });

const HOUR_MS = 3_600_000;
const HOURS_OF_DAY = 24;

/** @returns the moment so many days after another */
export const daysAfter = (now: string, days: number): string =>
  new Date(Date.parse(now) + days * HOURS_OF_DAY * HOUR_MS).toISOString();
