import type { Violation } from '../audit-input';
import type { ListSeason } from './list-season';
import { grouped, violation } from './violations';

/**
 * Of two villages that have named one household, the one where it lives keeps it, whichever was first. The villages'
 * own notes say where that is.
 */
export function auditResidence({ rows, noted }: ListSeason): Violation[] {
  const atHome = new Set(noted.flatMap(({ row, unit, home }) => (unit === home ? [row] : [])));
  const gaveWay = ({ state, because }: ListSeason['rows'][number]) => state === 'out' && because === 'duplicate';
  return [...grouped(rows, ({ list, subject }) => `${list} ${subject}`).values()].flatMap((same) => {
    const stays = same.some((row) => atHome.has(row.row) && !gaveWay(row));
    return same.flatMap((row) =>
      gaveWay(row) && !stays
        ? [violation('wrong-outcome', row, '', `row ${row.id} gave way, and none stays where the household lives`)]
        : [],
    );
  });
}
