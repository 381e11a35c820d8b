import type { Queries, Sql } from './db';

/**
 * Gives the role of an address only the rights that a running process needs: it reads and writes rows, and neither owns
 * nor changes tables. It can add lines to the audit log but not remove them, and can only read the list of migrations.
 * The role is created when it is missing, and gets the password in the address. Later tables of the same owner are
 * covered.
 * @param owner a pool of the role that owns the tables
 * @param url address for the processes: postgres://role:password@host:port/database
 * @throws Error when the address has no password
 */
export async function ensureAppRole(owner: Sql, url: string): Promise<void> {
  await ensureRole(owner, url);
  await grantRows(owner, url);
}

/** Like {@link ensureAppRole}, for one more database and an existing role. */
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
 * Ensures the role with which Temporal's server creates its own two databases; it cannot read ours.
 * @param owner a pool of a role that may create roles
 * @param url any address with the role's name and password
 */
export async function ensureTemporalRole(owner: Sql, url: string): Promise<void> {
  await ensureRole(owner, url);
  await owner`alter role ${owner(nameIn(url))} createdb`;
}

const nameIn = (url: string): string => decodeURIComponent(new URL(url).username);

/** Creates the role of an address if it is missing, and gives it the password in the address. */
export async function ensureRole(sql: Queries, url: string): Promise<void> {
  const password = decodeURIComponent(new URL(url).password);
  if (!password) throw new Error(`The role ${nameIn(url)} needs a password in its address.`);
  const [known] = await sql`select 1 from pg_roles where rolname = ${nameIn(url)}`;
  const role = sql(nameIn(url));
  // Two processes may both have found no role.
  if (!known) await sql`create role ${role} login`.catch((error) => (isThere(error) ? null : Promise.reject(error)));
  // The statement takes no parameters, so the server quotes the password.
  const [quoted] = await sql<{ literal: string }[]>`select quote_literal(${password}) as literal`;
  await sql`alter role ${role} login nosuperuser nocreaterole password ${sql.unsafe(quoted?.literal ?? '')}`;
}

/** duplicate_object, or unique_violation when two processes create the role at once. */
const isThere = (error: { code?: string }): boolean => error.code === '42710' || error.code === '23505';
