import type { Browser, BrowserContextOptions, Page, Request } from 'playwright-core';
import type { Sql } from '../../store/db/db';
import { seriousFaults } from '../support/browser/axe';
import { openBrowser } from '../support/browser/browser';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { shanghai } from '../support/campaigns/tiny';
import { eventually } from '../support/eventually';
import { needing } from '../support/needing';
import { type TestConsole, testConsole } from '../support/servers/console';
import { testDatabase } from '../support/servers/database';
import { threeAsks } from '../support/villages/village';

const { it, beforeAll, afterAll } = needing('chromium', 'fonts-noto-cjk');

/** Most bytes of a form's first view with all its files, for a village on a weak network. */
const BUDGET = 60_000;
const NARROW = { width: 320, height: 640 };

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let web: TestConsole;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: threeAsks });
  web = await testConsole(sql);
});
afterAll(async () => {
  await browser?.close();
  await web?.close();
  await database?.drop();
});

const address = async (unit: string, ask: string, purpose: 'report' | 'acknowledge' = 'report') =>
  `${web.url}/${purpose === 'report' ? 'r' : 'a'}/${await campaign.token(purpose, unit, `survey.${ask}`)}`;

async function withPhone(options: BrowserContextOptions, use: (page: Page) => Promise<void>): Promise<void> {
  const phone = await browser.newContext({
    viewport: NARROW,
    hasTouch: true,
    isMobile: true,
    locale: 'zh-CN',
    ...options,
  });
  await use(await phone.newPage());
  await phone.close();
}

const THEMES = ['light', 'dark'] as const;

async function expectGoodInBoth(page: Page): Promise<void> {
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme });
    await expectGood(page);
  }
}

/** The check itself is a script, so a page without scripts is checked in another tab, which runs none of ours. */
async function expectGoodCopy(page: Page): Promise<void> {
  const html = await page.content();
  await withPhone({}, async (other) => {
    await other.route('**/assets/form-*.js', (route) => route.abort());
    await other.route(page.url(), (route) => route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }));
    await other.goto(page.url());
    await expectGoodInBoth(other);
  });
}

async function expectGood(page: Page): Promise<void> {
  expect(await seriousFaults(page)).toEqual([]);
  const sideways = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
  expect(sideways).toBeLessThanOrEqual(0);
}

describe.each(THEMES)('in the %s theme, 320 pixels wide', (colorScheme) => {
  it('every page is sound for screen readers and scrolls in one direction only', async () => {
    await withPhone({ colorScheme }, async (page) => {
      for (const ask of ['count', 'warning', 'notice']) {
        for (const language of ['zh-CN', 'en']) {
          await page.goto(`${await address('911', ask)}?lang=${language}`);
          await expectGood(page);
        }
      }
      await page.goto(`${web.url}/r/nonsense`);
      await expectGood(page);
      await page.goto(await address('91', 'count', 'acknowledge'));
      await expectGood(page);
    });
  });

  it('so is a page that says that a report is not sent, is refused, or has arrived', async () => {
    await withPhone({ colorScheme }, async (page) => {
      const unit = colorScheme === 'light' ? '912' : '913';
      await page.goto(await address(unit, 'count'));
      await eventually(async () =>
        expect(await page.evaluate('navigator.serviceWorker.controller !== null')).toBe(true),
      );
      await page.getByLabel('困难家庭').fill('三户');
      await page.getByLabel('慰问金').fill('1');
      await page.context().setOffline(true);
      await page.getByRole('button', { name: '提交报告' }).tap();
      await page.getByText('未上传 1 条').waitFor();
      await expectGood(page);
      await page.context().setOffline(false);
      await page.locator('#refused').waitFor();
      await expectGood(page);
      await page.getByLabel('困难家庭').fill('3');
      await page.getByRole('button', { name: '提交报告' }).tap();
      await page.locator('#arrived').waitFor();
      await expectGood(page);
    });
  });
});

it('the first view costs a village less than 60 KB, with what is kept for later', async () => {
  await withPhone({}, async (page) => {
    const finished: Request[] = [];
    const note = (request: Request) => finished.push(request);
    page.context().on('requestfinished', note);
    await page.goto(await address('921', 'count'));
    // Its own page, the two other tasks, style, script, icon and worker.
    await eventually(async () => {
      expect(await page.evaluate('caches.keys().then((kept) => kept.length)')).toBe(3);
      expect(new Set(finished.map((request) => new URL(request.url()).pathname)).size).toBe(7);
    });
    // Requests that end while the page closes do not count.
    page.context().off('requestfinished', note);
    const sizes = await Promise.all(finished.map((request) => request.sizes()));
    const bytes = sizes.reduce(
      (sum, { responseBodySize, responseHeadersSize }) => sum + responseBodySize + responseHeadersSize,
      0,
    );
    expect(bytes).toBeGreaterThan(5_000);
    expect(bytes).toBeLessThan(BUDGET);
  });
});

