import { type FeatureRefused, MAP_LIMITS, readShapes } from '../../domain/people/shapes';
import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import { regionsCalled, type Shaped, saveShapes } from '../../store/people/shapes';
import type { Acting } from '../acting';

/** What an import of a map did. */
export interface MapImported {
  /** Regions that have a shape by this map, as before or new. */
  placed: number;
  /** Of them, those whose shape is new or another. */
  changed: number;
  refused: FeatureRefused[];
}

/**
 * Gives regions of the register their place on the map. The same file again changes nothing.
 * @param map a GeoJSON FeatureCollection; a feature finds its region by code, else by a name that only one region has
 * @param top the region of who acts; null for the whole register
 * @throws Refused when it is no such document
 */
export async function importMap(
  { sql, by }: Acting,
  { map, top }: { map: unknown; top: string | null },
): Promise<MapImported> {
  const read = readShapes(map);
  if (!read) throw new Refused(sentence('map-unreadable', { most: MAP_LIMITS.features }));
  const { features, refused } = read;
  return atomically(sql, async (transaction) => {
    const known = await regionsCalled(transaction, {
      codes: features.flatMap(({ code }) => code ?? []),
      names: features.flatMap(({ name }) => name ?? []),
      top,
    });
    const shapes = new Map<string, Shaped>();
    for (const { nth, code, name, shape } of features) {
      const named = code !== null && known.codes.has(code) ? [code] : (known.byName.get(name ?? '') ?? []);
      const [found] = named;
      if (found === undefined)
        refused.push({ nth, name, reason: sentence('unknown-region', { region: code ?? name ?? '' }) });
      else if (named.length > 1)
        refused.push({ nth, name, reason: sentence('shape-name-shared', { name: name ?? '' }) });
      else shapes.set(found, { code: found, shape });
    }
    const changed = await saveShapes(transaction, [...shapes.values()]);
    if (changed > 0) await audit(transaction, by, 'edit-register', { what: 'import-map', regions: changed });
    return { placed: shapes.size, changed, refused: refused.sort((one, other) => one.nth - other.nth) };
  });
}
