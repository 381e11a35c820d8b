import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ROOT } from './root';

/**
 * @param folders full paths; build results in them (`dist…`) are left out
 * @returns a digest, in hex, of the names and contents of all files in them and of the versions of the packages
 */
export async function stampOf(folders: readonly string[]): Promise<string> {
  const files = (await Promise.all(folders.map(filesIn))).flat().sort();
  const hash = createHash('sha256');
  for (const file of [...files, join(ROOT, 'package-lock.json')]) {
    const content = await readFile(file).catch(() => '');
    hash.update(`${relative(ROOT, file)}\n${content.length}\n`).update(content);
  }
  return hash.digest('hex');
}

async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = entries.map(async (entry) => {
    const path = join(folder, entry.name);
    if (!entry.isDirectory()) return [path];
    return entry.name.startsWith('dist') ? [] : filesIn(path);
  });
  return (await Promise.all(nested)).flat();
}
