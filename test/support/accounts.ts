import { createHmac } from 'node:crypto';
import type { Role } from '../../domain/account/roles';
import { type Account, addAccount } from '../../store/account/accounts';
import { beginSession } from '../../store/account/sessions';
import type { Sql } from '../../store/db/db';

/** Somebody who is signed in: the account, and what the browser sends. */
export interface SignedIn {
  account: Account;
  /** Of every request. */
  cookie: { cookie: string };
  /** Of a request that changes something, as a script of ours sends it. */
  headers: { cookie: string; 'x-csrf-token': string };
  /** The field of a form. */
  csrf: string;
}

let people = 0;

/** @returns what a page of the session of this cookie sends along. */
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
