import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { connect, type Sql } from '../../../store/db/db';
import { migrate } from '../../../store/db/migrate';
import { grantRows } from '../../../store/db/roles';

const PREFIX = 'test_template_';
/** Any constant number works: test files that start together make the template one after the other. */
const LOCK = 20_261_129;
const PATIENCE = '3min';

/**
 * A migrated database that the test files copy: migrating anew takes seconds for each of them, and copying a
 * fraction of one. Made once for the migrations as they are; older templates are dropped.
 * @param admin one connection of the server, which may create databases
 * @param role address of the processes' role, which gets its rights; null on a server without it
 * @returns the template's name
 */
export async function databaseTemplate(admin: Sql, server: string, role: string | null): Promise<string> {
  const name = PREFIX + digest(role ?? '');
  await admin`select set_config('lock_timeout', ${PATIENCE}, false), set_config('statement_timeout', ${PATIENCE}, false)`;
  await admin`select pg_advisory_lock(${LOCK})`;
  try {
    const made = await admin<{ name: string }[]>`
      select datname as name from pg_database where starts_with(datname, ${PREFIX})`;
    if (made.some((one) => one.name === name)) return name;
    for (const old of made) await admin.unsafe(`drop database if exists ${old.name} with (force)`);
    await makeTemplate(admin, { name, server, role });
    return name;
  } finally {
    await admin`select pg_advisory_unlock(${LOCK})`;
  }
}

/** It has its name only when it is whole, so that one that was broken off is never copied. */
async function makeTemplate(
  admin: Sql,
  { name, server, role }: { name: string; server: string; role: string | null },
): Promise<void> {
  const unfinished = `${name}_unfinished`;
  await admin.unsafe(`create database ${unfinished}`);
  const sql = connect(Object.assign(new URL(server), { pathname: `/${unfinished}` }).href, { max: 2 });
  try {
    await migrate(sql);
    if (role !== null) await grantRows(sql, role);
  } finally {
    await sql.end({ timeout: 5 });
  }
  await admin.unsafe(`alter database ${unfinished} rename to ${name}`);
}

const FOLDER = join(ROOT, 'store/db/migrations');

/** Of everything that the template is made of. */
function digest(role: string): string {
  const hash = createHash('sha256').update(role);
  for (const file of readdirSync(FOLDER).sort()) hash.update(file).update(readFileSync(join(FOLDER, file)));
  return hash.digest('hex').slice(0, 16);
}
