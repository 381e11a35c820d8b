import type { Page } from 'playwright-core';
import { PHOTO } from '../../rehearsal/people/photo';
import { type SignedIn, signIn } from '../support/accounts';
import { seriousFaults } from '../support/browser/axe';
import { type ConsoleInBrowser, consoleInBrowser } from '../support/browser/console-in-browser';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { listDefinition } from '../support/campaigns/list-definition';
import { specimen } from '../support/campaigns/rows';
import { shanghai } from '../support/campaigns/tiny';
import { needing } from '../support/needing';

const { it, beforeAll } = needing('chromium', 'fonts-noto-cjk');

let office: ConsoleInBrowser;
let campaign: OpenCampaign;

beforeAll(async () => {
  office = await consoleInBrowser();
  const { poor } = listDefinition().lists;
  const definition = listDefinition({ lists: { poor: { ...poor, limit: 'quotas' } } });
  campaign = await openCampaign(office.sql, { definition, now: shanghai('12-03 12:00') });
});

const pageOf = (who: SignedIn, path: string): Promise<Page> => office.pageAt(path, { who });
const tab = (name: string) => `lists?campaign=${campaign.id}&tab=${name}`;
const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

it('an office takes a table of slots, moves one, and imports a roster after a look at it', async () => {
  const page = await pageOf(await signIn(office.sql, 'county-officer', '9'), tab('slots'));
  await page.getByRole('button', { name: '导入分配表' }).click();
  await page.locator('input[type=file]').setInputFiles(file('分配表.csv', '村,特困户\n一村,5\n二村,3\n'));
  await page.getByText('将改动 2 处').waitFor();
  await page.getByLabel('依据或原因').fill('县里的分配表');
  await page.getByRole('button', { name: /^写\s?入$/ }).click();
  await page.getByRole('button', { name: '从一村调出名额' }).click();
  await page.getByRole('dialog').getByLabel('原因').fill('调剂');
  await page.getByRole('dialog').getByRole('combobox').click();
  await page.locator('.ant-select-tree-switcher').first().click();
  await page.locator('.ant-select-tree-switcher_close').first().click();
  await page.getByTitle('三村', { exact: true }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^调\s?剂$/ })
    .click();
  await page.getByRole('row', { name: /三村.*特困户.*1/ }).waitFor();
  await page.getByRole('button', { name: '调整记录' }).click();
  await page.getByRole('row', { name: /一村.*5 → 4.*调剂/ }).waitFor();

  // Units are chosen, and what is free of them is taken back; the table goes along as an Excel.
  await page.getByRole('checkbox', { name: /选择 ?三村 特困户/ }).check();
  await page.getByRole('button', { name: '收回空缺 1' }).click();
  await page.getByRole('dialog').getByLabel('原因（不写姓名）').fill('没有符合的户');
  await page.getByRole('dialog').getByRole('button', { name: '收回空缺' }).click();
  await page.getByRole('row', { name: /三村.*特困户 ?0 ?0 ?0 ?0/ }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const [excel] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出 Excel' }).click(),
  ]);
  expect(excel.suggestedFilename()).toMatch(/^分配表-/);

  await page.getByRole('tab', { name: '导入导出' }).click();
  await page.getByLabel('表上的人都已知情同意').check();
  const roster = `村,户主姓名,身份证号,家庭人口,类别\n一村,张某1,${specimen(1)},2,特困户\n`;
  await page.locator('input[type=file]').setInputFiles(file('名单.csv', roster));
  await page.getByText('共 1 行：新增 1').waitFor();
  await page.getByRole('button', { name: '确认导入' }).click();
  await page.getByText('已导入。').waitFor();
  expect(await office.sql`select shown from entries`).toEqual([{ shown: '张**' }]);
  expect(office.wrong).toEqual([]);
});

it('a township takes a paper list, keys it, and another officer compares it', async () => {
  const page = await pageOf(await signIn(office.sql, 'township-officer', '91'), tab('papers'));
  await page.getByRole('button', { name: '收一份纸质名单' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox').click();
  await page.locator('.ant-select-tree-switcher_close').first().click();
  await page.getByTitle('二村', { exact: true }).click();
  await dialog.getByLabel('交来的时间').fill('2026-12-03 11:00');
  await page.keyboard.press('Enter');
  await dialog.getByLabel('纸上有几行').fill('1');
  await dialog
    .locator('input[type=file]')
    .setInputFiles({ name: '1.jpg', mimeType: 'image/jpeg', buffer: Buffer.from(PHOTO.bytes) });
  await dialog.getByText('第 1 页').waitFor();
  await dialog.getByRole('button', { name: /^收\s?下$/ }).click();
  await page
    .getByText(/^\d+-\d{4}$/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: '知道了' }).click();
  await page.getByRole('link', { name: '二村' }).click();
  await page.getByText('已交未录').waitFor();
  await page.getByLabel('类别').click();
  await page.getByTitle('特困户').click();
  await page.getByLabel('户主姓名').fill('李某2');
  await page.getByLabel('身份证号', { exact: true }).fill(specimen(2));
  await page.getByLabel('家庭人口').fill('3');
  await page.getByLabel('纸上有本人签字').check();
  await page.getByRole('button', { name: '录入这一行' }).click();
  await page.getByRole('link', { name: '李**' }).waitFor();
  await page.getByRole('button', { name: '更正' }).click();
  await page.getByLabel('类别').click();
  await page.getByTitle('特困户').last().click();
  await page.getByLabel('家庭人口').fill('4');
  await page.getByLabel('纸上有本人签字').check();
  await page.getByRole('button', { name: '更正这一行' }).click();
  await page.getByRole('row', { name: /李\*\*.*特困户.*4/ }).waitFor();
  await page.getByRole('button', { name: '全部录完（1 行）' }).click();
  await page.getByText('已录待核对').waitFor();
  const address = new URL(page.url()).pathname.replace('/console/', '');
  const other = await pageOf(await signIn(office.sql, 'township-officer', '91'), address);
  await other.getByLabel('纸上一共几行').fill('1');
  await other.getByLabel('末四位').fill(specimen(2).slice(-4));
  await other.getByRole('button', { name: /^核\s?对$/ }).click();
  await other.getByText('已核对').waitFor();
  expect(office.wrong).toEqual([]);
  expect(await other.locator('body').textContent()).not.toMatch(/某2|990000/);
});
