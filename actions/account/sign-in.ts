import type { Actor } from '../../store/account/actor';
import { audit } from '../../store/account/audit-log';
import { acceptInvitation } from '../../store/account/invitations';
import { type Identified, identifiedAccount } from '../../store/account/provider-accounts';
import { endHalf, hasFactor, takeCode } from '../../store/account/second-factor';
import { beginSession, endSessions, type SessionOwner } from '../../store/account/sessions';
import { atomically, type Queries } from '../../store/db/db';

/** A session that has begun: the token that the browser keeps. */
export interface SignedIn {
  session: string;
}

/** Begins a session of somebody who has proved who they are. @param by what with, beside the password */
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
 * Takes the code of the telephone, or a recovery code, of somebody whose password was right.
 * @param half what the browser keeps between the two
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
 * Sets the password of whoever holds a one-time link, and signs them in.
 * @returns the account where it owes a second factor; null where the link has been used meanwhile
 * @throws Refused when the password is too weak; the link works on then
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
 * Signs in somebody whom the identity provider knows. Where claims decide about roles they make the account, and
 * change it.
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

/** Ends the session of somebody who signs out. */
export const signOut = (
  { sql, by }: { sql: Queries; by: Actor },
  { account, session }: { account: number; session: number },
): Promise<void> =>
  atomically(sql, async (transaction) => {
    await endSessions(transaction, account, session);
    await audit(transaction, by, 'sign-out');
  });
