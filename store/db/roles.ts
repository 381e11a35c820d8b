import type { Queries, Sql } from './db';

/**
 * Gives the role of an address what a running process needs and no more: it reads and writes rows, and neither owns nor
 * changes tables. The lines of the audit log it can add to, and not take back; what was migrated it can only read.
 * Made when it is not there; its password becomes the address's. Later tables of the same owner are covered.
 * @param owner a pool of the role that owns the tables
 * @param url address that the processes use: postgres://role:password@host:port/database
 * @throws Error when the address has no password
 */
export async function ensureAppRole(owner: Sql, url: string): Promise<void> {
  await ensureRole(owner, url);
  await grantRows(owner, url);
}

/** As {@link ensureAppRole}, for a database more and a role that is there. */
export async function grantRows(owner: Sql, url: string): Promise<void> {
  const role = owner(nameIn(url));
  await owner.begin(async (sql) => {
    await sql`revoke create on schema public from public`;
    await sql`grant usage on schema public to ${role}`;
    await sql`grant select, insert, update, delete on all tables in schema public to ${role}`;
    await sql`grant usage on all sequences in schema public to ${role}`;
    await sql`alter default privileges in schema public grant select, insert, update, delete on tables to ${role}`;
    await sql`alter default privileges in schema public grant usage on sequences to ${role}`;
    await sql`revoke insert, update, delete on migrations from ${role}`;
    await sql`select limit_to_adding_audit_lines(${nameIn(url)}::text::name)`;
  });
}

/**
 * The role that Temporal's server makes its own two databases with; it sees nothing of ours.
 * @param owner a pool of a role that may make roles
 * @param url any address with the role's name and password
 */
export async function ensureTemporalRole(owner: Sql, url: string): Promise<void> {
  await ensureRole(owner, url);
  await owner`alter role ${owner(nameIn(url))} createdb`;
}

const nameIn = (url: string): string => decodeURIComponent(new URL(url).username);

/** Makes the role of an address where there is none, and gives it the address's password. */
export async function ensureRole(sql: Queries, url: string): Promise<void> {
  const password = decodeURIComponent(new URL(url).password);
  if (!password) throw new Error(`The role ${nameIn(url)} needs a password in its address.`);
  const [known] = await sql`select 1 from pg_roles where rolname = ${nameIn(url)}`;
  const role = sql(nameIn(url));
  // Two processes may both have found nobody.
  if (!known) await sql`create role ${role} login`.catch((error) => (isThere(error) ? null : Promise.reject(error)));
  // The statement takes no parameter: the server quotes the password.
  const [quoted] = await sql<{ literal: string }[]>`select quote_literal(${password}) as literal`;
  await sql`alter role ${role} login nosuperuser nocreaterole password ${sql.unsafe(quoted?.literal ?? '')}`;
}

/** duplicate_object, or the same from two at once (unique_violation). */
const isThere = (error: { code?: string }): boolean => error.code === '42710' || error.code === '23505';
