import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { PHOTO } from '../../rehearsal/people/photo';
import type { Sql } from '../../store/db/db';
import { returnReport } from '../../store/report/reports';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { shanghai } from '../support/campaigns/tiny';
import { type TestConsole, testConsole } from '../support/servers/console';
import { emptyDatabase } from '../support/servers/database';
import { threeAsks } from '../support/villages/village';

/** The narrowest phone that is still about. */
const PHONE = { viewport: { width: 320, height: 640 }, deviceScaleFactor: 2, hasTouch: true, isMobile: true };

interface Village {
  sql: Sql;
  campaign: OpenCampaign;
  web: TestConsole;
  page: Page;
  /** Opens the form of a unit for one of its three tasks. */
  open(unit: string, ask: string): Promise<void>;
  /** Hands in a survey as a program does. */
  report(unit: string): Promise<unknown>;
  save(title: string): Promise<unknown>;
}

export interface VillageLook {
  folder: string;
  language: 'zh-CN' | 'en';
  colorScheme: 'light' | 'dark';
}

/** Screenshots of every state of the village's pages on a small phone, over a database that is emptied first. */
export async function shootVillage(browser: Browser, sql: Sql, look: VillageLook): Promise<void> {
  await emptyDatabase(sql);
  const campaign = await openCampaign(sql, { definition: threeAsks });
  await sql`update contacts set language = ${look.language}`;
  const web = await testConsole(sql);
  const onPhone = async (use: (village: Village) => Promise<void>, options: BrowserContextOptions = {}) => {
    const { colorScheme, language: locale } = look;
    const phone = await browser.newContext({ ...PHONE, colorScheme, locale, ...options });
    const page = await phone.newPage();
    await use({
      sql,
      campaign,
      web,
      page,
      open: async (unit, ask) => {
        await page.goto(`${web.url}/r/${await campaign.token('report', unit, `survey.${ask}`)}`);
        if (options.javaScriptEnabled !== false) await page.evaluate('navigator.serviceWorker.ready');
      },
      report: async (unit) =>
        web.submit(`/r/${await campaign.token('report', unit, 'survey.count')}`, { households: '3', cash: '600.50' }),
      save: async (title) => {
        // What sticks to the top of the screen is to stand at the top of the picture.
        await page.locator('body').evaluate((body) => body.scrollIntoView());
        await page.screenshot({ path: join(look.folder, `${title}.png`), fullPage: true, animations: 'disabled' });
      },
    });
    await phone.close();
  };
  try {
    await onPhone(whatIsAsked);
    await onPhone(withoutScript, { javaScriptEnabled: false });
    await onPhone(withoutNetwork);
    await onPhone(whatIsOver);
  } finally {
    await web.close();
  }
}

async function whatIsAsked({ sql, campaign, web, page, open, report, save }: Village): Promise<void> {
  await open('911', 'count');
  await save('tasks');
  await open('911', 'warning');
  await save('warning');
  await open('911', 'notice');
  await page.locator('input[type=file]').setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: PHOTO.bytes });
  await page.locator('.shot:visible').waitFor();
  await save('photo');
  await report('911');
  await open('911', 'count');
  await save('reported');
  await returnReport(sql, {
    campaign: campaign.id,
    key: 'survey.count',
    unit: '911',
    reason: '户数与台账不符，请核对',
  });
  await open('911', 'count');
  await save('returned');
  await page.locator('#i-remarks').fill('路滑');
  await page.reload();
  await page.locator('#draft').waitFor();
  await save('draft');
  await page.goto(`${web.url}/a/${await campaign.token('acknowledge', '91', 'survey.count')}`);
  await save('officer');
}

async function withoutScript({ page, open, save }: Village): Promise<void> {
  await open('912', 'count');
  await page.locator('#i-households').fill('三户');
  await page.locator('#i-cash').fill('600.50');
  await page.locator('#report .main').click();
  await page.locator('#problems').waitFor();
  await save('no-script-wrong');
  await page.locator('#i-households').fill('3');
  await page.locator('#report .main').click();
  await page.locator('#receipt').waitFor();
  await save('no-script-arrived');
}

async function withoutNetwork({ page, open, save }: Village): Promise<void> {
  await open('913', 'count');
  await page.context().setOffline(true);
  await page.locator('#i-households').fill('三户');
  await page.locator('#i-cash').fill('600.50');
  await page.locator('#report .main').click();
  await page.locator('#unsent').waitFor();
  await save('offline');
  await page.context().setOffline(false);
  await page.locator('#refused').waitFor();
  await save('refused');
  await page.locator('#i-households').fill('3');
  await page.locator('#report .main').click();
  await page.locator('#arrived').waitFor();
  await save('arrived');
}

async function whatIsOver({ sql, campaign, web, page, open, report, save }: Village): Promise<void> {
  await report('922');
  await open('921', 'count');
  await page.locator('#i-households').fill('3');
  await page.locator('#i-cash').fill('600.50');
  await page.context().setOffline(true);
  await page.locator('#report .main').click();
  await page.locator('#unsent').waitFor();
  await sql`update links set revoked_at = now() where region_code = '921'`;
  await page.context().setOffline(false);
  await page.locator('#lost').waitFor();
  await save('lost');
  await page.reload();
  await page.locator('#lost').waitFor();
  await save('revoked-with-lost');
  await page.goto(`${web.url}/r/nonsense`);
  await save('wrong-link');
  page.on('dialog', (dialog) => void dialog.accept());
  await page.locator('#lost button').click();
  await page.locator('#lost').waitFor({ state: 'hidden' });
  await page.goBack();
  await save('revoked');
  const address = async (unit: string) => `${web.url}/r/${await campaign.token('report', unit, 'survey.count')}`;
  await sql`update rounds set opens_at = ${shanghai('12-03 09:00')} where key = 'survey.count'`;
  await page.goto(await address('922'));
  await save('not-open');
  await sql`update rounds set opens_at = ${shanghai('12-01 00:00')}`;
  for (const [title, now] of [
    ['overdue', '12-04 09:00'],
    ['locked', '12-05 18:00'],
  ] as const) {
    await campaign.at(shanghai(now));
    await page.goto(await address('911'));
    await save(title);
  }
  await page.goto(await address('922'));
  await save('locked-after-report');
  await sql`update rounds set state = 'cancelled'`;
  await page.goto(await address('922'));
  await save('cancelled');
}
