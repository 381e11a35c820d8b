import type { Queries } from '../db';

/**
 * What Postgres tells of a database's schema, each as the statements that make it again, in an order in which they can
 * be run. Our own schema comes from its migrations; this is for the databases of Temporal's server, whose program we do
 * not have. It covers what they consist of: no views, triggers, types or references.
 */
const STATEMENTS = {
  extensions: `
    select format('create extension if not exists %I', extname) as statement
    from pg_extension where extname <> 'plpgsql'`,
  functions: `
    select pg_get_functiondef(p.oid) as statement from pg_proc p
    where p.pronamespace = 'public'::regnamespace
      and not exists (select from pg_depend d where d.objid = p.oid and d.deptype = 'e')`,
  counters: `
    select format('create sequence %I as %s', sequencename, data_type) as statement
    from pg_sequences where schemaname = 'public'`,
  tables: `
    select format('create table %I (%s)', c.relname, string_agg(
      format('%I %s', a.attname, format_type(a.atttypid, a.atttypmod))
        || case when a.attgenerated = 's' then format(' generated always as (%s) stored', pg_get_expr(d.adbin, d.adrelid))
                when d.adbin is not null then format(' default %s', pg_get_expr(d.adbin, d.adrelid)) else '' end
        || case when a.attnotnull then ' not null' else '' end, ', ' order by a.attnum)) as statement
    from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
    where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
    group by c.relname order by c.relname`,
  owners: `
    select format('alter sequence %I owned by %I.%I', s.relname, t.relname, a.attname) as statement
    from pg_depend d
    join pg_class s on s.oid = d.objid and s.relkind = 'S' and s.relnamespace = 'public'::regnamespace
    join pg_class t on t.oid = d.refobjid
    join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
    where d.deptype = 'a'`,
  rules: `
    select format('alter table %I add constraint %I %s', c.relname, k.conname, pg_get_constraintdef(k.oid)) as statement
    from pg_constraint k join pg_class c on c.oid = k.conrelid and c.relnamespace = 'public'::regnamespace
    where k.contype in ('p', 'u', 'c') order by c.relname, k.conname`,
  indexes: `
    select pg_get_indexdef(i.indexrelid) as statement
    from pg_index i join pg_class c on c.oid = i.indrelid and c.relnamespace = 'public'::regnamespace
    where not exists (select from pg_constraint k where k.conindid = i.indexrelid) order by i.indexrelid`,
};

/** @returns the statements that make this schema in an empty database */
export async function schemaOf(sql: Queries): Promise<string[]> {
  const all: string[] = [];
  for (const query of Object.values(STATEMENTS))
    all.push(...(await sql.unsafe<{ statement: string }[]>(query)).map(({ statement }) => statement));
  return all;
}
