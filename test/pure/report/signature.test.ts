import { inflateSync } from 'node:zlib';
import { isBlank, readDrawing, unpackedSize } from '../../../domain/report/signature';
import { png, signature } from '../../support/drawings';

const blank = (bytes: Buffer): boolean | null => {
  const drawing = readDrawing(bytes);
  return drawing && isBlank(drawing, inflateSync(drawing.packed, { maxOutputLength: unpackedSize(drawing) }));
};
const stroke = (x: number, y: number) => y === 4 || x === 9;

describe('a drawn signature', () => {
  it('is blank without ink, and with a slip of the finger', () => {
    expect(blank(png(() => false))).toBe(true);
    expect(blank(png((x, y) => x < 5 && y < 5))).toBe(true);
    expect(blank(png(stroke))).toBe(false);
    expect(blank(png(stroke, { filter: 2 }))).toBe(false);
    expect(blank(png(() => false, { filter: 2 }))).toBe(true);
  });

  it('keeps nothing but the picture', () => {
    const drawing = readDrawing(signature().bytes);
    expect(drawing).toMatchObject({ width: 60, height: 20, channels: 4 });
    expect(Buffer.from(drawing?.bare ?? []).includes('a phone')).toBe(false);
    expect(blank(Buffer.from(drawing?.bare ?? []))).toBe(false);
  });

  it('is no other picture, no part of one and no giant', () => {
    const whole = png(stroke);
    expect(readDrawing(Buffer.from('no picture'))).toBeNull();
    expect(readDrawing(whole.subarray(0, whole.length - 12))).toBeNull();
    const giant = Buffer.from(whole);
    giant.writeUInt32BE(100_000, 16);
    giant.writeUInt32BE(100_000, 20);
    expect(readDrawing(giant)).toBeNull();
    const palette = Buffer.from(whole);
    palette[25] = 3;
    expect(readDrawing(palette)).toBeNull();
  });
});
