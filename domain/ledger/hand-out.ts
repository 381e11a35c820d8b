import { compare } from '../compare';
import type { Entitled } from '../list/entitled';
import { MONEY, type Thing } from './items';

/** So much of an item, paid by a purse. */
export interface Part {
  item: string;
  purse: string;
  quantity: number;
}

/** A part, out of the store of a region. */
export interface PartFrom extends Part {
  region: string;
}

/** A row to which something is handed over. */
export interface Handing {
  /** Number of the row. */
  id: number;
  /** What it is entitled to, and what lies with it. */
  due: readonly Part[];
  given: readonly Part[];
  /** What a bank was asked to pay to it: nobody hands that over meanwhile. */
  banked?: readonly Part[] | undefined;
  /** What is handed over; all that is still due when left out. Without a purse, that of the entitlement. */
  things?: readonly (Thing & { purse?: string | undefined })[] | undefined;
  /** No more of it follows. */
  last?: boolean | undefined;
  /** Somebody has confirmed it by hand: it has happened, whatever the books say. */
  confirmed: boolean;
  /** Regions whose stores it may come from, the first one first. */
  stores: readonly string[];
}

/**
 * What becomes of it: `given` from stores; `waits` for goods that the books do not know of; `again` when more is handed
 * over than is due, after everything was given or after a part; `banked` when a bank was asked to pay it; `lacks`
 * where no store has enough.
 */
export type HandedOut =
  | { id: number; is: 'given'; parts: PartFrom[]; whole: boolean }
  | { id: number; is: 'waits'; parts: Part[]; whole: boolean }
  | { id: number; is: 'again'; parts: Part[] }
  | { id: number; is: 'banked' }
  | { id: number; is: 'lacks'; lacks: Part };

/** What lies in a store, by {@link stockKey}. */
export type Stock = Map<string, number>;
export const stockKey = (region: string, { item, purse }: Pick<Part, 'item' | 'purse'>): string =>
  `${region} ${item} ${purse}`;

/** @returns what a row is entitled to, by item and purse; lines that lower it are taken off */
export function dueOf(entitled: readonly Entitled[]): Part[] {
  const lines = entitled.flatMap(({ cash, purse, goods }): Part[] => [
    ...(purse === undefined || cash === 0 ? [] : [{ item: MONEY, purse, quantity: cash }]),
    ...goods.flatMap((one) =>
      one.item === undefined || one.purse === undefined
        ? []
        : [{ item: one.item, purse: one.purse, quantity: one.quantity }],
    ),
  ]);
  return summed(lines).filter(({ quantity }) => quantity > 0);
}

/** @returns what is still due to a row */
export function restOf({ due, given }: Pick<Handing, 'due' | 'given'>): Part[] {
  const taken = given.map((part) => ({ ...part, quantity: -part.quantity }));
  return summed([...due, ...taken]).filter(({ quantity }) => quantity > 0);
}

/**
 * Decides what is handed over to each row, in their order, out of stores that hold so much. A row for which no store
 * has enough takes nothing, and those after it go on.
 * @param stock what the stores hold; it is counted down
 */
export const handOut = (rows: readonly Handing[], stock: Stock): HandedOut[] => rows.map((row) => handTo(row, stock));

function handTo(row: Handing, stock: Stock): HandedOut {
  const { id, things, confirmed, stores } = row;
  const { banked = [] } = row;
  const open = restOf(row);
  const rest = restOf({ due: open, given: banked });
  if (row.due.length > 0 && open.length === 0) return { id, is: 'again', parts: meant(row, row.due) };
  if (open.length > 0 && rest.length === 0) return { id, is: 'banked' };
  const parts = things === undefined ? rest : spread(things, rest);
  if (parts === null && things !== undefined && spread(things, open) !== null) return { id, is: 'banked' };
  if (parts === null) return { id, is: 'again', parts: meant(row, row.due) };
  const whole = banked.length === 0 && (row.last === true || restOf({ due: rest, given: parts }).length === 0);
  const taken: PartFrom[] = [];
  for (const part of parts) {
    const region = stores.find((store) => (stock.get(stockKey(store, part)) ?? 0) >= part.quantity);
    if (region === undefined) {
      for (const one of taken) move(stock, one, one.quantity);
      return confirmed ? { id, is: 'waits', parts, whole } : { id, is: 'lacks', lacks: part };
    }
    taken.push({ ...part, region });
    move(stock, { ...part, region }, -part.quantity);
  }
  return { id, is: 'given', parts: taken, whole };
}

const move = (stock: Stock, part: PartFrom, change: number): void => {
  const key = stockKey(part.region, part);
  stock.set(key, (stock.get(key) ?? 0) + change);
};

/** What the sender says was handed over, with the purses of the entitlement where there are some. */
const meant = ({ things }: Handing, due: readonly Part[]): Part[] =>
  things === undefined
    ? []
    : things.map(({ item, purse, quantity }) => ({
        ...{ item, quantity },
        purse: purse ?? due.find((part) => part.item === item)?.purse ?? '',
      }));

/**
 * @param things of which some name no purse: the first purse by name is taken first
 * @returns their purses out of what is there; null when it is less
 */
export function spread(things: NonNullable<Handing['things']>, rest: readonly Part[]): Part[] | null {
  const left = rest.map((part) => ({ ...part }));
  const parts: Part[] = [];
  for (const { item, purse, quantity } of things) {
    let open = quantity;
    for (const line of left.filter((one) => one.item === item && (purse === undefined || one.purse === purse))) {
      const part = Math.min(open, line.quantity);
      if (part > 0) parts.push({ item, purse: line.purse, quantity: part });
      line.quantity -= part;
      open -= part;
    }
    if (open > 0) return null;
  }
  return summed(parts);
}

function summed(parts: readonly Part[]): Part[] {
  const sums = new Map<string, Part>();
  for (const part of parts) {
    const key = `${part.item} ${part.purse}`;
    sums.set(key, { ...part, quantity: (sums.get(key)?.quantity ?? 0) + part.quantity });
  }
  return [...sums.values()].sort((one, other) => compare(one.item, other.item) || compare(one.purse, other.purse));
}
