import type { Browser } from 'playwright-core';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { recordReport } from '../../../store/report/reports';
import { buildApp } from '../../../workers/console-app';
import { signIn } from '../../support/accounts';
import { openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, sending, specimen } from '../../support/campaigns/rows';
import { needing } from '../../support/needing';
import { openBrowser } from '../../support/servers/browser';
import { consoleEnv, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

const { it, beforeAll, afterAll } = needing('chromium', 'fonts-noto-cjk');

let database: Awaited<ReturnType<typeof testDatabase>>;
let web: TestConsole;
let browser: Browser;

beforeAll(async () => {
  await buildApp();
  database = await testDatabase();
  [web, browser] = await Promise.all([testConsole(database.sql), openBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
  await database?.drop();
});

it('an officer finds a row, holds it, and reads its life', async () => {
  const { sql } = database;
  const campaign = await openCampaign(sql, { definition: listDefinition() });
  await recordReport(sql, {
    ...{ campaign: campaign.id, key: 'apply.village', unit: '911', via: 'form' },
    people: peopleKey(consoleEnv().PEOPLE_KEY),
    input: { nothing: false, figures: {} },
    rows: sending(family(1), family(2)),
  });
  const { cookie } = await signIn(sql, 'administrator');
  const [name = '', value = ''] = cookie.cookie.split('=');
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'zh-CN' });
  await context.addCookies([{ name, value, url: web.url }]);
  const page = await context.newPage();
  const wrong: string[] = [];
  page.on('pageerror', (error) => wrong.push(error.message));
  await page.goto(`${web.url}/console/lists?campaign=${campaign.id}`);
  await page.getByRole('link', { name: '李**' }).waitFor();
  await page.getByPlaceholder('完整姓名或身份证号').fill(specimen(2));
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '李**' }).waitFor({ state: 'detached' });
  expect(await page.getByPlaceholder('完整姓名或身份证号').inputValue()).toBe('');
  await page.getByRole('checkbox', { name: /选择一村第/ }).check();
  await page.getByRole('button', { name: /^暂\s?缓$/ }).click();
  await page.getByLabel('说明（申报单位会看到）').fill('待查');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^暂\s?缓$/ })
    .click();
  await page.getByRole('row', { name: /张\*\*.*暂缓/ }).waitFor();
  await page.getByRole('link', { name: '张**' }).click();
  await page.getByText('待查').waitFor();
  expect(wrong).toEqual([]);
  expect(await page.locator('body').textContent()).not.toMatch(/某2|990000/);
});
