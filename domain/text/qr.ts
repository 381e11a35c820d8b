import { encode } from 'uqr';

/** @returns a QR code as rows of squares, dark or not, with its quiet zone: made here, so that nobody sees the text. */
export const qrSquares = (text: string): readonly (readonly boolean[])[] => encode(text, { ecc: 'M', border: 4 }).data;

/** @returns a QR code as an SVG path of unit squares, and its side in squares. */
export function qrPath(text: string): { path: string; side: number } {
  const rows = qrSquares(text);
  const squares = rows.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { path: squares.join(''), side: rows.length };
}
