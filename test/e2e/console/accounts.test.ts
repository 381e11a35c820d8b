import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { firstAdministrator } from '../../../actions/account/first-administrator';
import { ROOT } from '../../../config/root';
import { auditLog } from '../../../store/account/audit-log';
import { flaws } from '../../support/browser/axe';
import { openBrowser } from '../../support/browser/browser';
import { openPage } from '../../support/browser/page';
import { eventually } from '../../support/eventually';
import { needing } from '../../support/needing';
import { consoleEnv, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

const { it, beforeAll, afterAll } = needing('chromium', 'fonts-noto-cjk');

const PASSWORD = '三个词连起来 horse staple';

let database: Awaited<ReturnType<typeof testDatabase>>;
let web: TestConsole;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  [browser, database] = await Promise.all([openBrowser(), testDatabase()]);
  web = await testConsole(database.sql, {
    env: consoleEnv({ OIDC_ISSUER: 'http://127.0.0.1:1', OIDC_CLIENT_ID: 'nuandong' }),
  });
  page = await openPage(browser, { viewport: { width: 320, height: 640 } });
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
  await database?.drop();
});

it('the printed link leads into the console; the pages work for everybody', async () => {
  await page.goto((await firstAdministrator(database.sql, web.url)) ?? '');
  expect(await flaws(page)).toEqual([]);
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输一遍').fill(`${PASSWORD}?`);
  await page.getByRole('button', { name: '设置密码并登录' }).click();
  expect(await page.getByRole('alert').textContent()).toBe('两次输入的密码不一样。');
  expect(await flaws(page)).toEqual([]);
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输一遍').fill(PASSWORD);
  await page.getByRole('button', { name: '设置密码并登录' }).click();
  expect(new URL(page.url()).pathname).toBe('/console/');

  await page.goto(`${web.url}/account`);
  expect(await page.getByText('管理员', { exact: true }).count()).toBeGreaterThan(0);
  expect(await flaws(page)).toEqual([]);

  await page.getByRole('button', { name: '退出', exact: true }).click();
  expect(new URL(page.url()).pathname).toBe('/login');
  expect(await flaws(page)).toEqual([]);
  await page.getByRole('link', { name: 'English' }).click();
  await page.getByLabel('Login').fill('ADMIN');
  await page.getByLabel('Password').fill('wrong');
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(await page.getByRole('alert').textContent()).toBe('Wrong login or password.');
  expect(await flaws(page)).toEqual([]);
  await page.getByLabel('Login').fill('ADMIN');
  await page.getByLabel('Password').fill(PASSWORD);
  await page.getByRole('button', { name: 'Sign in' }).click();
  expect(new URL(page.url()).pathname).toBe('/console/');
});

describe('nuandong accounts', () => {
  const nuandong = async (...args: string[]) => {
    const settings = Object.entries(consoleEnv({ DATABASE_URL: database.url, PUBLIC_URL: web.url }));
    const env = { ...process.env, ...Object.fromEntries(settings.map(([name, value]) => [name, String(value)])) };
    const command = ['--import', 'tsx', 'cli/main.ts', 'accounts', ...args];
    return promisify(execFile)(process.execPath, command, { cwd: ROOT, env });
  };

  it('adds an account with a link that works, lists it, changes, disables and invites it; all on record', async () => {
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

  it.each([
    [['add', 'x', '--name', 'x', '--role', 'king'], 'There is no role "king"'],
    [['add', 'ADMIN', '--name', 'x', '--role', 'ops'], 'There is an account "ADMIN" already'],
    [['add', 'x', '--name', 'x', '--role', 'ops', '--region', 'nowhere'], 'There is no region nowhere'],
    [['invite', 'nobody'], 'There is no account "nobody"'],
  ])('%j is refused', async (args, why) => {
    await expect(nuandong(...args)).rejects.toThrow(why);
  });
});
