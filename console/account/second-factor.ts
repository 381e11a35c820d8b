import { encode } from 'uqr';
import type { Env } from '../../config/env';
import { isHttps } from '../shell/session';

/** The page where one sets it up. */
export const SECOND_FACTOR = '/account/second-factor';

/**
 * @returns whether administrators have to give a second factor; where nothing is set, wherever the console is served to
 * others, which it is not over plain http
 */
export const needsFactor = (env: Pick<Env, 'ADMIN_SECOND_FACTOR' | 'PUBLIC_URL'>): boolean =>
  env.ADMIN_SECOND_FACTOR === 'auto' ? isHttps(env) : env.ADMIN_SECOND_FACTOR === 'required';

/**
 * @returns a QR code as an SVG path of unit squares, and how many of them a side has; made here, nobody else sees the
 *   text.
 */
export function qrPath(text: string): { path: string; side: number } {
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const squares = data.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { path: squares.join(''), side: size };
}
