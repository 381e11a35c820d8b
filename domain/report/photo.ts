/** A photo's id is the SHA-256 of the file that the phone sends, in hex: a photo that is sent twice is one. */
export const PHOTO_ID = /^[0-9a-f]{64}$/;

/** Bytes. What a phone's camera makes when no script shrinks it; shrunk, a photo has a few hundred KB. */
export const PHOTO_BYTES = 8 * 1024 * 1024;

/** Photos that one unit may send in one round, corrections included. */
export const PHOTOS_A_PLACE = 60;

/** Bytes of all of them: sixty as the form's script shrinks them, or a dozen as the camera makes them. */
export const BYTES_A_PLACE = 96 * 1024 * 1024;

/** Bytes of a piece that is not the last: each is a row, and a request. The form's script sends four times as much. */
export const LEAST_PIECE = 16 * 1024;

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const COMMENT = 0xfe;
/** Needed to read the colours; all other application data (Exif with place and time, XMP, previews) is dropped. */
const ADOBE = 0xee;

const isAboutTheFile = (marker: number): boolean =>
  marker === COMMENT || (marker > 0xe0 && marker <= 0xef && marker !== ADOBE);

/**
 * Drops from a JPEG what tells where and with what it was taken, and what stands behind its end; the picture itself is
 * copied byte by byte. The Exif turn is dropped too: what a script has shrunk stands upright already.
 * @returns null when the bytes are no whole JPEG (ITU-T T.81, annex B)
 */
export function bareJpeg(bytes: Uint8Array): Uint8Array | null {
  if (bytes[0] !== 0xff || bytes[1] !== START) return null;
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let at = 2;
  while (bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0;
    if (marker === END) return joined([...kept, bytes.subarray(at, at + 2)]);
    const length = ((bytes[at + 2] ?? 0) << 8) + (bytes[at + 3] ?? 0);
    const end = marker === SCAN ? endOfScan(bytes, at + 2 + length) : at + 2 + length;
    if (marker < 0xc0 || length < 2 || end >= bytes.length) return null;
    if (!isAboutTheFile(marker)) kept.push(bytes.subarray(at, end));
    at = end;
  }
  return null;
}

/**
 * In what follows a scan's head, a zero or a restart (D0 to D7) after FF belongs to the picture.
 * @returns the next marker's place.
 */
function endOfScan(bytes: Uint8Array, start: number): number {
  let at = bytes.indexOf(0xff, start);
  while (at >= 0) {
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && (next < 0xd0 || next > 0xd7)) return at;
    at = bytes.indexOf(0xff, at + 1);
  }
  return bytes.length;
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
