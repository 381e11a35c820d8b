import { ROOMS, type Room } from '../../config/rooms';
import type { Import } from './imports';

/** @returns whether a file is this one, or lies in this folder. */
export const beginsWith = (file: string, path: string): boolean =>
  file.startsWith(`${path}/`) || file === path || file === `${path}.ts` || file === `${path}.tsx`;

/** @returns the room of a file: the one with the longest path that the file's begins with. */
export function roomOf(file: string, rooms: Readonly<Record<string, Room>> = ROOMS): string | undefined {
  const holding = Object.keys(rooms).filter((path) => beginsWith(file, path));
  return holding.sort((a, b) => b.length - a.length)[0];
}

/** @returns the imports that the table does not allow. */
export const forbiddenAmong = (
  imports: readonly Import[],
  rooms: Readonly<Record<string, Room>> = ROOMS,
): readonly Import[] =>
  imports.filter(({ from, to }) => {
    const room = roomOf(from, rooms);
    return room === undefined || ![room, ...(rooms[room]?.imports ?? [])].some((path) => beginsWith(to, path));
  });

/** @returns the paths that the table allows and no import uses, as `room → path`. */
export const unusedArrows = (
  imports: readonly Import[],
  rooms: Readonly<Record<string, Room>> = ROOMS,
): readonly string[] =>
  Object.entries(rooms).flatMap(([room, { imports: allowed }]) =>
    allowed
      .filter((path) => !imports.some(({ from, to }) => roomOf(from, rooms) === room && beginsWith(to, path)))
      .map((path) => `${room} → ${path}`),
  );
