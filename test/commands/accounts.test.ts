import { execFile } from 'node:child_process';
import { ROOT } from '../../config/root';
import { disableAccount } from '../../store/account/accounts';
import type { Sql } from '../../store/db/db';
import { signIn } from '../support/accounts';
import { openCampaign } from '../support/campaigns/campaign';
import { type TestConsole, testConsole } from '../support/servers/console';
import { testDatabase } from '../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  await openCampaign(sql);
  web = await testConsole(sql);
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

interface Made {
  made: { id: number; name: string };
  token: string;
}
const status = async (path: string, token: string) =>
  (await web.get(path, { authorization: `Bearer ${token}` })).status;

/** Runs a command of `nuandong` against this database. @returns its exit status and its output */
const command = (...args: string[]): Promise<{ exit: number; out: string; err: string }> =>
  new Promise((resolve) => {
    const unused = { SMTP_URL: 'smtp://127.0.0.1:1', SMS_URL: 'http://127.0.0.1:1' };
    const env = { ...unused, ...process.env, DATABASE_URL: database.ownerUrl, LANG: 'zh_CN.UTF-8' };
    execFile(process.execPath, ['--import', 'tsx', 'cli/main.ts', ...args], { cwd: ROOT, env }, (error, out, err) =>
      resolve({ exit: error ? Number(error.code) : 0, out, err }),
    );
  });

test('M6: the command line makes, lists and withdraws tokens as the console does, and it is written down', async () => {
  const added = await command(
    'tokens',
    'add',
    'dashboard',
    '--verbs',
    'see-campaigns',
    '--region',
    '91',
    '--by',
    'lin',
    '--json',
  );
  const { made, token } = JSON.parse(added.out) as Made;
  expect(await status('/api/campaigns', token)).toBe(200);
  const listed = JSON.parse((await command('tokens', 'list', '--json')).out) as { id: number; region: string }[];
  expect(listed).toContainEqual(expect.objectContaining({ id: made.id, region: '91' }));
  expect((await command('tokens', 'withdraw', String(made.id), '--by', 'lin')).exit).toBe(0);
  expect(await status('/api/campaigns', token)).toBe(401);
  const lines = await sql`
    select by_name, target ->> 'what' as what from audit_log where target ->> 'token' = ${made.id} order by id`;
  expect(lines.map(({ by_name, what }) => [by_name, what])).toEqual([
    ['lin', 'make-token'],
    ['lin', 'revoke-token'],
  ]);
  const refused = await command('tokens', 'add', 'other', '--verbs', 'manage-accounts', '--by', 'lin');
  expect([refused.exit, refused.err]).toEqual([1, expect.stringContaining('令牌没有“manage-accounts”这项权限')]);
});

test('H11: the owner of a disabled account is erased, and the audit log keeps the number', async () => {
  const { account, cookie } = await signIn(sql, 'county-officer', '91');
  const early = await command('accounts', 'erase', account.login, '--reason', '离任', '--by', 'lin');
  expect([early.exit, early.err]).toEqual([1, expect.stringContaining('请先停用')]);
  await disableAccount(sql, account.id);
  expect((await command('accounts', 'erase', account.login, '--reason', '离任', '--by', 'lin')).exit).toBe(0);
  const [row] = await sql`
    select login, name, password_hash, oidc_subject from accounts where id = ${account.id}`;
  expect(row).toEqual({ login: `erased-${account.id}`, name: '–', password_hash: null, oidc_subject: null });
  expect((await web.get('/api/board', cookie)).status).toBe(401);
  const [line] = await sql`
    select target from audit_log where target ->> 'what' = 'erase' and target ->> 'account' = ${account.id}`;
  expect(JSON.stringify(line)).not.toContain(account.login);
  await expect(disableAccount(sql, account.id, false)).rejects.toMatchObject({
    message: expect.stringContaining('erased'),
  });
  await expect(sql`update accounts set disabled_at = null where id = ${account.id}`).rejects.toThrow(
    'erased_is_disabled',
  );
});
