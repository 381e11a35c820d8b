/** A photo's id is the SHA-256 of the file that the phone sends, in hex: a photo sent twice is one photo. */
export const PHOTO_ID = /^[0-9a-f]{64}$/;

/** Bytes. Enough for a file straight from a phone's camera; the form's script shrinks a photo to a few hundred KB. */
export const PHOTO_BYTES = 8 * 1024 * 1024;

/** Photos that may prove one deed with a row: what is at the door, and the sheet that is signed. */
export const PHOTOS_A_DEED = 4;

/**
 * Bytes of all photos of a unit in a round, corrections included: some three hundred that the form's script has shrunk,
 * or a dozen straight from the camera. Of rows only those count that no deed has named yet; what deeds name is limited
 * by the row. However small a photo is, it counts as {@link LEAST_PIECE}.
 */
export const BYTES_A_PLACE = 96 * 1024 * 1024;

/**
 * Least bytes of a piece, except the last: each piece is a row and a request. The form's script sends four times as
 * much.
 */
export const LEAST_PIECE = 16 * 1024;

const START = 0xd8;
const END = 0xd9;
const SCAN = 0xda;
const COMMENT = 0xfe;
/**
 * Adobe's segment is needed for the colours; all other application data (Exif with place and time, XMP, previews) is
 * dropped.
 */
const ADOBE = 0xee;

const isAboutTheFile = (marker: number): boolean =>
  marker === COMMENT || (marker > 0xe0 && marker <= 0xef && marker !== ADOBE);

/**
 * Drops from a JPEG the data about place and camera, and all bytes behind its end; the picture itself is copied byte by
 * byte. The Exif rotation is dropped too: a photo shrunk by the script is upright already.
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
 * After a scan's head, FF with a zero or a restart marker (D0 to D7) belongs to the picture.
 * @returns the offset of the next marker.
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

/** Frames of the picture, with its size (table B.1): all of C0 to CF but the tables C4, C8 and CC. */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);

/** @returns the size of a JPEG in pixels, as it lies in the file; null when it has no frame. */
export function jpegSize(bytes: Uint8Array): { width: number; height: number } | null {
  const at = (offset: number) => ((bytes[offset] ?? 0) << 8) + (bytes[offset + 1] ?? 0);
  for (let marker = 2; bytes[marker] === 0xff; marker += 2 + at(marker + 2))
    if (isFrame(bytes[marker + 1] ?? 0)) return { height: at(marker + 5), width: at(marker + 7) };
  return null;
}
