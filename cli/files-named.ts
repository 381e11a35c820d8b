import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Refused, sentence } from '../domain/text/refusal';

/** Codes of the file system for a mistyped path, and their sentences. */
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

/** @returns the content of a file. @throws the file system's error, with the path also for a folder */
export const contentOf = (path: string): Promise<Buffer> =>
  readFile(path).catch((error: Error) => {
    throw Object.assign(error, { path });
  });

const TABLE = /\.(csv|xlsx|xls)$/i;
/** Excel makes such a file beside an open workbook. */
const isLock = (name: string): boolean => name.startsWith('~$');

/**
 * @param paths tables, or folders of tables
 * @returns every table; for a folder the tables in it, by name, without subfolders
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
