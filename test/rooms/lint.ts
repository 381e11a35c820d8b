import { ROOMS, type Room } from '../../config/rooms';
import { roomOf } from './arrows';

/** A part of Biome's settings: what the files of one room, so many folders deep, must not import. */
interface Override {
  includes: string[];
  linter: { rules: Record<string, Record<string, unknown>> };
}

/**
 * Biome compares what stands in an import, not the file that it means: so each depth has patterns of its own, in which
 * as many `../` lead to the top.
 * @returns the overrides by which Biome holds files to the table; those of a nested room come after its parent's
 */
export function lintRules(
  files: readonly string[],
  rooms: Readonly<Record<string, Room>> = ROOMS,
): { overrides: Override[] } {
  const overrides = Object.entries(rooms)
    .sort(([a], [b]) => partsOf(a).length - partsOf(b).length)
    .flatMap(([path, room]) => {
      const within = files.filter((file) => roomOf(file, rooms) === path);
      const depths = [...new Set(within.map((file) => partsOf(file).length - 1))].sort((a, b) => a - b);
      return depths.map((depth) => override(path, room, depth));
    });
  return { overrides };
}

const partsOf = (path: string): string[] => path.split('/');

function override(path: string, room: Room, depth: number): Override {
  const isFile = depth < partsOf(path).length;
  const stars = '/*'.repeat(depth - partsOf(path).length + 1);
  const message = `${room.because ?? `What ${path}/ may import`}: see config/rooms.ts.`.replace('.:', ':');
  const patterns = [
    { group: outside(path, room.imports, depth), message },
    ...(room.never ? [{ group: [...room.never], message }] : []),
  ];
  return {
    includes: [isFile ? `${path}.ts` : `${path}${stars}`],
    linter: {
      rules: {
        style: { noRestrictedImports: { level: 'error', options: { patterns } } },
        ...(room.withoutNode && { correctness: { noNodejsModules: 'error' } }),
      },
    },
  };
}

/** Everything but the room itself and what it may import; the last pattern that fits decides. */
function outside(path: string, allowed: readonly string[], depth: number): string[] {
  const own = partsOf(path).length;
  const beyond = depth < own ? ['./**', '../**'] : [`${'../'.repeat(depth - own + 1)}**`];
  return [...beyond, ...allowed.flatMap((other) => [other, `${other}/**`].map((to) => `!${wayTo(to, path, depth)}`))];
}

/** @returns the path as a file of the room writes it that lies so many folders deep. */
function wayTo(to: string, room: string, depth: number): string {
  const target = partsOf(to);
  const shared = partsOf(room).findIndex((part, at) => part !== target[at]);
  return '../'.repeat(depth - shared) + target.slice(shared).join('/');
}
