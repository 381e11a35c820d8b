import { PAIR_DEED_NAMES } from '../../../domain/list/pairs/deed-kinds';
import type { RowState } from '../../../domain/list/row-life';
import type { RehearsedDeed, RehearsedRow } from '../../../store/rehearsal/rehearsed-lists';

/** A row after one of its deeds. */
export interface Standing {
  row: RehearsedRow;
  done: number;
  state: RowState;
  category: string;
  heads: number;
  /** Unit that answers for it. */
  unit: string;
  /** Out, and its slot is lost. */
  burns: boolean;
}

/** All rows as they stand at some moment, by their numbers. */
export type Standings = ReadonlyMap<number, Standing>;

/** A row before and after a deed; `before` is null when the deed is its first. */
export interface Turn {
  before: Standing | null;
  after: Standing;
}

/** Rows that are followed through their deeds, one after the other. */
export interface Rows {
  standings: Standings;
  /** @returns what the deed does; null for one of no row that is known */
  take(deed: RehearsedDeed): Turn | null;
}

/** @param rows as they stand at the end; none of them stands anywhere before its first deed */
export function rowsFrom(rows: readonly RehearsedRow[]): Rows {
  const known = new Map(rows.map((row) => [row.id, row]));
  const standings = new Map<number, Standing>();
  return {
    standings,
    take(deed) {
      const row = known.get(deed.entry);
      if (!row) return null;
      const before = standings.get(row.id) ?? null;
      const after = standingAfter(row, deed, before);
      standings.set(row.id, after);
      return { before, after };
    },
  };
}

/** @returns the rows after these deeds */
export function standingsAfter(rows: readonly RehearsedRow[], deeds: readonly RehearsedDeed[]): Standings {
  const followed = rowsFrom(rows);
  for (const deed of deeds) followed.take(deed);
  return followed.standings;
}

/** Deeds that say who helps, or what a helper has done: a row stands after them as before. */
const OF_PAIRS: readonly string[] = ['pair', 'plan', ...PAIR_DEED_NAMES];

/** @returns whether a deed says how a row stands */
export const tellsStanding = ({ kind }: Pick<RehearsedDeed, 'kind'>): boolean => !OF_PAIRS.includes(kind);

/** What a deed does not name stays as it is. */
function standingAfter(row: RehearsedRow, deed: RehearsedDeed, before: Standing | null): Standing {
  const { unit, kind } = deed;
  const after = tellsStanding(deed) ? deed.after : null;
  const { state = before?.state ?? 'in' } = after ?? {};
  return {
    row,
    done: after?.done ?? before?.done ?? 1,
    state,
    category: after?.category ?? before?.category ?? row.category,
    heads: after?.heads ?? before?.heads ?? 1,
    unit: after?.unit ?? before?.unit ?? (kind === 'propose' ? unit : row.unit),
    // Nothing follows on a row that is out, so this is how it stands at the end.
    burns: state === 'out' && row.burns,
  };
}

/** @returns whether a row takes a slot of the unit whose quota it uses */
export const takesSlot = ({ state, burns }: Pick<Standing, 'state' | 'burns'>): boolean =>
  state === 'out' ? burns : state !== 'twin';

/** @returns whether a row is on the list, whatever becomes of it */
export const isListed = ({ state }: Pick<Standing, 'state'>): boolean => state !== 'out' && state !== 'twin';
