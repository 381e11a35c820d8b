import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ROOT } from '../../config/root';
import { connect } from '../../store/db/db';

/** A benchmark that hangs is stopped, and the test fails. */
const PATIENCE_MS = 50_000;

const benchmarksLeft = async (): Promise<string[]> => {
  const sql = connect(process.env.DATABASE_OWNER_URL ?? process.env.DATABASE_URL ?? '', { max: 1 });
  try {
    const rows = await sql<{ datname: string }[]>`select datname from pg_database where datname like 'bench\\_%'`;
    return rows.map(({ datname }) => datname);
  } finally {
    await sql.end();
  }
};

test.each([
  ['fanout', '--villages=0', '“fanout”无法编排'],
  ['warning', '--villages=0', '无法编排'],
  ['console', '--villages=0', 'villages must be a whole number'],
  ['delivery', '--claims=0', 'Not all were accepted'],
  ['fanout', '--villages=many', '--villages has to be a whole number, not "many"'],
])('the benchmark %s %s fails while it prepares, says why, and leaves nothing', async (name, size, why) => {
  const small = name === 'delivery' ? ['--sms=1', '--email=1', '--waiting=1'] : [];
  const command = [join(ROOT, 'bin/nuandong.mjs'), 'bench', name, size, ...small];
  const run = promisify(execFile)(process.execPath, command, { timeout: PATIENCE_MS });
  const failure = await run.catch((error: { code: number | null; stderr: string }) => error);
  expect(failure).toMatchObject({ code: 1, stderr: expect.stringContaining(why) });
  expect(await benchmarksLeft()).toEqual([]);
});
