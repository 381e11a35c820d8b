import { audit } from '../../store/account/audit-log';
import { setPassword } from '../../store/account/passwords';
import * as factors from '../../store/account/second-factor';
import { beginSession, endSessions } from '../../store/account/sessions';
import { atomically } from '../../store/db/db';
import type { Acting } from '../acting';
import type { SignedIn } from './sign-in';

const VERB = 'own-account';

interface Own {
  account: number;
}

/**
 * Changes the user's own password; every session ends, and a new one begins for this browser.
 * @throws Refused when it is too weak
 */
export const changePassword = (
  { sql, by }: Acting,
  { account, password }: Own & { password: string },
): Promise<SignedIn> =>
  atomically(sql, async (transaction) => {
    await setPassword(transaction, account, { password });
    await audit(transaction, by, VERB, { what: 'password' });
    return { session: await beginSession(transaction, account, 'console') };
  });

/** Ends a session on another device. */
export const endSession = ({ sql, by }: Acting, { account, session }: Own & { session: number }): Promise<void> =>
  atomically(sql, async (transaction) => {
    await endSessions(transaction, account, session);
    await audit(transaction, by, VERB, { what: 'end-session' });
  });

/**
 * Confirms an authenticator app with its first code: from now on every sign-in asks for a code.
 * @returns the recovery codes, only this once; null when the code is wrong, or a factor was confirmed before
 */
export const confirmFactor = (
  { sql, by }: Acting,
  { account, secret, code }: Own & { secret: string; code: string },
): Promise<string[] | null> =>
  atomically(sql, async (transaction) => {
    const codes = await factors.confirmFactor(transaction, secret, account, code);
    if (codes) await audit(transaction, by, VERB, { what: 'second-factor' });
    return codes;
  });

/** Removes the user's own second factor, with one of its codes. @returns whether the code was right */
export const removeFactor = (
  { sql, by }: Acting,
  { account, secret, code }: Own & { secret: string; code: string },
): Promise<boolean> =>
  atomically(sql, async (transaction) => {
    if (!(await factors.takeCode(transaction, secret, account, code))) return false;
    await factors.removeFactor(transaction, account);
    await audit(transaction, by, VERB, { what: 'remove-second-factor' });
    return true;
  });
