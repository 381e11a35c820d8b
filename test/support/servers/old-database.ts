import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { connect, type Sql } from '../../../store/db/db';
import { migrate } from '../../../store/db/migrate';

const MIGRATIONS = join(ROOT, 'store/db/migrations');

/**
 * A database with the schema of an earlier day, on the server of another.
 * @param before number of the first migration that it does not have, as `0066`
 * @returns the database; `update` brings it to the newest schema, `drop` ends it
 */
export async function oldDatabase(
  server: { sql: Sql; ownerUrl: string },
  before: string,
): Promise<{ sql: Sql; update(): Promise<unknown>; drop(): Promise<void> }> {
  const name = `${new URL(server.ownerUrl).pathname.slice(1)}_old`;
  await server.sql.unsafe(`create database ${name}`);
  const sql = connect(Object.assign(new URL(server.ownerUrl), { pathname: `/${name}` }).href, { max: 2 });
  const folder = await mkdtemp(join(tmpdir(), 'migrations-'));
  for (const file of await readdir(MIGRATIONS))
    if (file < before) await copyFile(join(MIGRATIONS, file), join(folder, file));
  await migrate(sql, folder);
  return {
    sql,
    update: () => migrate(sql),
    async drop() {
      await sql.end();
      await server.sql.unsafe(`drop database ${name} with (force)`);
      await rm(folder, { recursive: true });
    },
  };
}
