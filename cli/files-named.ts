import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refused, sentence } from '../domain/text/refusal';

/** What the file system answers for a path that somebody mistyped, and the sentence that says so. */
const WRONG_PATHS = {
  ENOENT: 'file-missing',
  ENOTDIR: 'file-missing',
  EISDIR: 'file-is-folder',
  EACCES: 'file-closed',
  EPERM: 'file-closed',
} as const;

/** @returns the refusal of a path that cannot be read; null for every other error */
export function refusedPath(error: unknown): Refused | null {
  const { code, path } = error as NodeJS.ErrnoException;
  if (!code || !path || !(code in WRONG_PATHS)) return null;
  return new Refused(sentence(WRONG_PATHS[code as keyof typeof WRONG_PATHS], { file: path }));
}

/** @returns what a file holds. @throws the file system's error, which tells the path of a folder too */
export const contentOf = (path: string): Promise<Buffer> =>
  readFile(path).catch((error: Error) => {
    throw Object.assign(error, { path });
  });

const TABLE = /\.(csv|xlsx)$/i;
/** Excel keeps such a file beside a workbook that is open. */
const isLock = (name: string): boolean => name.startsWith('~$');

/**
 * @param paths tables, or folders of tables
 * @returns every table; of a folder those that lie in it, by name, and none of its folders
 * @throws Refused when a folder holds no table
 */
export async function tablesAt(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) => ((await stat(path)).isDirectory() ? inFolder(path) : [path])),
  );
  return found.flat();
}

async function inFolder(folder: string): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => TABLE.test(name) && !isLock(name)).sort();
  if (names.length === 0) throw new Refused(sentence('folder-without-tables', { folder }));
  return names.map((name) => join(folder, name));
}
