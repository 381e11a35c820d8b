import { randomUUID } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { recordReport } from '../../../store/report/reports';
import { buildApp } from '../../../workers/console-app';
import { signIn } from '../../support/accounts';
import { openBrowser } from '../../support/browser/browser';
import { choose } from '../../support/browser/choose';
import { openPage, sees } from '../../support/browser/page';
import { openCampaign } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { enterHelpers, pairDefinition } from '../../support/campaigns/pair-definition';
import { family, sending, specimen } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { needing } from '../../support/needing';
import { consoleEnv, type TestConsole, testConsole } from '../../support/servers/console';
import { emptyDatabase, testDatabase } from '../../support/servers/database';

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

/** A page of an administrator; what goes wrong in it is kept. */
async function officersPage(): Promise<{ page: Page; wrong: string[] }> {
  const wrong: string[] = [];
  const who = await signIn(database.sql, 'administrator');
  return { page: await openPage(browser, { url: web.url, who, wrong }), wrong };
}

it('an officer finds a row, holds it, and reads its life', async () => {
  const { sql } = database;
  const { page, wrong } = await officersPage();
  const campaign = await openCampaign(sql, { definition: listDefinition() });
  await recordReport(sql, {
    ...{ campaign: campaign.id, key: 'apply.village', unit: '911', via: 'form' },
    people: peopleKey(consoleEnv().PEOPLE_KEY),
    input: { nothing: false, figures: {} },
    rows: sending(family(1), family(2)),
  });
  await page.goto(`${web.url}/console/lists?campaign=${campaign.id}`);
  await page.getByRole('link', { name: '李**' }).waitFor();
  await page.getByPlaceholder('完整姓名或身份证号').fill(specimen(2));
  await page.keyboard.press('Enter');
  await page.getByRole('link', { name: '李**' }).waitFor({ state: 'detached' });
  expect(await page.getByPlaceholder('完整姓名或身份证号').inputValue()).toBe('');
  await page.getByRole('checkbox', { name: /选择 ?一村第/ }).check();
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

it('an officer gives two rows a helper, enters a visit for one, and sees what each of them lacks', async () => {
  const { sql } = database;
  await emptyDatabase(sql);
  const campaign = await openCampaign(sql, { definition: pairDefinition(), now: shanghai('12-15 10:00') });
  await enterHelpers(sql);
  await recordReport(sql, {
    ...{ campaign: campaign.id, key: 'find', unit: '911', via: 'form', people: peopleKey(consoleEnv().PEOPLE_KEY) },
    input: { nothing: false, figures: {} },
    rows: sending(
      ...[1, 2].map((nth) => ({ row: randomUUID(), figures: { name: `甘小${nth}`, idNumber: specimen(nth) } })),
    ),
  });
  const { page, wrong } = await officersPage();
  await page.goto(`${web.url}/console/lists?campaign=${campaign.id}&tab=pairs`);
  await page.getByText('2 行，已结对 0，帮扶岗位 0 个，未达到次数下限 0 对').waitFor();
  for (const box of await page.getByRole('checkbox', { name: /选择 ?一村第/ }).all()) await box.check();
  await page.getByRole('button', { name: '结对或更换（2）' }).click();
  const post = '帮扶岗位（输入单位名称或岗位查找）';
  await page.getByLabel(post).fill('东乡');
  await choose(page, post, '东乡 帮扶1 甘**（0 对）');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^确\s?定$/ })
    .click();
  await page.getByText('2 行，已结对 2，帮扶岗位 1 个，未达到次数下限 2 对').waitFor();
  await page
    .getByRole('button', { name: /录入第\d+行的帮扶/ })
    .first()
    .click();
  await choose(page, '做了什么', '走访');
  await choose(page, '方式', '家中');
  await page.getByRole('dialog').getByLabel('次数').fill('2');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^录\s?入$/ })
    .click();
  await sees(page, page.getByRole('row', { name: /本年\s?走访 2\/2/ }));
  await page.getByText('没有帮扶干部', { exact: true }).click();
  await page.getByText('没有这样的行。').waitFor();
  expect(wrong).toEqual([]);
  expect(await page.locator('body').textContent()).not.toMatch(/甘小|990000/);
});
