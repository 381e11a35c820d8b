import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printJson, printTable, progress } from '../../../cli/output';
import { type Env, readEnv } from '../../../config/env';
import { ROOT } from '../../../config/root';
import type { Sql } from '../../../store/db/db';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { onOwnDatabase } from '../own-database';
import { endRole, startRole, untilUp } from '../roles';
import { withServers } from '../servers';
import { type Approved, measureApproval } from './approve';
import { measureInsertEach } from './baseline';
import { type Ground, prepare } from './ground';
import { measureHandIn } from './hand-in';
import type { Imported, ToImport } from './importing';
import { writeRoster } from './roster';

/** Addresses that send no mail and no SMS. */
const NOTHING_IS_SENT = { SMTP_URL: 'smtp://127.0.0.1:1', SMS_URL: 'http://127.0.0.1:1' };
/** A town, a city, and the households of a province's winter relief. */
const SIZES = [1000, 100_000, 536_000];

/** What was measured with so many rows. Null: this size has no such figure. */
interface Measured extends Approved {
  rows: number;
  importPerSecond: number;
  importMemoryMb: number;
  againSeconds: number;
  /** The same checks with one `insert` for each row. */
  insertEachPerSecond: number;
  handInP99Ms: number;
}

/**
 * Measures lists of growing size, each in a database of its own.
 * @param rows the largest size
 */
export async function peopleBench({ rows, json }: { rows: number; json: boolean }): Promise<void> {
  const sizes = [...SIZES.filter((size) => size < rows), rows];
  const slopes: Measured[] = [];
  await withServers(async (servers) => {
    const stack = readEnv({ ...NOTHING_IS_SENT, ...servers });
    for (const size of sizes)
      await onOwnDatabase(stack, { LOG_LEVEL: 'silent' }, async ({ env, sql }) => {
        progress(`— ${size} rows —`);
        slopes.push(await measure({ env, sql, rows: size }));
      });
  });
  if (json) return printJson({ ...slopes.at(-1), slopes });
  const names = Object.keys(slopes[0] ?? {}) as (keyof Measured)[];
  printTable(
    ['', ...sizes.map(String)],
    names.map((name) => [name, ...slopes.map((one) => one[name] ?? '')]),
  );
}

async function measure({ env, sql, rows }: { env: Env; sql: Sql; rows: number }): Promise<Measured> {
  const ground = await prepare(sql, rows);
  const insertEachPerSecond = await measureInsertEach(sql, peopleKey(env.PEOPLE_KEY), ground);
  const imported = await measureImport({ env, rows, ground });
  await sql`vacuum analyze`;
  const handInP99Ms = await whileServed(env, () => measureHandIn({ env, sql }));
  const approved = await measureApproval(sql, ground, rows);
  return { rows, ...imported, insertEachPerSecond, handInP99Ms, ...approved };
}

async function measureImport({ env, rows, ground }: { env: Env; rows: number; ground: Ground }) {
  const folder = await mkdtemp(join(tmpdir(), 'nuandong-bench-'));
  try {
    const path = join(folder, 'roster.csv');
    await writeRoster(path, rows, ground);
    const asked = { database: env.DATABASE_URL, key: env.PEOPLE_KEY, campaign: ground.campaign, path };
    progress('importing …');
    const first = await importApart(asked);
    if (first.rows !== rows || first.repeated) throw new Error(`${first.rows} of ${rows} rows were imported.`);
    progress('the same file again …');
    const again = await importApart(asked);
    if (!again.repeated) throw new Error('The same file was imported twice.');
    return {
      importPerSecond: Math.round(rows / first.seconds),
      importMemoryMb: first.memoryMb,
      againSeconds: Math.round(again.seconds * 100) / 100,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Imports in a process of its own. @throws Error when it ends without an answer; its own output has the reason */
async function importApart(asked: ToImport): Promise<Imported> {
  const child = fork(join(__dirname, 'importing.ts'), { cwd: ROOT, execArgv: ['--import', 'tsx'] });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`The import ended without an answer (exit code ${code})`);
  });
  child.send(asked);
  try {
    const [done] = (await Promise.race([once(child, 'message'), ended])) as [Imported];
    return done;
  } finally {
    // It ends by itself after its answer.
    ended.catch(() => {});
  }
}

async function whileServed<T>(env: Env, work: () => Promise<T>): Promise<T> {
  const server = startRole('console', env);
  try {
    await untilUp(env, server);
    return await work();
  } finally {
    await endRole(server);
  }
}
