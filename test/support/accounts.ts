import { createHmac } from 'node:crypto';
import type { Role } from '../../domain/account/roles';
import { type Account, addAccount } from '../../store/account/accounts';
import { beginSession } from '../../store/account/sessions';
import type { Sql } from '../../store/db/db';

/** A signed-in user: the account, and the headers that the browser sends. */
export interface SignedIn {
  account: Account;
  /** For every request. */
  cookie: { cookie: string };
  /** For a request that changes something, as our scripts send it. */
  headers: { cookie: string; 'x-csrf-token': string };
  /** The value for a form's field. */
  csrf: string;
}

let people = 0;

/** @returns the proof that a page of this cookie's session sends. */
export const csrfOf = (token: string): string => createHmac('sha256', token).update('csrf').digest('base64url');

/** Makes an account and signs it in, without a password, under plain http. */
export async function signIn(sql: Sql, role: Role, region: string | null = null): Promise<SignedIn> {
  people += 1;
  const account = await addAccount(sql, { login: `${role}-${people}`, name: `某人${people}`, role, region });
  const token = await beginSession(sql, account.id, 'console');
  const csrf = csrfOf(token);
  const cookie = { cookie: `nuandong=${token}` };
  return { account, cookie, headers: { ...cookie, 'x-csrf-token': csrf }, csrf };
}
