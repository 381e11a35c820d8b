import type { Definition } from '../../domain/campaign/definition/definition';
import { MONEY } from '../../domain/ledger/items';
import { isOfUnits, pursesOfLate } from '../../domain/ledger/late-standards';
import { type NeedAt, plannedWorth } from './needs';

/** Who gives something. */
export type Giver = { unnamed: true } | { source: string } | { name: string };

/** A gift as it comes in, or is promised first. */
export interface Gift {
  from: Giver;
  /** Code of the region whose store gets it. */
  to: string;
  purse: string;
  item: string;
  quantity: number;
  /** In fen; by the catalogue when left out. */
  valueFen?: number;
  /** Promised first, and brought later. */
  promised: boolean;
}

/** What lies at one place for one purpose. */
interface Lot {
  purse: string;
  item: string;
  quantity: number;
  /** How much the rows of each unit need, by its code. */
  units: ReadonlyMap<string, number>;
}

/** Pieces that get lost on the way and are replaced. */
export const LOST = 1;
/** Of fewer pieces none is lost: there is one for everybody. */
const FEW = 5;
/** Fen that are left over in the end, of the money that most is paid from. */
const LEFT_OVER = 500_00;

/** Made up, like everybody in a rehearsal. */
const ENTERPRISE = '瑞禾纺织有限公司';
const TREASURY = 'fiscal-county';

/** @returns whether some pieces of an item get lost on the way: goods that are many, and come from the top */
export const getsLost = ({ item, quantity }: { item: string; quantity: number }): boolean =>
  item !== MONEY && quantity > FEW;

/** Fen for a piece of what is bought. */
const PRICE = 40_00;

/** Goods that an office buys with money of their purse. */
export interface Purchase {
  purse: string;
  item: string;
  quantity: number;
  /** Fen, in all. */
  pays: number;
}

/**
 * @returns what is bought: where what was raised is divided, every other item that the catalogue has no price for; the
 *   others are given
 */
export function purchasesOf(definition: Pick<Definition, 'standards' | 'items'>, lots: readonly Lot[]): Purchase[] {
  const divided = pursesOfLate(definition).filter((purse) => ownPurse(lots, purse) === null);
  return divided.flatMap((purse) =>
    lots
      .filter((lot) => lot.purse === purse && lot.item !== MONEY && definition.items[lot.item]?.price === undefined)
      .filter((_, nth) => nth % 2 === 0)
      .map((lot) => {
        const quantity = piecesOf(lot);
        return { purse, item: lot.item, quantity, pays: quantity * PRICE };
      }),
  );
}

/** Pieces of a lot, with what gets lost on the way. */
const piecesOf = (lot: Pick<Lot, 'item' | 'quantity'>): number => lot.quantity + (getsLost(lot) ? LOST : 0);

/** @returns what is needed in all, by purse and item */
export function lotsOf(needs: readonly NeedAt[]): Lot[] {
  const lots = new Map<string, Lot & { units: Map<string, number> }>();
  for (const { purse, item, quantity, unit } of needs) {
    const key = `${purse} ${item}`;
    const lot = lots.get(key) ?? { purse, item, quantity: 0, units: new Map<string, number>() };
    lots.set(key, lot);
    lot.quantity += quantity;
    lot.units.set(unit, (lot.units.get(unit) ?? 0) + quantity);
  }
  return [...lots.values()].sort((one, other) =>
    `${one.purse} ${one.item}` < `${other.purse} ${other.item}` ? -1 : 1,
  );
}

/**
 * @returns the unit that pays by itself, where a purse pays for nobody else's rows; null where it comes from the top
 */
export function ownPurse(lots: readonly Lot[], purse: string): string | null {
  const units = new Set(lots.filter((lot) => lot.purse === purse).flatMap((lot) => [...lot.units.keys()]));
  const [unit = null] = units;
  return units.size === 1 ? unit : null;
}

/** @returns all that is given: what is needed, what gets lost, and a little more that is left in the end */
export function giftsFor(
  definition: Pick<Definition, 'standards' | 'items'>,
  lots: readonly Lot[],
  top: string,
): Gift[] {
  return lots.flatMap((lot): Gift[] => {
    const { purse, item, quantity } = lot;
    if (isRaisedByUnits(definition, lot)) return ofUnits(lot);
    const own = ownPurse(lots, purse);
    if (own !== null) return [{ purse, item, quantity, to: own, from: { source: TREASURY }, promised: false }];
    const bought = purchasesOf(definition, lots).filter((one) => one.purse === purse);
    // What is divided among all leaves nothing but what is paid for goods.
    const pays = bought.reduce((sum, one) => sum + one.pays, 0);
    const more = pursesOfLate(definition).includes(purse) ? pays : LEFT_OVER;
    if (item === MONEY) return money(lot, top, more);
    return bought.some((one) => one.item === item) ? [] : goods(definition, lot, top);
  });
}

/** @returns whether each unit raises it for its own rows */
export const isRaisedByUnits = (
  definition: Pick<Definition, 'standards'>,
  { item, purse }: { item: string; purse: string },
): boolean => item === MONEY && isOfUnits(definition, purse);

/** How much more than the one before each unit raises: so no two give the same. */
const MORE_EACH = 0.2;

const ofUnits = ({ purse, item, units }: Lot): Gift[] =>
  [...units].toSorted().map(([to, needed], nth) => {
    const quantity = Math.round(needed * (1 + MORE_EACH * nth));
    return { ...{ purse, item, quantity, to }, from: { unnamed: true }, promised: false };
  });

/** From the treasury, from an enterprise by name, and from whoever does not want to be named. */
function money({ purse, item, quantity }: Lot, to: string, more: number): Gift[] {
  const all = quantity + more;
  const [promised, named] = [Math.floor(all * 0.4), Math.floor(all * 0.3)];
  const gift = { purse, item, to };
  return [
    { ...gift, quantity: promised, from: { source: TREASURY }, promised: true },
    { ...gift, quantity: named, from: { name: ENTERPRISE }, promised: false },
    { ...gift, quantity: all - promised - named, from: { unnamed: true }, promised: false },
  ];
}

/**
 * Pieces are worth what the catalogue says; where it does not, what the plan says of all, so that each is worth the
 * same part of it, whether it is served, lost or left.
 */
function goods(definition: Pick<Definition, 'standards' | 'items'>, lot: Lot, to: string): Gift[] {
  const { purse, item } = lot;
  const all = piecesOf(lot);
  const gift = { purse, item, to };
  const known = definition.items[item]?.price === undefined ? plannedWorth(definition, item) : null;
  const worth = known && Math.round((known.fen * all) / known.pieces);
  const most = Math.max(1, Math.floor(all * 0.8));
  const first = worth === null ? undefined : Math.floor((worth * most) / all);
  return [
    {
      ...gift,
      quantity: most,
      from: { name: ENTERPRISE },
      promised: true,
      ...(first !== undefined && { valueFen: first }),
    },
    ...(all > most
      ? [
          {
            ...{ ...gift, quantity: all - most, from: { unnamed: true } as const, promised: false },
            ...(worth !== null && first !== undefined && { valueFen: worth - first }),
          },
        ]
      : []),
  ];
}
