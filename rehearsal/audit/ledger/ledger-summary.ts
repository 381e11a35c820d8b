import type { Definition, Text } from '../../../domain/campaign/definition/definition';
import { compare } from '../../../domain/compare';
import { divide } from '../../../domain/ledger/divide';
import { MONEY } from '../../../domain/ledger/items';
import { worthOfPlaces } from '../../../domain/ledger/reconciliation';
import { isOfRegisters } from '../../../domain/list/entitled';
import { grouped } from '../lists/violations';
import type { LedgerSeason } from './ledger-season';

/** What one category has got, from rows and transfers. Yuan. */
export interface CategoryGiven {
  category: string;
  name: Text;
  /**
   * Rows that have got something, or the households on them; and the persons for whom they stand, where it is known.
   */
  households: number;
  persons: number | null;
  money: number;
  /** Pieces by item. */
  goods: { item: string; pieces: number; value: number }[];
  /** Money and value of goods. */
  total: number;
}

/** Where all of a purse is in the end. Yuan; what was given, is left and is lost makes the whole. */
export interface PurseSummary {
  purse: string;
  raised: number;
  given: number;
  left: number;
  /** Of it paid for goods, which count where they are. */
  spent: number;
  lost: number;
}

/** Goods and money of a rehearsal. */
export interface LedgerSummary {
  /** As the system says of itself. */
  balanced: boolean;
  items: CategoryGiven[];
  money: number;
  goods: number;
  total: number;
  purses: PurseSummary[];
}

const yuan = (fen: number): number => fen / 100;

/** @returns what was given in all, by category and by purse */
export function summarizeLedger(
  { standards, lists }: Pick<Definition, 'standards' | 'lists'>,
  season: LedgerSeason,
): LedgerSummary {
  const given = givenToRows(season);
  const items = standards.map(({ category, name, per }): CategoryGiven => {
    const own = given.filter((one) => one.gift.category === category);
    const rows = [...new Set(own.map(({ gift }) => gift))];
    const heads = rows.reduce((sum, one) => sum + one.heads, 0);
    const onRegisters = per === 'household' && isOfRegisters(lists, category);
    const [money, goods] = [own.filter(({ item }) => item === MONEY), own.filter(({ item }) => item !== MONEY)];
    return {
      ...{ category, name },
      ...(onRegisters ? { households: heads, persons: null } : { households: rows.length, persons: heads }),
      money: yuan(fenOf(money)),
      goods: [...grouped(goods, ({ item }) => item)].map(([item, all]) => ({
        ...{ item, pieces: all.reduce((sum, { quantity }) => sum + quantity, 0), value: yuan(fenOf(all)) },
      })),
      total: yuan(fenOf(own)),
    };
  });
  const isMoney = ({ item }: Given) => item === MONEY;
  return {
    balanced: season.reconciled.balanced,
    items,
    money: yuan(fenOf(given.filter(isMoney))),
    goods: yuan(fenOf(given.filter((one) => !isMoney(one)))),
    total: yuan(fenOf(given)),
    purses: pursesOf(season),
  };
}

/** What a row has got of one item, and what that is worth. */
interface Given {
  gift: LedgerSeason['gifts'][number];
  item: string;
  quantity: number;
  fen: number;
}

const fenOf = (given: readonly Given[]): number => given.reduce((sum, { fen }) => sum + fen, 0);

/** What lies with rows is worth its part of all that came in, divided so that the parts make the whole. */
function givenToRows({ balances, gifts, reconciled }: LedgerSeason): Given[] {
  const rows = new Map(gifts.map((gift) => [`with:${gift.id}`, gift]));
  return reconciled.places.flatMap((places) => {
    const { item, purse } = places;
    const own = balances.flatMap(({ account, quantity, ...of }) => {
      const gift = rows.get(account);
      return gift && quantity > 0 && of.item === item && of.purse === purse ? [{ gift, item, quantity }] : [];
    });
    // Rows of one category lie together, so that what its rows round off is rounded off within it.
    const inOrder = own.toSorted(
      (one, other) => compare(one.gift.category, other.gift.category) || one.gift.id - other.gift.id,
    );
    const byCategory = [...grouped(inOrder, ({ gift }) => gift.category).values()];
    const all = (some: readonly { quantity: number }[]) => some.reduce((sum, { quantity }) => sum + quantity, 0);
    const parts = divide(worthOfPlaces(places)?.rows ?? 0, byCategory.map(all));
    return byCategory.flatMap((some, nth) => {
      const fen = divide(
        parts[nth] ?? 0,
        some.map(({ quantity }) => quantity),
      );
      return some.map((one, at): Given => ({ ...one, fen: fen[at] ?? 0 }));
    });
  });
}

function pursesOf({ reconciled: { places } }: LedgerSeason): PurseSummary[] {
  return [...grouped(places, ({ purse }) => purse)].map(([purse, all]) => {
    const worth = all.map((one) => worthOfPlaces(one));
    const sum = (...parts: ('promised' | 'stores' | 'ways' | 'rows' | 'spent' | 'lost' | 'back')[]) =>
      yuan(worth.reduce((total, one) => total + parts.reduce((some, part) => some + (one?.[part] ?? 0), 0), 0));
    return {
      purse,
      raised: sum('promised', 'stores', 'ways', 'rows', 'lost'),
      given: sum('rows'),
      left: sum('promised', 'stores', 'ways'),
      ...{ spent: sum('spent'), lost: sum('lost') },
    };
  });
}
