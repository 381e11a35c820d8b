import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Looks through everything that a phone has written: what it keeps for later, and what its browser keeps of pages.
 * @param profile folder of its data
 * @returns the texts that are found there, as UTF-8 or UTF-16
 */
export async function foundOnPhone(profile: string, texts: readonly string[]): Promise<string[]> {
  const files = await readdir(profile, { recursive: true, withFileTypes: true });
  const left = new Set(texts);
  for (const file of files.filter((one) => one.isFile())) {
    const bytes = await readFile(join(file.parentPath, file.name));
    for (const text of left)
      if (bytes.includes(Buffer.from(text)) || bytes.includes(Buffer.from(text, 'utf16le'))) left.delete(text);
  }
  return texts.filter((text) => !left.has(text));
}
