import { readFile } from 'node:fs/promises';
import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import type { Rung } from '../../domain/campaign/plan';
import { withCaseForms } from '../../domain/case/case-forms';
import type { Sql } from '../../store/db/db';
import { climbRung } from '../../store/round/rungs';
import { signIn } from '../support/accounts';
import { expectSound, seriousFaults } from '../support/browser/axe';
import { choose } from '../support/browser/choose';
import { consoleInBrowser } from '../support/browser/console-in-browser';
import { openPage } from '../support/browser/page';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { shanghai, tinyDefinition } from '../support/campaigns/tiny';
import { eventually } from '../support/eventually';
import { needing } from '../support/needing';
import type { TestConsole } from '../support/servers/console';

const { it, beforeAll } = needing('chromium', 'fonts-noto-cjk');

/** Tables of the console: sorted, filtered, kept as views, exported, and acts on many rows. */
let sql: Sql;
let web: TestConsole;
let browser: Browser;
let page: Page;
let campaign: OpenCampaign;
/** After the last rung: nobody was told anything just now. */
let later = '';

beforeAll(async () => {
  const office = await consoleInBrowser();
  ({ sql, web, browser } = office);
  const definition = withCaseForms(tinyDefinition({ cases: { complaint: {} } }));
  campaign = await openCampaign(sql, { definition, now: shanghai('12-01 08:00') });
  const rung = campaign.plan.stages
    .flatMap((s) => s.rounds.flatMap((r) => r.rungs))
    .find(({ id }) => id === 'early') as Rung;
  const now = rung.at;
  later = new Date(Date.parse(now) + 3_600_000).toISOString();
  await campaign.at(now);
  const round = campaign.rounds[0] ?? '';
  await sql.begin((tx) => climbRung(tx, { campaign: campaign.id, round, rung, now, today: now.slice(0, 10) }));
  await sql`
    update messages set state = 'failed', reason = 'undelivered' where id in (select id from messages order by id limit 2)`;
  await sql`
    insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by)
    select ${campaign.id}, ${round}, 'early', code, 3, ${now}::timestamptz, ${now}::timestamptz + interval '4 hours'
    from regions where code in ('91', '92')`;
  page = await office.pageAt('');
}, 120_000);

const open = (path: string) => page.goto(`${web.url}/console/${path}`);
const rows = () => page.locator('.ant-table-tbody tr.ant-table-row');
const seen = (count: number) => eventually(async () => expect(await rows().count()).toBe(count));

it('M20: messages are filtered and sorted in the address, kept as a view, exported, and sent again together', async () => {
  await open('messages?state=failed');
  await seen(2);
  await page.getByText('共 2 条').waitFor();
  expect(await page.getByText('未送达').count()).toBeGreaterThan(0);
  await page.getByRole('columnheader', { name: '时间' }).click();
  await eventually(() => expect(page.url()).toContain('sort=plannedAt'));
  await page.getByLabel('收信人').fill('甲');
  await seen(2);
  // A person's name stands in no address.
  expect(page.url()).not.toMatch(/contact|%E7%94%B2/);
  await page.getByRole('button', { name: '视图' }).click();
  await page.getByRole('button', { name: '存为视图' }).click();
  await page.getByRole('dialog').getByLabel('名称').fill('失败的');
  await page.getByRole('dialog').getByRole('button', { name: '存', exact: true }).click();
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  const saving = page.waitForEvent('download');
  await page.getByRole('button', { name: '导出 Excel' }).click();
  const file = await (await saving).path();
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await readFile(file)).buffer as ArrayBuffer);
  expect(book.worksheets[0]?.rowCount).toBe(4);
  await open('messages');
  await seen(5);
  await page.getByRole('button', { name: '视图' }).click();
  await page.getByRole('button', { name: '失败的', exact: true }).click();
  await seen(2);
  expect(await seriousFaults(page)).toEqual([]);
  // Printed, there is the page alone.
  await page.emulateMedia({ media: 'print' });
  expect(await page.getByRole('navigation', { name: '主菜单' }).isVisible()).toBe(false);
  expect(await page.getByRole('button', { name: '导出 Excel' }).isVisible()).toBe(false);
  expect(await rows().first().isVisible()).toBe(true);
  if (process.env.PICTURES) await page.pdf({ path: `${process.env.PICTURES}/messages.pdf` });
  await page.emulateMedia({ media: 'screen' });
  await page.locator('thead .ant-checkbox-input').check();
  await page.getByRole('button', { name: '再发 2' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '再发' }).click();
  await page.getByText('再发：完成 2 条').waitFor();
  await page.getByText('没有符合筛选的行').waitFor();
  expect(await sql`select from messages where state = 'failed'`).toHaveLength(0);
  await page.getByRole('button', { name: '清除筛选' }).first().click();
  await seen(5);
});

