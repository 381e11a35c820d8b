import type { Page } from 'playwright-core';
import type { Sql } from '../../../store/db/db';
import { seriousFaults, sideways } from '../../support/browser/axe';
import { consoleInBrowser } from '../../support/browser/console-in-browser';
import { picture } from '../../support/browser/page';
import { importTinyRegister } from '../../support/campaigns/tiny';
import { eventually } from '../../support/eventually';
import { needing } from '../../support/needing';
import type { TestConsole } from '../../support/servers/console';

const { it, beforeAll } = needing('chromium', 'fonts-noto-cjk');

let sql: Sql;
let web: TestConsole;
let page: Page;

beforeAll(async () => {
  const office = await consoleInBrowser();
  ({ sql, web } = office);
  page = await office.pageAt('');
}, 120_000);

it('M27: a new office is led through its first steps, finds each word explained, and the documents', async () => {
  const steps = page.locator('.first-steps');
  await steps.getByRole('link', { name: '导入名册' }).waitFor();
  expect(await steps.getByLabel('已完成').count()).toBe(0);
  expect(await steps.locator('[aria-current=step]').textContent()).toContain('导入名册');
  await picture(page, 'first-steps-1280');
  await importTinyRegister(sql);
  await page.reload();
  await eventually(async () =>
    expect(await steps.locator('[aria-current=step]').textContent()).toMatch(/邀请同事|演练一次/),
  );
  expect(await steps.getByLabel('已完成').count()).toBeGreaterThan(0);

  // A ? beside the heading, by keyboard alone.
  const what = page.getByRole('button', { name: '什么是“活动”' });
  await what.focus();
  await page.keyboard.press('Enter');
  await page.getByRole('note').getByText('一个单位在一个冬季里').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await picture(page, 'explained-1280');
  await page.keyboard.press('Escape');
  await page.getByRole('note').waitFor({ state: 'hidden' });
  expect(await page.locator('button:focus').getAttribute('aria-label')).toBe('什么是“活动”');

  await page.setViewportSize({ width: 390, height: 800 });
  // A new width takes its layout in a moment.
  await eventually(async () => expect(await sideways(page)).toBe(0));
  await picture(page, 'first-steps-390');
  await page.setViewportSize({ width: 1280, height: 900 });

  // The look chosen here is that of the pages which the server makes.
  await page.getByRole('button', { name: '外观' }).click();
  await page.getByRole('button', { name: '深色' }).click();
  await eventually(async () => expect(await page.locator('html').getAttribute('data-look')).toBe('dark'));
  expect(await seriousFaults(page)).toEqual([]);
  await picture(page, 'first-steps-dark');
  await page.goto(`${web.url}/account`);
  expect(await page.locator('html').getAttribute('data-look')).toBe('dark');
  expect(await seriousFaults(page)).toEqual([]);
  await picture(page, 'account-dark');
  await page.goto(`${web.url}/help/register`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await picture(page, 'help-dark');
  await page.setViewportSize({ width: 390, height: 800 });
  await eventually(async () => expect(await sideways(page)).toBe(0));
  await picture(page, 'help-390');
  await page.getByRole('link', { name: '回到控制台' }).click();

  await page.setViewportSize({ width: 1280, height: 900 });
  await page.getByRole('button', { name: '不再显示' }).click();
  await steps.waitFor({ state: 'hidden' });
  await page.reload();
  await page.getByRole('heading', { level: 1, name: '活动' }).waitFor();
  expect(await steps.count()).toBe(0);
});
