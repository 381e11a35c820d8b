import { open } from 'node:fs/promises';
import type { Instant } from '../../domain/instant';

/** From the ZIP specification (APPNOTE 4.3.7, 4.3.12, 4.3.16): signatures and the offsets of the fields read here. */
const END = { signature: 0x06054b50, size: 22, entries: 10, directory: 16 } as const;
const ENTRY = {
  signature: 0x02014b50,
  size: 46,
  time: 12,
  nameLength: 28,
  extraLength: 30,
  commentLength: 32,
  local: 42,
} as const;
const LOCAL_TIME = 10;

/**
 * Sets the date of every file inside a ZIP archive (Word and Excel files are ZIP archives), in place, so that a report
 * written twice has the same bytes. Both libraries write the present time, with no option for another.
 * @param archive without a comment and below 4 GB, as the libraries write it
 * @throws Error when the bytes are no such archive
 */
export function fixZipDates(archive: Buffer, at: Instant): Buffer {
  const { from, entries } = directoryOf(archive.subarray(Math.max(archive.length - END.size, 0)));
  const stamp = dosTime(at);
  for (const local of stampDirectory(archive.subarray(from), entries, stamp))
    archive.writeUInt32LE(stamp, local + LOCAL_TIME);
  return archive;
}

/** The same in a file, of which only the directory is read. @throws Error when it is no such archive */
export async function fixZipDatesIn(path: string, at: Instant): Promise<void> {
  const file = await open(path, 'r+');
  try {
    const { size } = await file.stat();
    const read = async (from: number): Promise<Buffer> => {
      const bytes = Buffer.alloc(size - from);
      await file.read(bytes, 0, bytes.length, from);
      return bytes;
    };
    const { from, entries } = directoryOf(await read(Math.max(size - END.size, 0)));
    const directory = await read(from);
    const stamp = Buffer.alloc(4);
    stamp.writeUInt32LE(dosTime(at));
    for (const local of stampDirectory(directory, entries, stamp.readUInt32LE()))
      await file.write(stamp, 0, stamp.length, local + LOCAL_TIME);
    await file.write(directory, 0, directory.length, from);
  } finally {
    await file.close();
  }
}

/** @param end the last bytes of an archive @returns where its directory begins, and how many files it names */
function directoryOf(end: Buffer): { from: number; entries: number } {
  if (end.length < END.size || end.readUInt32LE() !== END.signature)
    throw new Error('The written document is not a plain ZIP archive.');
  return { from: end.readUInt32LE(END.directory), entries: end.readUInt16LE(END.entries) };
}

/** Stamps the entries of a directory. @returns where each file begins */
function stampDirectory(directory: Buffer, entries: number, stamp: number): number[] {
  let entry = 0;
  return Array.from({ length: entries }, () => {
    if (directory.readUInt32LE(entry) !== ENTRY.signature)
      throw new Error('The ZIP directory of the written document is damaged.');
    directory.writeUInt32LE(stamp, entry + ENTRY.time);
    const local = directory.readUInt32LE(entry + ENTRY.local);
    const names = [ENTRY.nameLength, ENTRY.extraLength, ENTRY.commentLength];
    entry += names.reduce<number>((sum, field) => sum + directory.readUInt16LE(entry + field), ENTRY.size);
    return local;
  });
}

/** Date in the high half, time in the low one, in steps of two seconds, since 1980. */
function dosTime(at: Instant): number {
  const date = new Date(at);
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}
