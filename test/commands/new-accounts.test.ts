import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { firstAdministrator } from '../../actions/account/first-administrator';
import { ROOT } from '../../config/root';
import { auditLog } from '../../store/account/audit-log';
import { eventually } from '../support/eventually';
import { consoleEnv, type TestConsole, testConsole } from '../support/servers/console';
import { testDatabase } from '../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let web: TestConsole;

beforeAll(async () => {
  database = await testDatabase();
  web = await testConsole(database.sql);
  const link = (await firstAdministrator(database.sql, web.url)) ?? '';
  const chosen = '三个词连起来 horse staple';
  await web.submit(new URL(link).pathname, { password: chosen, again: chosen });
});
afterAll(async () => {
  await web?.close();
  await database?.drop();
});

const nuandong = async (...args: string[]) => {
  const settings = Object.entries(consoleEnv({ DATABASE_URL: database.url, PUBLIC_URL: web.url }));
  const env = { ...process.env, ...Object.fromEntries(settings.map(([name, value]) => [name, String(value)])) };
  const command = ['--import', 'tsx', 'cli/main.ts', 'accounts', ...args];
  return promisify(execFile)(process.execPath, command, { cwd: ROOT, env });
};

test('the command line adds an account with a link that works, lists it, changes, disables and invites it; all on record', async () => {
  const added = await nuandong('add', 'zhao', '--name', '赵', '--role', 'auditor');
  expect((await fetch(added.stdout.trim())).status).toBe(200);
  const { stdout } = await nuandong('list', '--json');
  expect(JSON.parse(stdout)).toMatchObject([
    { login: 'admin', role: 'administrator', hasPassword: true },
    { login: 'zhao', name: '赵', role: 'auditor', region: null, hasPassword: false },
  ]);
  await nuandong('change', 'zhao', '--role', 'ops');
  expect(JSON.parse((await nuandong('disable', 'zhao', '--json')).stdout)).toMatchObject({ role: 'ops' });
  expect((await fetch(added.stdout.trim())).status).toBe(404);
  // The refusal is recorded after the answer has gone out.
  await eventually(async () => {
    const log = await auditLog(database.sql, { limit: 4 });
    expect(log.map(({ via, verb, target }) => [via, target.what ?? verb])).toEqual([
      // The link of a disabled account.
      ['nobody', 'refused'],
      ['cli', 'disable'],
      ['cli', 'change'],
      ['cli', 'add'],
    ]);
  });
});

test.each([
  [['add', 'x', '--name', 'x', '--role', 'king'], 'There is no role "king"'],
  [['add', 'ADMIN', '--name', 'x', '--role', 'ops'], 'There is an account "ADMIN" already'],
  [['add', 'x', '--name', 'x', '--role', 'ops', '--region', 'nowhere'], 'There is no region nowhere'],
  [['invite', 'nobody'], 'There is no account "nobody"'],
])('accounts %j is refused', async (args, why) => {
  await expect(nuandong(...args)).rejects.toThrow(why);
});
