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
  const end = archive.length - END.size;
  if (end < 0 || archive.readUInt32LE(end) !== END.signature)
    throw new Error('The written document is not a plain ZIP archive.');
  const stamp = dosTime(at);
  let entry = archive.readUInt32LE(end + END.directory);
  for (let left = archive.readUInt16LE(end + END.entries); left > 0; left--) {
    if (archive.readUInt32LE(entry) !== ENTRY.signature)
      throw new Error('The ZIP directory of the written document is damaged.');
    archive.writeUInt32LE(stamp, entry + ENTRY.time);
    archive.writeUInt32LE(stamp, archive.readUInt32LE(entry + ENTRY.local) + LOCAL_TIME);
    entry +=
      ENTRY.size +
      [ENTRY.nameLength, ENTRY.extraLength, ENTRY.commentLength].reduce(
        (sum, field) => sum + archive.readUInt16LE(entry + field),
        0,
      );
  }
  return archive;
}

/** Date in the high half, time in the low one, in steps of two seconds, since 1980. */
function dosTime(at: Instant): number {
  const date = new Date(at);
  const day = ((date.getUTCFullYear() - 1980) << 9) | ((date.getUTCMonth() + 1) << 5) | date.getUTCDate();
  const time = (date.getUTCHours() << 11) | (date.getUTCMinutes() << 5) | (date.getUTCSeconds() >> 1);
  return ((day << 16) | time) >>> 0;
}
