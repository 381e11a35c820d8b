import { addAccount, hasAdministrator } from '../../store/account/accounts';
import { FIRST_START } from '../../store/account/actor';
import { audit } from '../../store/account/audit-log';
import { invite } from '../../store/account/invitations';
import type { Queries, Sql } from '../../store/db/db';

const LOGIN = 'admin';

/**
 * Makes the first administrator while no account can sign in as administrator of everything. Each start makes a new
 * one-time link until one is used. Of several processes that start at once each prints a link; the last one works.
 * @returns the one-time link, or null when there is an administrator
 */
export const firstAdministrator = (sql: Sql, publicUrl: string): Promise<string | null> =>
  sql.begin(async (transaction) => {
    await transaction`lock table accounts in share row exclusive mode`;
    if (await hasAdministrator(transaction)) return null;
    return invite(transaction, await waitingAccount(transaction), publicUrl);
  });

async function waitingAccount(sql: Queries): Promise<number> {
  const [waiting] = await sql<{ id: number }[]>`
    select id from accounts where role = 'administrator' and region_code is null and disabled_at is null order by id limit 1`;
  if (waiting) return waiting.id;
  const [taken] = await sql`select from accounts where lower(login) = ${LOGIN}`;
  const login = taken ? `${LOGIN}-${Date.now().toString(36)}` : LOGIN;
  const { id } = await addAccount(sql, { login, name: '管理员', role: 'administrator', region: null });
  await audit(sql, FIRST_START, 'manage-accounts', { what: 'add', account: id, role: 'administrator' });
  return id;
}
