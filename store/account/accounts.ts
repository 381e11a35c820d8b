import type { Role } from '../../domain/account/roles';
import type { Instant } from '../../domain/instant';
import { printable } from '../../domain/text/printable';
import { Refused, sentence } from '../../domain/text/refusal';
import type { Queries } from '../db/db';
import { within } from '../db/scope';

/** An account that may sign in to the console. */
export interface Account {
  id: number;
  /** A short name or an e-mail address; not case-sensitive. */
  login: string;
  name: string;
  role: Role;
  /** Code of the highest region that the account may see; null means everything. */
  region: string | null;
  /** Name of that region. */
  regionName: string | null;
  hasPassword: boolean;
  /** Known to the identity provider. */
  hasSubject: boolean;
  /** Whether it needs a code from the phone's authenticator app besides the password. */
  hasFactor: boolean;
  disabledAt: Instant | null;
  createdAt: Instant;
  /** Null before the first. */
  lastSignInAt: Instant | null;
}

/** The fields of an account that an administrator sets. */
export type AccountGiven = Pick<Account, 'login' | 'name' | 'role' | 'region'>;

const fields = (sql: Queries) => sql`
  id, login, name, role, region_code as region, password_hash is not null as "hasPassword",
  oidc_subject is not null as "hasSubject",
  exists (select from second_factors f where f.account_id = accounts.id and f.confirmed_at is not null) as "hasFactor", disabled_at as "disabledAt", created_at as "createdAt",
  (select g.name from regions g where g.code = accounts.region_code) as "regionName", last_sign_in_at as "lastSignInAt"`;

/** @returns every account in the order of their logins; only those of a region and below when given. */
export const listAccounts = (sql: Queries, region: string | null = null): Promise<Account[]> => sql<Account[]>`
  select ${fields(sql)} from accounts
  where ${region}::text is null or region_code in (select g.code from regions g where ${within(sql, region, 'g.path')})
  order by lower(login)`;

/** @returns the account with this login. @throws Refused when there is none */
export async function accountOf(sql: Queries, login: string): Promise<Account> {
  const [account] = await sql<Account[]>`select ${fields(sql)} from accounts where lower(login) = lower(${login})`;
  if (account) return account;
  throw new Refused(sentence('unknown-login', { login }));
}

/** @returns the number of the account of this login; null when there is none. */
export async function numberOfLogin(sql: Queries, login: string): Promise<number | null> {
  const [account] = await sql<
    { id: number }[]
  >`select id from accounts where lower(login) = lower(${printable(login)})`;
  return account?.id ?? null;
}

/** @throws Refused when the login is taken, or the region is not in the register */
export async function addAccount(sql: Queries, { login, name, role, region }: AccountGiven): Promise<Account> {
  await checkRegion(sql, region);
  const [account] = await sql<Account[]>`
    insert into accounts (login, name, role, region_code) values (${login}, ${name}, ${role}, ${region})
    on conflict do nothing returning ${fields(sql)}`;
  if (account) return account;
  throw new Refused(sentence('login-taken', { login }));
}

/** @returns the account with this number. @throws Refused when there is none */
export async function accountByNumber(sql: Queries, id: number): Promise<Account> {
  const [account] = await sql<Account[]>`select ${fields(sql)} from accounts where id = ${id}`;
  if (account) return account;
  throw new Refused(sentence('unknown-account', { id }));
}

/**
 * Gives an account another role or region, and ends its sessions.
 * @returns whether that changed anything
 * @throws Refused when the region is not in the register
 */
export async function changeAccount(
  sql: Queries,
  id: number,
  { role, region }: Pick<Account, 'role' | 'region'>,
): Promise<boolean> {
  await checkRegion(sql, region);
  const [changed] = await sql`
    update accounts set role = ${role}, region_code = ${region}
    where id = ${id} and (role, region_code) is distinct from (${role}, ${region}) returning id`;
  if (changed) await sql`delete from sessions where account_id = ${id}`;
  return changed !== undefined;
}

/**
 * Disables an account and ends its sessions and open invitations; or, with `disabled` false, enables it again.
 * @throws Refused when an erased account is to be enabled
 */
export async function disableAccount(sql: Queries, id: number, disabled = true): Promise<void> {
  const erased = await sql`select from accounts where id = ${id} and erased_at is not null`;
  if (!disabled && erased.length > 0) throw new Refused(sentence('account-erased'));
  await sql`update accounts set disabled_at = case when ${disabled} then clock_timestamp() end where id = ${id}`;
  if (!disabled) return;
  await sql`delete from sessions where account_id = ${id}`;
  await sql`delete from invitations where account_id = ${id} and used_at is null`;
}

/**
 * Erases the personal data of a disabled account: name, login and number at the identity provider. The row stays, so
 * that the audit log's number still stands for one person.
 * @throws Refused while the account is not disabled
 */
export async function eraseAccount(sql: Queries, id: number): Promise<void> {
  const [erased] = await sql<{ login: string }[]>`
    update accounts set login = 'erased-' || id, name = '–', password_hash = null, oidc_issuer = null, oidc_subject = null,
      erased_at = clock_timestamp()
    where id = ${id} and disabled_at is not null returning login`;
  if (!erased) throw new Refused(sentence('not-disabled'));
  await sql`delete from invitations where account_id = ${id}`;
}

/** @returns whether any account can sign in as administrator of everything. */
export async function hasAdministrator(sql: Queries): Promise<boolean> {
  const [row] = await sql<{ found: boolean }[]>`
    select exists (select from accounts where role = 'administrator' and region_code is null and disabled_at is null
                   and (password_hash is not null or oidc_subject is not null)) as found`;
  return row?.found ?? false;
}

/** Corrects the name of an account. */
export const renameAccount = async (sql: Queries, id: number, name: string): Promise<void> => {
  await sql`update accounts set name = ${name} where id = ${id}`;
};

/** @throws Refused when the region is not in the register */
export async function checkRegion(sql: Queries, region: string | null): Promise<void> {
  if (region === null) return;
  const [row] = await sql`select from regions where code = ${region}`;
  if (row) return;
  throw new Refused(sentence('unknown-region', { region }));
}
