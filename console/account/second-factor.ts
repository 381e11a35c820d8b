import { encode } from 'uqr';
import type { Env } from '../../config/env';
import { isHttps } from '../shell/session';

/** The page where users set up their second factor. */
export const SECOND_FACTOR = '/account/second-factor';

/**
 * @returns whether administrators must give a second factor. Without the setting: yes, unless the console is served
 *   over plain http, which means only on this machine
 */
export const needsFactor = (env: Pick<Env, 'ADMIN_SECOND_FACTOR' | 'PUBLIC_URL'>): boolean =>
  env.ADMIN_SECOND_FACTOR === 'auto' ? isHttps(env) : env.ADMIN_SECOND_FACTOR === 'required';

/**
 * @returns a QR code as an SVG path of unit squares, and its side in squares; made here, so that no other service sees
 *   the text.
 */
export function qrPath(text: string): { path: string; side: number } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { path: squares.join(''), side: size };
}
