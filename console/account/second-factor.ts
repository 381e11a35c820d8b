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
