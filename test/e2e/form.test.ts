import type { Browser, Page } from 'playwright-core';
import type { Sql } from '../../store/db/db';
import { openBrowser } from '../support/browser/browser';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { shanghai } from '../support/campaigns/tiny';
import { needing } from '../support/needing';
import { type TestConsole, testConsole } from '../support/servers/console';
import { testDatabase } from '../support/servers/database';

const { it, beforeAll, afterAll } = needing('chromium', 'fonts-noto-cjk');

/** A small phone of today; old ones are narrower still, so the page must not scroll sideways at 320. */
const PHONE = { width: 390, height: 844 };
const NARROW = { width: 320, height: 640 };
/** WCAG 2.2, target size (enhanced). */
const FINGER = 44;

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let web: TestConsole;
let browser: Browser;
let phone: Page;
const complaints: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql);
  web = await testConsole(sql);
  const context = await browser.newContext({
    viewport: PHONE,
    hasTouch: true,
    isMobile: true,
    javaScriptEnabled: false,
    locale: 'zh-CN',
  });
  phone = await context.newPage();
  // A refused report is answered with 422, which the browser logs; no other error may occur.
  phone.on('console', (message) => !message.text().includes('422') && complaints.push(message.text()));
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
  await database?.drop();
});

const open = async (purpose: 'report' | 'acknowledge', region: string) =>
  phone.goto(`${web.url}/${purpose === 'report' ? 'r' : 'a'}/${await campaign.token(purpose, region)}`);
const sidewaysScroll = async () => {
  const [content, screen] = await Promise.all([
    phone.locator('html').evaluate((page) => page.scrollWidth),
    phone.locator('html').evaluate((page) => page.clientWidth),
  ]);
  return content - screen;
};

it('a village reports on a phone without scripts: an error, the receipt, a correction', async () => {
  await open('report', '911');
  await phone.getByLabel('困难家庭').fill('三户');
  await phone.getByLabel('慰问金').fill('６００．５０');
  await phone.getByRole('radio', { name: '结冰' }).check();
  await phone.getByLabel('备注').fill('路滑');
  await phone.getByRole('button', { name: '提交报告' }).tap();

  expect(await phone.getByRole('alert').textContent()).toContain('请改正 1 处');
  expect(await phone.getByLabel('困难家庭').inputValue()).toBe('三户');
  expect(await phone.getByLabel('备注').inputValue()).toBe('路滑');
  expect(await phone.getByRole('radio', { name: '结冰' }).isChecked()).toBe(true);
  await phone.getByRole('link', { name: '困难家庭' }).tap();
  await phone.getByLabel('困难家庭').fill('3');
  await phone.getByRole('button', { name: '提交报告' }).tap();

  const receipt = await phone.locator('#receipt').textContent();
  expect(await phone.getByRole('heading', { level: 1 }).textContent()).toBe('报告已收到');
  expect(receipt).toMatch(/^\d{3}-\d{4}$/);

  await phone.getByRole('link', { name: '更正这份报告' }).tap();
  expect(await phone.getByLabel('慰问金').inputValue()).toBe('600.50');
  await phone.getByLabel('困难家庭').fill('4');
  await phone.getByRole('button', { name: '提交更正' }).tap();
  expect(await phone.locator('#receipt').textContent()).not.toBe(receipt);

  const versions =
    await sql`select version, figures ->> 'households' as households, figures ->> 'cash' as cash from reports order by version`;
  expect(versions).toEqual([
    { version: 1, households: '3', cash: '60050' },
    { version: 2, households: '4', cash: '60050' },
  ]);
});

it('another has nothing to report: one tap, although the fields are required', async () => {
  await open('report', '912');
  await phone.getByRole('button', { name: '零报告' }).tap();
  expect(await phone.locator('#receipt').textContent()).toMatch(/^\d{3}-\d{4}$/);
  expect(await sql`select nothing from reports join asks a on a.id = ask_id where unit_code = '912'`).toEqual([
    { nothing: true },
  ]);
});

it('the township acknowledges with one tap', async () => {
  await sql`
    insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by)
    values (${campaign.id}, ${campaign.rounds[0] ?? ''}, 'chase', '91', 1, ${shanghai('12-02 09:00')}, ${shanghai('12-02 14:00')})`;
  await open('acknowledge', '91');
  expect(await phone.getByRole('listitem').allTextContents()).toEqual(['三村拨打 19900000913']);
  await phone.getByRole('button', { name: '已知晓' }).tap();
  expect(await phone.getByRole('status').textContent()).toContain('已确认知晓');
});

it('every target fits a finger, nothing scrolls sideways, the browser has nothing to complain about', async () => {
  for (const [purpose, region] of [
    ['report', '911'],
    ['report', '921'],
    ['acknowledge', '9'],
  ] as const) {
    for (const size of [PHONE, NARROW]) {
      await phone.setViewportSize(size);
      await open(purpose, region);
      expect(await sidewaysScroll()).toBeLessThanOrEqual(0);
      for (const target of await phone
        .locator('button:visible, input:visible, select:visible, textarea:visible, .top a:visible')
        .all()) {
        expect((await target.boundingBox())?.height).toBeGreaterThanOrEqual(FINGER);
      }
    }
  }
  expect(complaints).toEqual([]);
});
