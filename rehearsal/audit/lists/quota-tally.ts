import type { Instant } from '../../../domain/instant';
import type { ListSeason } from './list-season';

/** A row of a list with quotas, as its unit handed it in. */
interface RowHandedIn {
  list: string;
  unit: string;
  at: Instant;
  /** When it gave its slot back, so that the unit could name another; null when it never did. */
  freedAt: Instant | null;
}

/** What a milestone of a quota is reckoned from: slots, and rows with their instants. */
export interface QuotaTally {
  slots: readonly { list: string; unit: string; slots: number }[];
  rows: readonly RowHandedIn[];
}

/** @returns the slots and rows of the lists with quotas; what is struck later was handed in all the same */
export function tallyOf({
  lists,
  rows,
  deeds,
  quotas,
}: Pick<ListSeason, 'lists' | 'rows' | 'deeds' | 'quotas'>): QuotaTally {
  const limited = new Set(lists.flatMap(({ id, limited }) => (limited ? [id] : [])));
  const proposed = new Map(deeds.flatMap((deed) => (deed.kind === 'propose' ? [[deed.entry, deed]] : [])));
  const removed = new Map(deeds.flatMap((deed) => (deed.kind === 'remove' ? [[deed.entry, deed]] : [])));
  return {
    slots: quotas.filter(({ list }) => limited.has(list)),
    rows: rows.flatMap(({ id, list, state, burns }): RowHandedIn[] => {
      const deed = proposed.get(id);
      if (!deed || !limited.has(list)) return [];
      const freed = state === 'out' && !burns ? removed.get(id) : undefined;
      return [{ list, unit: deed.unit, at: deed.at, freedAt: freed?.at ?? null }];
    }),
  };
}

/** The quotas at any instant; an act at the instant itself counts as before it. */
export interface Quotas {
  /** @returns whether the list asks the unit for rows: it has no quotas, or the unit has a slot */
  asks(list: string, unit: string): boolean;
  /** @returns whether the unit has handed in fewer rows than a milestone wants: a share of its slots, rounded up */
  isShort(unit: string, of: { list: string; share: number; at: Instant }): boolean;
}

/** An error of a binary fraction must not demand one more row: 70 % of 10 are 7. */
const ALMOST_NOTHING = 1e-9;

export function quotasFrom({ slots, rows }: QuotaTally): Quotas {
  const limited = new Set(slots.map(({ list }) => list));
  const slotsOf = (list: string, unit: string): number =>
    slots.reduce((sum, one) => (one.list === list && one.unit === unit ? sum + one.slots : sum), 0);
  return {
    asks: (list, unit) => !limited.has(list) || slotsOf(list, unit) > 0,
    isShort(unit, { list, share, at }) {
      const wanted = Math.ceil(share * slotsOf(list, unit) - ALMOST_NOTHING);
      const there = rows.filter(
        (row) => row.list === list && row.unit === unit && row.at <= at && (row.freedAt === null || row.freedAt > at),
      );
      return there.length < wanted;
    },
  };
}