describe('without a script', () => {
  it('a warning is acknowledged with one tap, and the answer can be raised', async () => {
    await withPhone({ javaScriptEnabled: false }, async (page) => {
      await page.goto(await address('921', 'warning'));
      await page.getByRole('button', { name: '已知晓' }).tap();
      expect(await page.locator('#receipt').textContent()).toMatch(/^\d{3}-\d{4}$/);
      await expectGoodCopy(page);
      await page.getByRole('link', { name: '更正这份报告' }).tap();
      expect(await page.locator('button[aria-current]').textContent()).toContain('已知晓');
      await page.getByRole('button', { name: '已派人' }).tap();
      await page.getByText('第 2 版').waitFor();
      const answers = await sql`
          select figures ->> 'answer' as answer from reports join asks a on a.id = ask_id
          where unit_code = '921' order by version`;
      expect(answers).toEqual([{ answer: 'known' }, { answer: 'on-the-way' }]);
    });
  });

  it('a photo comes with the form, and what is no photo is refused', async () => {
    await withPhone({ javaScriptEnabled: false }, async (page) => {
      await page.goto(await address('922', 'notice'));
      const file = page.locator('input[type=file]');
      await file.setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('<html>no photo</html>') });
      await page.getByRole('button', { name: '提交报告' }).tap();
      await page.getByRole('alert').getByText('只能上传 JPEG').waitFor();
      await expectGoodCopy(page);
      await file.setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo() });
      await page.getByRole('button', { name: '提交报告' }).tap();
      expect(await page.locator('#receipt').textContent()).toMatch(/^\d{3}-\d{4}$/);
      await eventually(async () => {
        const shown = await page.locator('img.shot').evaluate((image) => Reflect.get(image, 'naturalWidth'));
        expect(shown).toBe(64);
      });
      await expectGoodCopy(page);
    });
  });

  it('everything owed stands on the page, the most urgent first, and is reported as nothing with one tap', async () => {
    await withPhone({ javaScriptEnabled: false }, async (page) => {
      await page.goto(await address('922', 'count'));
      const names = await page.locator('.task-name').allTextContents();
      expect(names).toEqual(['寒潮橙色预警叫应', '摸底调查表', '公示照片']);
      expect(await page.locator('.chip').allTextContents()).toEqual(['还有 25 分钟', '明天 24:00 前', '✓ 已报']);
      await page.goto(await address('922', 'warning'));
      await page.getByRole('button', { name: '零报告：摸底调查表' }).tap();
      expect(await page.locator('#receipt').textContent()).toMatch(/^\d{3}-\d{4}$/);
    });
  });
});

it('a page of a link that does not open is sound in both themes, also with what the phone could not send', async () => {
  await withPhone({}, async (page) => {
    await page.goto(await address('913', 'notice'));
    await page.evaluate('navigator.serviceWorker.ready');
    await page.getByLabel('备注').fill('风大，贴不住');
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await photo() });
    await page.getByText('照片已备好').waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: '提交报告' }).tap();
    await page.getByText('未上传 1 条').waitFor();
    await sql`update links set revoked_at = now() where region_code = '913' and round_id in (select id from rounds where key = 'survey.notice')`;
    await page.context().setOffline(false);
    await page.locator('#lost').getByText('风大，贴不住').waitFor();
    await expectGoodInBoth(page);
    await campaign.at(shanghai('12-05 18:00'));
    const closed = [
      await address('913', 'notice'),
      `${web.url}/r/nonsense`,
      await address('921', 'notice'),
      await address('922', 'count'),
    ];
    for (const one of closed) {
      await page.goto(one);
      await page.locator('#lost').getByText('照片在这部手机里').waitFor();
      await expectGoodInBoth(page);
    }
  });
});

/** A red square, drawn by the browser. */
async function photo(): Promise<Buffer> {
  const page = await browser.newPage();
  const base64 = await page.evaluate<string>(`(() => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 64 });
    Object.assign(canvas.getContext('2d'), { fillStyle: 'red' }).fillRect(0, 0, 64, 64);
    return canvas.toDataURL('image/jpeg').split(',')[1];
  })()`);
  await page.close();
  return Buffer.from(base64, 'base64');
}
