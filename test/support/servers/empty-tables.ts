import type { Sql, Transaction } from '../../../store/db/db';

/**
 * Empties tables, and all that refer to them, between the tests of a file. `truncate … cascade` does the same, but
 * makes new files for some hundred tables and their indexes, full or not: 0.2 s of a core, where this takes a tenth.
 * It waits, as that does, for what others have begun to write. Sequences go on.
 * @param sql of a superuser: rules that nothing is ever deleted do not hold here
 */
export async function emptyTables(sql: Sql, ...names: string[]): Promise<void> {
  await sql.begin(async (at) => {
    const tables = await referringTo(at, names);
    await at.unsafe(`lock table ${tables.join(', ')}`);
    await deleteRows(at, await filledTables(at, tables));
  });
}

/** Without any of the database's own rules, in this transaction. */
export async function deleteRows(at: Transaction, tables: string[]): Promise<void> {
  await at`set local session_replication_role = replica`;
  await at.unsafe(tables.map((name) => `delete from ${name}`).join(';'));
}

/** @returns those of the tables that have rows */
export async function filledTables(sql: Sql | Transaction, tables: string[]): Promise<string[]> {
  const asked = tables.map((name) => `select '${name}' as name where exists (select from ${name})`);
  return (await sql.unsafe<{ name: string }[]>(asked.join(' union all '))).map(({ name }) => name);
}

/** Whose rows triggers remove with others, or keep them by, where no foreign key does (migration 0241). */
const TAKEN_ALONG = [
  ['regions', 'deeds'],
  ['entries', 'deeds'],
  ['deeds', 'deliveries'],
  ['entries', 'bank_lines'],
  ['bank_batches', 'bank_lines'],
  ['ledger_acts', 'transfers'],
  ['campaigns', 'balances'],
];

/** @returns the tables, and those whose rows cannot stand without theirs */
async function referringTo(sql: Transaction, names: string[]): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    with recursive reached as (
      select unnest(${names}::text[])::regclass as id
      union select along.id from reached join (
        select confrelid as meant, conrelid::regclass as id from pg_constraint where contype = 'f'
        union all select (one ->> 0)::regclass::oid, (one ->> 1)::regclass from jsonb_array_elements(${sql.json(TAKEN_ALONG)}) one
      ) along on along.meant = reached.id)
    select id::text as name from reached`;
  return tables.map(({ name }) => name);
}
