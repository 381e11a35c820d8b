/**
 * A signature is drawn on the phone and comes as PNG (W3C, third edition): what a canvas makes, 8 bits deep and not
 * interlaced. Other pictures prove something else.
 */

/** Bytes; a drawn signature has some 10,000. */
export const SIGNATURE_BYTES = 512 * 1024;
/** Most pixels: a phone's screen, three times as fine. */
const MOST_PIXELS = 4_000_000;
/** Fewer dark pixels are a slip of the finger: the shortest name has several strokes of some hundred. */
const LEAST_INK = 60;
/** Darker than this, of 255, is ink; a canvas without a ground is transparent there. */
const INK = 160;

const MAGIC = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
/** Bytes of a pixel by colour type: grey, RGB, grey with alpha, RGB with alpha. */
const CHANNELS: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 };
/** What the picture itself needs; everything else (texts, times, Exif) is dropped. */
const KEPT = ['IHDR', 'IDAT', 'IEND'];

/** A PNG without what is not the picture, and its packed pixels. */
export interface Drawing {
  bare: Uint8Array;
  width: number;
  height: number;
  channels: number;
  /** The rows of pixels, compressed (zlib). */
  packed: Uint8Array;
}

export const isPng = (bytes: Uint8Array): boolean => MAGIC.every((byte, at) => bytes[at] === byte);

/** @returns the drawing; null when the bytes are no whole PNG of the kind that a canvas makes */
export function readDrawing(bytes: Uint8Array): Drawing | null {
  if (!isPng(bytes) || bytes.length > SIGNATURE_BYTES) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const [kept, packed]: [Uint8Array[], Uint8Array[]] = [[bytes.subarray(0, MAGIC.length)], []];
  let head: Pick<Drawing, 'width' | 'height' | 'channels'> | null = null;
  for (let at = MAGIC.length; at + 12 <= bytes.length; ) {
    const length = view.getUint32(at);
    const end = at + 12 + length;
    if (end > bytes.length) return null;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (type === 'IHDR') head = headOf(view, at + 8);
    if (type === 'IDAT') packed.push(bytes.subarray(at + 8, end - 4));
    if (KEPT.includes(type)) kept.push(bytes.subarray(at, end));
    if (type === 'IEND') return head && { ...head, bare: joined(kept), packed: joined(packed) };
    at = end;
  }
  return null;
}

function headOf(view: DataView, at: number): Pick<Drawing, 'width' | 'height' | 'channels'> | null {
  if (at + 13 > view.byteLength) return null;
  const [width, height] = [view.getUint32(at), view.getUint32(at + 4)];
  const [depth, colour, interlaced] = [view.getUint8(at + 8), view.getUint8(at + 9), view.getUint8(at + 12)];
  const channels = CHANNELS[colour];
  if (channels === undefined || depth !== 8 || interlaced !== 0) return null;
  return width > 0 && height > 0 && width * height <= MOST_PIXELS ? { width, height, channels } : null;
}

/** @returns bytes of the rows of pixels, each with the number of its filter before it */
export const unpackedSize = ({ width, height, channels }: Drawing): number => height * (1 + width * channels);

/**
 * @param pixels the rows, decompressed; they are unfiltered in place
 * @returns whether nobody has drawn anything: fewer dark pixels than a stroke has
 */
export function isBlank({ width, height, channels }: Drawing, pixels: Uint8Array): boolean {
  const size = 1 + width * channels;
  if (pixels.length < size * height) return true;
  let ink = 0;
  for (let row = 0; row < height; row++) {
    unfilter(pixels, row * size, { size, channels, first: row === 0 });
    for (let at = row * size + 1; at < (row + 1) * size; at += channels) if (isInk(pixels, at, channels)) ink++;
    if (ink >= LEAST_INK) return false;
  }
  return true;
}

function isInk(pixels: Uint8Array, at: number, channels: number): boolean {
  const alpha = channels === 4 || channels === 2 ? (pixels[at + channels - 1] ?? 0) : 255;
  const colours = channels >= 3 ? 3 : 1;
  let light = 0;
  for (let colour = 0; colour < colours; colour++) light += pixels[at + colour] ?? 0;
  return (light / colours) * (alpha / 255) + 255 - alpha < INK;
}

/** Takes the filter off one row (PNG, 9.2), by the row before. */
function unfilter(
  pixels: Uint8Array,
  start: number,
  { size, channels, first }: { size: number; channels: number; first: boolean },
): void {
  const filter = pixels[start];
  for (let nr = 1; nr < size; nr++) {
    const left = nr > channels ? (pixels[start + nr - channels] ?? 0) : 0;
    const up = first ? 0 : (pixels[start + nr - size] ?? 0);
    const upLeft = first || nr <= channels ? 0 : (pixels[start + nr - size - channels] ?? 0);
    pixels[start + nr] = ((pixels[start + nr] ?? 0) + predicted(filter ?? 0, left, up, upLeft)) & 255;
  }
}

function predicted(filter: number, left: number, up: number, upLeft: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4:
      return paeth(left, up, upLeft);
    default:
      return 0;
  }
}

function paeth(left: number, up: number, upLeft: number): number {
  const guess = left + up - upLeft;
  const [far, above, both] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)];
  return far <= above && far <= both ? left : above <= both ? up : upLeft;
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
