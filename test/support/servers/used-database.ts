import { createHash } from 'node:crypto';
import type { Sql } from '../../../store/db/db';
import { deleteRows, filledTables } from './empty-tables';

/**
 * A database that a test has used, made like a new one: a copy is some nine hundred files and half a second of a core,
 * emptying takes a tenth of it.
 */

/** What a new database is like. */
export interface Newness {
  /** Digest of its tables, rules and rights, and of the rows that migrations have written. */
  shape: string;
  /** The tables with these rows. */
  seeded: string[];
}

/** A larger one is sooner copied anew. */
const LARGEST_BYTES = 60e6;

/** @param sql a database that was just migrated, or one that was emptied */
export async function newnessOf(sql: Sql): Promise<Newness> {
  const seeded = await filledTables(sql, await allTables(sql));
  const hash = createHash('sha256').update(await structureOf(sql));
  for (const name of seeded) hash.update(name).update(await rowsOf(sql, name));
  return { shape: hash.digest('hex'), seeded };
}

/**
 * Deletes what a test has written, with the statistics, and starts the sequences again.
 * @param sql of a superuser: rules that nothing is ever deleted do not hold here
 * @returns whether it is like a new one again; tests may have changed tables
 */
export async function emptyLikeNew(sql: Sql, fresh: Newness): Promise<boolean> {
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and pid <> pg_backend_pid()`;
  const [size] = await sql<{ bytes: number }[]>`select pg_database_size(current_database()) as bytes`;
  if (!size || size.bytes > LARGEST_BYTES) return false;
  const filled = (await filledTables(sql, await allTables(sql))).filter((name) => !fresh.seeded.includes(name));
  await sql.begin(async (at) => {
    await deleteRows(at, filled);
    await at`select setval(format('%I.%I', schemaname, sequencename)::regclass, start_value, false)
      from pg_sequences where last_value is not null`;
  });
  if (filled.length > 0) await sql.unsafe(`vacuum (truncate, analyze false) ${filled.join(', ')}`);
  await sql`select pg_clear_relation_stats(schemaname, relname) from pg_stat_user_tables`;
  await sql`select pg_clear_attribute_stats(schemaname, tablename, attname, inherited) from pg_stats
    where schemaname = 'public'`;
  return (await newnessOf(sql)).shape === fresh.shape;
}

/** @returns their names, in order */
async function allTables(sql: Sql): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select c.oid::regclass::text as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by 1`;
  return tables.map(({ name }) => name);
}

/** @returns digest of a table's rows */
async function rowsOf(sql: Sql, table: string): Promise<string> {
  const [rows] = await sql.unsafe<{ digest: string }[]>(
    `select md5(string_agg(t::text, '' order by t::text)) as digest from ${table} t`,
  );
  return rows?.digest ?? '';
}

/** @returns every table, column, rule, function and right of the database, in one text */
async function structureOf(sql: Sql): Promise<string> {
  const lines = await sql<{ line: string }[]>`
    select concat_ws(' ', 'relation', c.relname, c.relkind, c.relpersistence, c.relacl, c.reloptions,
      pg_get_userbyid(c.relowner)) as line from pg_class c where c.relnamespace = 'public'::regnamespace
    union all select concat_ws(' ', 'column', a.attrelid::regclass, a.attname, a.atttypid::regtype, a.attnotnull,
      pg_get_expr(d.adbin, d.adrelid)) from pg_attribute a
      join pg_class c on c.oid = a.attrelid and c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum where a.attnum > 0
    union all select concat_ws(' ', 'constraint', conrelid::regclass, conname, convalidated, pg_get_constraintdef(oid))
      from pg_constraint where connamespace = 'public'::regnamespace
    union all select concat_ws(' ', 'index', pg_get_indexdef(i.indexrelid), i.indisvalid) from pg_index i
      join pg_class c on c.oid = i.indexrelid and c.relnamespace = 'public'::regnamespace
    union all select concat_ws(' ', 'trigger', tgrelid::regclass, tgname, tgenabled, pg_get_triggerdef(oid))
      from pg_trigger where not tgisinternal
    union all select concat_ws(' ', 'function', oid::regprocedure, prosrc, proacl) from pg_proc
      where pronamespace = 'public'::regnamespace
    union all select concat_ws(' ', 'schema', nspname, nspacl) from pg_namespace where nspname !~ '^pg_(toast|temp)'
    union all select concat_ws(' ', 'sequence', sequencename, last_value) from pg_sequences
    union all select concat_ws(' ', 'setting', setconfig) from pg_db_role_setting s
      where s.setdatabase = (select oid from pg_database where datname = current_database())
    order by 1`;
  return lines.map(({ line }) => line).join('\n');
}
