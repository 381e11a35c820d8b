import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { auditLog } from '../../store/account/audit-log';
import { consoleEnv } from '../support/servers/console';
import { testDatabase } from '../support/servers/database';

let folder: string;
let database: Awaited<ReturnType<typeof testDatabase>>;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'register-cli-'));
  database = await testDatabase();
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const register = (...args: string[]) => nuandong({}, 'register', ...args);

function nuandong(
  env: NodeJS.ProcessEnv,
  ...args: string[]
): Promise<{ code: number; stdout: string; stderr: string }> {
  const options = { cwd: ROOT, env: { ...process.env, DATABASE_URL: database.url, ...env }, timeout: 40_000 };
  return new Promise((resolve) => {
    execFile(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...args], options, (error, stdout, stderr) =>
      resolve({ code: error === null ? 0 : Number(error.code), stdout, stderr }),
    );
  });
}

it('a command ends by itself where Temporal does not answer', async () => {
  const settings = Object.entries(consoleEnv()).map(([name, value]) => [name, String(value)]);
  const env = { ...Object.fromEntries(settings), DATABASE_URL: database.url, TEMPORAL_ADDRESS: '127.0.0.1:1' };
  expect(await nuandong(env, 'pause', 'none', '--reason', 'snow')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('Failed to connect'),
  });
});

describe('nuandong register', () => {
  it('generates tables, imports them, and exports the same again', async () => {
    const [made, back] = [join(folder, 'made'), join(folder, 'back')];
    const generated = await register('generate', '--villages', '30', '--seed', '9', '--out', made, '--json');
    const { files, ...counts } = JSON.parse(generated.stdout);
    const imported = await register('import', files.contacts, files.regions, '--json');
    expect(JSON.parse(imported.stdout)).toEqual({ ...counts, leftOut: [], bad: [] });
    expect((await register('export', '--out', back, '--json')).stderr).toContain('--reason');
    const exported = await register('export', '--out', back, '--reason', 'new numbers', '--by', '李娜', '--json');
    expect(JSON.parse(exported.stdout)).toMatchObject(counts);
    expect(JSON.parse((await register('check', join(back, 'regions.csv'), '--json')).stdout)).toMatchObject({
      bad: [],
    });
    const [line] = await auditLog(database.sql, { limit: 1 });
    expect(line).toMatchObject({ via: 'cli', by: '李娜', verb: 'reveal-people', reason: 'new numbers' });
  });

  it('removes a duty once, and says when there is none', async () => {
    const [duty] = await database.sql<{ region: string }[]>`
      select region_code as region from duties where role = 'contact' and not deputy limit 1`;
    const remove = () => register('remove-duty', duty?.region ?? '', '--role', 'contact', '--reason', 'merged');
    expect((await remove()).code).toBe(0);
    expect(await remove()).toMatchObject({ code: 1, stderr: expect.stringContaining('no such contact') });
    const [line] = await auditLog(database.sql, { limit: 1 });
    expect(line).toMatchObject({ verb: 'edit-register', reason: 'merged', target: { what: 'remove-duty' } });
  });

  it('checks without importing: lists every bad cell and ends with 1', async () => {
    const table = join(folder, 'bad.csv');
    await writeFile(table, '编码,上级编码,类型,名称\nx1,,县,甲县\nx2,nowhere,村,乙村\nx3,x1,星球,丙村\n');
    const checked = await register('check', table, '--json');
    expect(checked.code).toBe(1);
    expect(JSON.parse(checked.stdout).bad).toMatchObject([
      { file: 'bad.csv', row: 3, column: '上级编码', value: 'nowhere', code: 'parent-unknown' },
      { file: 'bad.csv', row: 4, column: '类型', value: '星球', code: 'kind-unknown' },
    ]);
    expect(await database.sql`select 1 from regions where code = 'x1'`).toEqual([]);
  });
});
