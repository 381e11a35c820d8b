import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { connect, type Sql } from '../../../store/db/db';
import { migrate } from '../../../store/db/migrate';
import { grantRows } from '../../../store/db/roles';
import { inTurn } from './in-turn';
import { emptyLikeNew, type Newness, newnessOf } from './used-database';

const TEMPLATE = 'test_template_';
const FREE = 'test_free_';

/**
 * Takes a migrated database: one that another test has given back, else a copy of the template. Migrating anew takes
 * seconds, copying a fraction of one, and a used one is there at once. The template is made once for the migrations as
 * they are; older ones are dropped.
 * @param admin one connection of the server, which may create databases
 * @param role address of the processes' role, which gets its rights; null on a server without it
 * @returns its name, which nothing else uses
 */
export async function takeDatabase(admin: Sql, server: string, role: string | null): Promise<string> {
  const template = TEMPLATE + digest(role ?? '');
  const name = `test_${randomBytes(6).toString('hex')}`;
  const isTaken = await inTurn(admin, 'template', async () => {
    const made = await namesLike(admin, TEMPLATE);
    if (!made.includes(template)) {
      for (const old of [...made, ...(await namesLike(admin, FREE))]) await drop(admin, old);
      await makeTemplate(admin, { name: template, server, role });
    }
    const [free] = await freeDatabases(admin);
    if (free) await admin.unsafe(`alter database ${free} rename to ${name}`);
    return free !== undefined;
  });
  if (!isTaken) await admin.unsafe(`create database ${name} template ${template}`);
  return name;
}

/**
 * Gives a database back, empty; one that is not like a new one again is dropped. Meanwhile it lets nobody in: what a
 * test has left running connects again.
 */
export async function giveBack(admin: Sql, ownerUrl: string): Promise<void> {
  const name = new URL(ownerUrl).pathname.slice(1);
  try {
    const isNew = await isLikeNew(admin, ownerUrl, () =>
      admin.unsafe(`alter database ${name} allow_connections false`),
    );
    if (!isNew) return await drop(admin, name);
    await admin.unsafe(`alter database ${name} rename to ${FREE}${name}`);
    await admin.unsafe(`alter database ${FREE}${name} allow_connections true`);
  } catch {
    await drop(admin, name);
  }
}

async function isLikeNew(admin: Sql, ownerUrl: string, close: () => Promise<unknown>): Promise<boolean> {
  const [template] = await admin<{ newness: string }[]>`
    select shobj_description(oid, 'pg_database') as newness from pg_database where starts_with(datname, ${TEMPLATE})`;
  if (!template?.newness) return false;
  const sql = connect(ownerUrl, { max: 1 });
  try {
    await sql`select 1`;
    await close();
    return await emptyLikeNew(sql, JSON.parse(template.newness) as Newness);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

const namesLike = async (admin: Sql, start: string): Promise<string[]> =>
  (await admin<{ name: string }[]>`select datname as name from pg_database where starts_with(datname, ${start})`).map(
    ({ name }) => name,
  );

/** @returns those that were given back whole */
const freeDatabases = async (admin: Sql): Promise<string[]> =>
  (
    await admin<{ name: string }[]>`
      select datname as name from pg_database where starts_with(datname, ${FREE}) and datallowconn`
  ).map(({ name }) => name);

async function drop(admin: Sql, name: string): Promise<void> {
  await admin.unsafe(`drop database if exists ${name} with (force)`);
}

/** It has its name only when it is whole, so that one that was broken off is never copied. */
async function makeTemplate(
  admin: Sql,
  { name, server, role }: { name: string; server: string; role: string | null },
): Promise<void> {
  const unfinished = `${name}_unfinished`;
  await admin.unsafe(`create database ${unfinished}`);
  const sql = connect(Object.assign(new URL(server), { pathname: `/${unfinished}` }).href, { max: 2 });
  let newness: Newness;
  try {
    await migrate(sql);
    if (role !== null) await grantRows(sql, role);
    newness = await newnessOf(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
  await admin.unsafe(`alter database ${unfinished} rename to ${name}`);
  await admin.unsafe(`comment on database ${name} is '${JSON.stringify(newness)}'`);
}

const FOLDER = join(ROOT, 'store/db/migrations');

/** Of everything that the template is made of. */
function digest(role: string): string {
  const hash = createHash('sha256').update(role);
  for (const file of readdirSync(FOLDER).sort()) hash.update(file).update(readFileSync(join(FOLDER, file)));
  return hash.digest('hex').slice(0, 16);
}
