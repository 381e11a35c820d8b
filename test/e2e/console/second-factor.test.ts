import { TOTP } from 'otpauth';
import type { Browser, Page } from 'playwright-core';
import { firstAdministrator } from '../../../actions/account/first-administrator';
import { flaws } from '../../support/browser/axe';
import { openBrowser } from '../../support/browser/browser';
import { builtApp } from '../../support/browser/built-app';
import { openPage, picture } from '../../support/browser/page';
import { needing } from '../../support/needing';
import { consoleEnv, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

const { it, beforeAll, afterAll } = needing('chromium', 'fonts-noto-cjk');

/** The app may have to be built first. */
jest.setTimeout(240_000);

const PASSWORD = '三个词连起来 horse staple';

let database: Awaited<ReturnType<typeof testDatabase>>;
let web: TestConsole;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  await builtApp();
  [browser, database] = await Promise.all([openBrowser(), testDatabase()]);
  web = await testConsole(database.sql, { env: consoleEnv({ ADMIN_SECOND_FACTOR: 'required' }) });
  page = await openPage(browser, { viewport: { width: 390, height: 844 } });
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
  await database?.drop();
});

async function looked(name: string): Promise<string[]> {
  await picture(page, name);
  return flaws(page);
}

it('M6: an administrator turns on the second factor, signs in with it, and makes a token', async () => {
  await page.goto((await firstAdministrator(database.sql, web.url)) ?? '');
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输一遍').fill(PASSWORD);
  await page.getByRole('button', { name: '设置密码并登录' }).click();
  expect(new URL(page.url()).pathname).toBe('/account/second-factor');
  expect(await looked('1-enrol')).toEqual([]);

  const key = (await page.locator('.hint code').textContent())?.replace(/\s/g, '') ?? '';
  const codeAt = (step: number) => new TOTP({ secret: key }).generate({ timestamp: Date.now() + step * 30_000 });
  await page.getByLabel('验证码').fill('000000');
  await page.getByLabel('现在的密码').fill(PASSWORD);
  await page.getByRole('button', { name: '启用两步验证' }).click();
  expect(await page.getByRole('alert').textContent()).toContain('验证码不对');
  expect(await looked('2-wrong')).toEqual([]);
  await page.getByLabel('验证码').fill(codeAt(0));
  await page.getByLabel('现在的密码').fill(PASSWORD);
  await page.getByRole('button', { name: '启用两步验证' }).click();
  expect(await page.locator('.codes code').count()).toBe(10);
  expect(await looked('3-recovery')).toEqual([]);

  await page.getByRole('link', { name: '已经保存好' }).click();
  expect(new URL(page.url()).pathname).toBe('/console/');
  await page.context().clearCookies();
  await page.goto(`${web.url}/login?lang=zh-CN&next=/console/tokens`);
  await page.getByLabel('账号').fill('admin');
  await page.getByLabel('密码').fill(PASSWORD);
  await page.getByRole('button', { name: '登录' }).click();
  expect(new URL(page.url()).pathname).toBe('/login/code');
  expect(await looked('4-code')).toEqual([]);
  await page.getByLabel('验证码').fill(codeAt(1));
  await page.getByRole('button', { name: '登录' }).click();
  expect(new URL(page.url()).pathname).toBe('/console/tokens');

  await page.setViewportSize({ width: 1200, height: 800 });
  await page.getByRole('button', { name: '新建令牌' }).click();
  await page.getByLabel('名称（哪个程序使用）').fill('省平台数据对接');
  await picture(page, '5-dialog');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /新\s*建/ })
    .click();
  const token = await page.getByText(/^nuandong_/).textContent();
  await page.getByRole('cell', { name: '省平台数据对接' }).waitFor();
  expect(await looked('6-tokens')).toEqual([]);
  const bearer = { authorization: `Bearer ${token?.trim()}` };
  expect((await web.get('/api/campaigns', bearer)).status).toBe(200);

  await page.getByRole('button', { name: /停\s*用/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /停\s*用/ })
    .click();
  await page.getByText('已停用').waitFor();
  expect((await web.get('/api/campaigns', bearer)).status).toBe(401);
});
