import type { Env } from '../config/env';
import { sameSecret } from './session';

/** Whoever pushes: an SMS platform or a source of warnings, by its name in the address. */
export interface Sender {
  kind: 'sms' | 'weather';
  name: string;
}

/** @returns whether the secret in a hook's address is the sender's. */
export const secretFits = (env: Env, _sender: Sender, given: string): boolean => sameSecret(given, env.HOOK_SECRET);
