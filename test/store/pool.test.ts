import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { ROOT } from '../../config/root';
import { connect, type Sql } from '../../store/db/db';
import { eventually } from '../support/eventually';
import { testDatabase } from '../support/servers/database';

/** The pool after Postgres ends its connections, as at a restart. */
let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
beforeAll(async () => {
  database = await testDatabase();
  sql = connect(database.ownerUrl, { max: 3 });
});
afterAll(async () => {
  await sql.end({ timeout: 1 });
  await database.drop();
});

const backends = async (): Promise<number[]> => {
  const rows = await Promise.all(
    [1, 2, 3].map(() => sql<{ pid: number }[]>`select pg_backend_pid() as pid, pg_sleep(0.05)`),
  );
  return rows.flatMap(([row]) => row?.pid ?? []);
};
const breakOff = (pids: readonly number[]) =>
  database.sql`select pg_terminate_backend(pid) from unnest(${[...pids]}::int[]) pid`;
const alive = async (pids: readonly number[]) =>
  (await database.sql`select 1 from pg_stat_activity where pid = any(${[...pids]}::int[])`).length;

test('a pool whose connections were broken off is replaced, under the same name', async () => {
  const before = await backends();
  expect(before).toHaveLength(3);
  for (let turn = 0; turn < 3; turn++) {
    await breakOff(await backends());
    await eventually(async () => expect((await sql`select 1 as one`)[0]).toEqual({ one: 1 }));
    // All of its places work, not only the first.
    await eventually(async () => expect(await backends()).toHaveLength(3));
  }
  expect(await alive(before)).toBe(0);
});

test('a process survives it: its transaction has left nothing, and its next query is answered', async () => {
  await sql`create table letters (n int)`;
  // In a separate process, because only the process itself can catch the driver's error (store/db/lost-socket.ts).
  const child = spawn(process.execPath, ['--require', 'tsx/cjs', 'test/fixtures/pool-process.ts'], {
    cwd: ROOT,
    env: { ...process.env, DATABASE_URL: database.ownerUrl },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(child, 'exit');
  const [said] = await Promise.all([
    once(child.stdout, 'data'),
    eventually(async () => {
      const [one] = await database.sql<{ pid: number }[]>`
        select pid from pg_stat_activity
        where datname = current_database() and state = 'active' and query like 'select pg_sleep(60)%'`;
      if (!one) throw new Error('not asleep yet');
      await breakOff([one.pid]);
    }),
  ]);
  expect(JSON.parse(String(said[0]))).toEqual({ letters: 0 });
  // The replaced pool must not keep a process running after the end of the process's own pool.
  const from = performance.now();
  expect((await exit)[0]).toBe(0);
  expect(performance.now() - from).toBeLessThan(10_000);
});

test('a statement has one core: the others stay free for villages that report', async () => {
  expect(await sql`show max_parallel_workers_per_gather`).toEqual([{ max_parallel_workers_per_gather: '0' }]);
});

test('a pool that is ended stays so', async () => {
  const other = connect(database.url, { max: 2 });
  const [own] = await other<{ pid: number }[]>`select pg_backend_pid() as pid`;
  await other.end({ timeout: 1 });
  await expect((async () => other`select 1`)()).rejects.toThrow();
  await eventually(async () => expect(await alive([own?.pid ?? 0])).toBe(0));
});
