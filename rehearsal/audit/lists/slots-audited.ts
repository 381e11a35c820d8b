import type { Violation } from '../audit-input';
import type { ListSeason } from './list-season';
import { rowsFrom, type Standing, takesSlot } from './standings';
import { violation } from './violations';

/**
 * Counts the rows itself after every deed, not only at the end: the kept sum of the quotas is what it checks. A row
 * uses the same slot from first to last, wherever it moves.
 */
export function overQuota({ lists, rows, deeds, quotas }: ListSeason): Violation[] {
  const limited = new Set(lists.flatMap(({ id, limited }) => (limited ? [id] : [])));
  const slots = new Map(quotas.map(({ list, category, unit, slots }) => [`${list} ${category} ${unit}`, slots]));
  const used = new Map<string, number>();
  const found = new Map<string, Violation>();
  const count = (standing: Standing | null, by: number): string | null => {
    if (!standing || !limited.has(standing.row.list) || !takesSlot(standing)) return null;
    const place = `${standing.row.list} ${standing.category} ${standing.row.slotUnit}`;
    used.set(place, (used.get(place) ?? 0) + by);
    return place;
  };
  const followed = rowsFrom(rows);
  for (const deed of deeds) {
    const turn = followed.take(deed);
    if (!turn) continue;
    count(turn.before, -1);
    const place = count(turn.after, 1);
    const [taken, allowed] = [used.get(place ?? '') ?? 0, slots.get(place ?? '') ?? 0];
    if (place === null || taken <= allowed || found.has(place)) continue;
    const { row } = turn.after;
    const detail = `list ${row.list}: ${taken} rows take slots after ${deed.kind} of row ${row.id}, and there are ${allowed}`;
    found.set(place, violation('over-quota', { unit: row.slotUnit }, deed.at, detail));
  }
  return [...found.values()];
}