it('silent units are reminded together, and cases answered together, each with an answer of its own', async () => {
  await campaign.at(later);
  await open(`campaigns/${campaign.id}/units`);
  await rows().first().waitFor();
  await page.locator('thead .ant-checkbox-input').check();
  const remind = page.getByRole('button', { name: /^催报 \d+$/ });
  const many = Number((await remind.textContent())?.match(/\d+/)?.[0]);
  expect(many).toBeGreaterThan(1);
  await remind.click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^催\s?报$/ })
    .click();
  await page.getByText(`催报：完成 ${many} 条`).waitFor();
  const reminded = await sql`select distinct region_code from messages where rung like 'remind-%'`;
  expect(reminded).toHaveLength(many);
  // A second time they are not: what is refused stays chosen.
  await page.locator('thead .ant-checkbox-input').check();
  await remind.click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^催\s?报$/ })
    .click();
  await page.getByText(new RegExp(`催报：完成 0 条，${many} 条没有办成`)).waitFor();
  await page.getByText(`已选 ${many} 条`).waitFor();

  const { headers } = await signIn(sql, 'county-officer', '9');
  for (const region of ['911', '912']) {
    const opening = { campaign: campaign.id, kind: 'complaint', region };
    expect((await web.send('/api/cases', opening, headers)).status).toBe(200);
  }
  await open(`cases?campaign=${campaign.id}`);
  await seen(2);
  await page.locator('thead .ant-checkbox-input').check();
  await page.getByRole('button', { name: '登记结果 2' }).click();
  await choose(page, '结果', '不属实，已说明');
  await page.getByLabel('原因（不写姓名）').fill('已逐户核实');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^登\s?记\s?结\s?果$/ })
    .click();
  await page.getByText('登记结果：完成 2 条').waitFor();
  expect(await sql`select from cases where outcome = 'unfounded' and reason = '已逐户核实'`).toHaveLength(2);
});

it('chases are acknowledged together; on a phone rows stand below each other and nothing lies beside the screen', async () => {
  await open(`chases?campaign=${campaign.id}`);
  await seen(2);
  await page.locator('thead .ant-checkbox-input').check();
  await page.getByRole('button', { name: '已知晓 2' }).click();
  await page.getByText('已知晓：完成 2 条').waitFor();
  expect(await sql`select from chases where acknowledged_at is not null`).toHaveLength(2);
  await page.setViewportSize({ width: 390, height: 844 });
  await page.emulateMedia({ colorScheme: 'dark' });
  const lists = ['messages', 'register/contacts', 'register/places', 'audit', 'accounts', 'campaigns/all'];
  for (const path of [`chases?campaign=${campaign.id}`, ...lists, `campaigns/${campaign.id}/units`]) {
    await open(path);
    await rows().first().waitFor();
    await expectSound(page, path);
  }
  await open('accounts');
  await page.getByRole('button', { name: '筛选和排序' }).click();
  await page.getByLabel('登录名').fill('nobody-has-this');
  await page.getByText('没有符合筛选的行').waitFor();
  // What cannot be read says so, and is read at the next try.
  await page.route('**/api/tables/campaigns', (route) => route.abort(), { times: 1 });
  await open('campaigns/all');
  await page.getByText('没有读到数据').waitFor();
  // M1: nor does the browser say why in English.
  await page.getByText('没有连上服务器').waitFor();
  await page.getByRole('button', { name: '再试一次' }).click();
  await rows().first().waitFor();
});

/** On the wire, of the first page after signing in: page, scripts, styles, icons, answers. */
const FIRST_LOAD_BYTES = 230_000;

it.each(['administrator', 'county-officer'] as const)('the first page of a %s is light', async (role) => {
  const who = await signIn(sql, role, role === 'administrator' ? null : '9');
  const first = await openPage(browser, { url: web.url, who });
  const wire = await first.context().newCDPSession(first);
  await wire.send('Network.enable');
  const sizes: number[] = [];
  wire.on('Network.loadingFinished', ({ encodedDataLength }) => sizes.push(encodedDataLength));
  const asked: string[] = [];
  first.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await first.goto(`${web.url}/console/`);
  await first.locator('h1').waitFor();
  await first.waitForLoadState('networkidle');
  const bytes = sizes.reduce((sum, size) => sum + size, 0);
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThan(FIRST_LOAD_BYTES);
  // What waits is counted once for the menu.
  expect(asked.filter((path) => path === '/api/work')).toEqual(['/api/work']);
  await first.context().close();
});
