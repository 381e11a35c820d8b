import type { Browser, Page } from 'playwright-core';
import { firstAdministrator } from '../../../actions/account/first-administrator';
import { flaws } from '../../support/browser/axe';
import { openBrowser } from '../../support/browser/browser';
import { openPage } from '../../support/browser/page';
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
