import type { Actor } from '../../store/account/actor';
import { audit } from '../../store/account/audit-log';
import { acceptInvitation } from '../../store/account/invitations';
import { type Identified, identifiedAccount } from '../../store/account/provider-accounts';
import { endHalf, hasFactor, takeCode } from '../../store/account/second-factor';
import { beginSession, endSessions, type SessionOwner } from '../../store/account/sessions';
import { atomically, type Queries } from '../../store/db/db';

/** A new session: the token for the browser. */
export interface SignedIn {
  session: string;
}

/** Begins a session of an authenticated user. @param by the proof besides the password */
export const signIn = (
  sql: Queries,
  account: number,
  { via, by }: { via: SessionOwner['via']; by?: string },
): Promise<SignedIn> =>
  atomically(sql, async (transaction) => {
    await audit(transaction, { id: account, via }, 'sign-in', { by });
    return { session: await beginSession(transaction, account, via) };
  });

/**
 * Takes an authenticator code, or a recovery code, of a user with the right password.
 * @param half token of the half sign-in, from the browser
 * @returns null when the code is wrong or was used before
 */
export const signInByCode = (
  sql: Queries,
  { account, half, secret, code }: { account: number; half: string; secret: string; code: string },
): Promise<SignedIn | null> =>
  atomically(sql, async (transaction) => {
    if (!(await takeCode(transaction, secret, account, code))) return null;
    await endHalf(transaction, half);
    return signIn(transaction, account, { via: 'console', by: 'second-factor' });
  });

/**
 * Sets the password of the account of a one-time link, and signs it in.
 * @returns the account when it must still give a second factor; null when the link has been used meanwhile
 * @throws Refused when the password is too weak; the link stays valid
 */
export const signInByInvitation = (
  sql: Queries,
  { token, password }: { token: string; password: string },
): Promise<SignedIn | { owes: number } | null> =>
  atomically(sql, async (transaction) => {
    const accepted = await acceptInvitation(transaction, token, password);
    if (!accepted) return null;
    if (await hasFactor(transaction, accepted.account)) return { owes: accepted.account };
    return signIn(transaction, accepted.account, { via: 'console', by: 'invitation' });
  });

/**
 * Signs in a user of the identity provider. Where claims decide about roles, they create or change the account.
 * @returns null when there is no account, or it is disabled
 * @throws Refused when the claims give a region that is not in the register
 */
export const signInIdentified = (sql: Queries, identified: Identified): Promise<SignedIn | null> =>
  atomically(sql, async (transaction) => {
    const found = await identifiedAccount(transaction, identified);
    if (!found) return null;
    const { account, changed } = found;
    if (changed) await audit(transaction, { id: account, via: 'oidc' }, 'manage-accounts', { account, ...changed });
    return signIn(transaction, account, { via: 'oidc' });
  });

/** Ends the session of a user who signs out. */
export const signOut = (
  { sql, by }: { sql: Queries; by: Actor },
  { account, session }: { account: number; session: number },
): Promise<void> =>
  atomically(sql, async (transaction) => {
    await endSessions(transaction, account, session);
    await audit(transaction, by, 'sign-out');
  });
