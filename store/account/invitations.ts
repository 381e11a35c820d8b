import type { Queries } from '../db/db';
import { setPassword } from './passwords';
import { digestOf, newToken } from './sessions';

const LIFETIME_HOURS = 24;

/** The account that an invitation is for. */
export interface Invited {
  account: number;
  login: string;
  name: string;
}

/**
 * Makes a one-time link to a first or a new password; the links before it stop working.
 * @param publicUrl where a browser reaches the console
 * @returns the address, valid for a day
 */
export async function invite(sql: Queries, account: number, publicUrl: string): Promise<string> {
  const token = newToken();
  await sql`delete from invitations where account_id = ${account} and used_at is null`;
  await sql`
    insert into invitations (token_hash, account_id, expires_at)
    values (${digestOf(token)}, ${account}, clock_timestamp() + ${LIFETIME_HOURS} * interval '1 hour')`;
  return `${publicUrl.replace(/\/$/, '')}/invitation/${token}`;
}

/** @returns the account of a link; null when the link is unknown, used or too old. */
export async function openInvitation(sql: Queries, token: string): Promise<Invited | null> {
  const [invited] = await sql<Invited[]>`
    select a.id as account, a.login, a.name from invitations i join accounts a on a.id = i.account_id
    where i.token_hash = ${digestOf(token)} and i.used_at is null and i.expires_at > clock_timestamp()
      and a.disabled_at is null`;
  return invited ?? null;
}

/**
 * Sets the password of the link's holder, once.
 * @returns the account, or null when the link does not work (any more)
 * @throws Refused when the password is too weak; the link stays valid
 */
export async function acceptInvitation(sql: Queries, token: string, password: string): Promise<Invited | null> {
  const invited = await openInvitation(sql, token);
  if (!invited) return null;
  const set = await setPassword(sql, invited.account, { password, invitation: digestOf(token) });
  return set ? invited : null;
}
