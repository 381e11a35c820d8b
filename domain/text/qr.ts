import { encode } from 'uqr';

/**
 * @returns a QR code as an SVG path of unit squares, and its side in squares; made here, so that no other service sees
 *   the text.
 */
export function qrPath(text: string): { path: string; side: number } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { path: squares.join(''), side: size };
}
