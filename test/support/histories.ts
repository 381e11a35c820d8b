import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../config/root';

/** Recorded histories, a folder for each release. */
export const HISTORIES = join(ROOT, 'test/histories');
/** File → checksum of each history at its recording: a recorded history never changes. */
const SEALS = join(HISTORIES, 'seals.json');

/** @returns paths of all recorded histories, for example `0.1.0/round-whole-life.json` */
export const recordedHistories = (): string[] =>
  readdirSync(HISTORIES, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.includes('/') && file.endsWith('.json'))
    .sort();

export const readHistory = (file: string): string => readFileSync(join(HISTORIES, file), 'utf8');

export const checksum = (file: string): string => createHash('sha256').update(readHistory(file)).digest('hex');

/** @returns the checksums at the time of recording */
export const seals = (): Record<string, string> =>
  existsSync(SEALS) ? (JSON.parse(readFileSync(SEALS, 'utf8')) as Record<string, string>) : {};

/** Notes the checksum of a history that has just been recorded. */
export async function seal(file: string): Promise<void> {
  const all = Object.entries({ ...seals(), [file]: checksum(file) }).sort(([a], [b]) => (a < b ? -1 : 1));
  await writeFile(SEALS, `${JSON.stringify(Object.fromEntries(all), null, 2)}\n`);
}
