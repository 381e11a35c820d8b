import ExcelJS from 'exceljs';
import type { Browser, Page } from 'playwright-core';
import { handleReplies } from '../../../actions/message/replies';
import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Sql } from '../../../store/db/db';
import { keepReplies } from '../../../store/message/replies';
import { addPhoto } from '../../../store/report/photos';
import { seriousFaults } from '../../support/browser/axe';
import { consoleInBrowser } from '../../support/browser/console-in-browser';
import { openPage, picture } from '../../support/browser/page';
import { everyField, type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { writePast } from '../../support/campaigns/past-messages';
import { posts } from '../../support/campaigns/people';
import { shanghai } from '../../support/campaigns/tiny';
import { eventually } from '../../support/eventually';
import { needing } from '../../support/needing';
import type { TestConsole } from '../../support/servers/console';
import { LARGE_PHOTO } from '../../support/villages/photo';
import { expectPrintsWide } from '../../support/workbook';

const { it, beforeAll } = needing('chromium', 'fonts-noto-cjk');

/** The record of a village in the console: read, entered by telephone, returned, found. */
let sql: Sql;
let web: TestConsole;
let browser: Browser;
let page: Page;
let campaign: OpenCampaign;

const { count } = everyField.forms;
const photo = { id: 'site', label: { 'zh-CN': '现场照片' }, type: 'photo', required: false };
const bySms = { ...count, fields: [...(count?.fields ?? []), photo], bySms: ['households', 'cash'] };
const definition = { ...everyField, forms: { ...everyField.forms, count: bySms } } as Definition;

beforeAll(async () => {
  const office = await consoleInBrowser();
  ({ sql, web, browser } = office);
  campaign = await openCampaign(sql, { definition });
  await sql`
    insert into call_list (campaign_id, round_id, unit_code, reason, opened_at)
    select ${campaign.id}, ${campaign.rounds[0] ?? ''}, code, 'silent', now() from regions where code in ('912', '913')`;
  await sql`
    insert into chases (campaign_id, round_id, rung, region_code, silent, opened_at, acknowledge_by)
    select ${campaign.id}, ${campaign.rounds[0] ?? ''}, 'chase-' || nth, '91', nth, now(), now() + nth * interval '1 hour'
    from generate_series(1, 7) nth`;
  const site = await addPhoto(sql, { campaign: campaign.id, key: 'survey', unit: '911' }, LARGE_PHOTO.bytes);
  await web.submit(`/r/${await campaign.token('report', '911')}`, {
    ...{ households: '3', cash: '100', remarks: '路通了', site },
  });
  page = await office.pageAt('');
}, 120_000);

const open = (path: string) => page.goto(`${web.url}/console/${path}`);
const record = (code: string) => `places/${code}?campaign=${campaign.id}`;

it('B1: a village’s report is read, corrected and returned on its page', async () => {
  await open(record('91'));
  // A long list shows its first few, so that what is below stays in sight.
  const chases = page.locator('.section', { hasText: '督办' }).locator('tbody tr.ant-table-row');
  await page.getByRole('button', { name: '显示全部 7 条' }).waitFor();
  expect(await chases.count()).toBe(5);
  await page.getByRole('button', { name: '显示全部 7 条' }).click();
  expect(await chases.count()).toBe(7);
  await page.getByRole('link', { name: '一村' }).click();
  await page.getByRole('heading', { level: 1, name: '一村' }).waitFor();
  const first = page.getByText('第 1 版');
  await first.waitFor();
  for (const said of ['困难家庭', '3 户', '100.00 元', '路通了']) await page.getByText(said).first().waitFor();
  expect(await page.locator('main').innerText()).toMatch(/填报页 · 甲\*\* · 回执 \d{3}-\d{4}/);
  // Item 2: the photo is there, and really shown.
  const shot = page.getByRole('img', { name: '现场照片' });
  await eventually(async () =>
    expect(await shot.evaluate((img) => (img as { naturalWidth?: number }).naturalWidth)).toBeGreaterThan(0),
  );
  expect(await seriousFaults(page)).toEqual([]);
  await picture(page, 'record-1280');

  await page.getByRole('button', { name: /更\s*正/ }).click();
  const dialog = page.getByRole('dialog');
  const households = dialog.getByLabel('困难家庭（户）');
  expect(await households.inputValue()).toBe('3');
  await households.fill('501');
  await dialog.getByRole('button', { name: '提交更正' }).click();
  await dialog
    .getByText(/不能.*500|最多.*500|500/)
    .first()
    .waitFor();
  await households.fill('4');
  expect(await seriousFaults(page)).toEqual([]);
  await picture(page, 'correct-1280');
  await dialog.getByRole('button', { name: '提交更正' }).click();
  const toast = page.locator('.ant-notification-notice', { hasText: '已记下一村的上报' });
  await toast.getByRole('button', { name: /撤\s*销/ }).waitFor();
  await page.getByText('第 2 版').waitFor();
  await page.getByText('4 户').first().waitFor();
  expect(await page.locator('main').innerText()).toContain('代报');

  await page.getByRole('button', { name: /退\s*回/ }).click();
  await page.getByLabel('原因（不要写姓名）').fill('请核对户数');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /退\s*回/ })
    .click();
  await page.getByText('已退回，该单位会收到通知').waitFor();
  // What was returned is not undone any more.
  await toast.waitFor({ state: 'detached', timeout: 5000 });
  expect(web.client.steered.at(-1)).toMatchObject({ verb: 'return', target: { key: 'survey', unit: '911' } });
});

it('B2: 代报 opens the village’s form; the call is settled, listed under 已处理, and undone', async () => {
  await open(`calls?campaign=${campaign.id}`);
  const card = page.locator('.ant-card', { hasText: '二村' });
  await card.getByRole('button', { name: /代\s*报/ }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('困难家庭（户）').fill('6');
  await dialog.getByLabel('慰问金（元）').fill('360.5');
  await picture(page, 'enter-1280');
  await dialog.getByRole('button', { name: /提\s*交/ }).click();
  const toast = page.locator('.ant-notification-notice', { hasText: '已记下二村的上报' });
  await toast.waitFor();
  await card.waitFor({ state: 'detached' });
  expect([...(await sql`select result from call_list where unit_code = '912'`)]).toEqual([{ result: 'reported' }]);
  await page.getByText('已处理').click();
  await page.getByText('已代报 × 1').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await picture(page, 'calls-done-1280');
  await toast.getByRole('button', { name: /撤\s*销/ }).click();
  await page.getByText('没有符合筛选的行').waitFor();
  expect([...(await sql`select reported_at from asks where unit_code = '912'`)]).toEqual([{ reported_at: null }]);

  await page.getByText('待打电话').click();
  await page.locator('.ant-card', { hasText: '三村' }).getByRole('button', { name: '答应上报' }).click();
  await page.getByText('已处理').click();
  await page
    .locator('.ant-card', { hasText: '三村' })
    .getByRole('button', { name: /撤\s*销/ })
    .click();
  await page.getByText('没有符合筛选的行').waitFor();
});

it('B8: an SMS of 0 leaves the figures, and the record shows the question and, after 00, the zero report', async () => {
  const [contact] = await sql<{ id: number }[]>`
    select id from ${posts(sql)} p where region_code = '921' and role = 'contact'`;
  const round = campaign.rounds[0] ?? '';
  const at = shanghai('12-02 09:00');
  await writePast(
    sql,
    {
      message: {
        ...{ key: 'task 921', campaign_id: campaign.id, round_id: round, rung: 'open', kind: 'task', template: 'task' },
        ...{ region_code: '921', contact_id: contact?.id ?? 0, channel: 'sms', needed: 'silent' },
        ...{ valid_until: shanghai('12-05 18:00'), planned_at: at },
        link_id: sql`(select id from links where round_id = ${round} and region_code = '921' and purpose = 'report')`,
      },
    },
    { state: 'delivered', submitted_at: at, sent_to: '19900000921' },
  );
  const says = async (content: string) => {
    const reply = { provider: 'http', dedupe: content, phone: '19900000921', content, sentAt: null };
    await keepReplies(sql, [reply], 'simulated');
    await handleReplies(sql);
  };
  await says('报 12 360');
  await says('0');
  await open(record('921'));
  await page.getByText('问是否改为零报告').waitFor();
  await page.getByText('12 户').waitFor();
  expect(await page.locator('main').innerText()).toMatch(/第 1 版[\s\S]*短信 · 甲\*\*/);
  expect(await page.getByText('第 2 版').count()).toBe(0);
  await says('00');
  await open(record('921'));
  await page.getByText('零报告：没有需要上报的情况。').waitFor();
  await page.getByText('第 2 版').waitFor();
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
  await picture(page, 'record-390');
  await page.setViewportSize({ width: 1280, height: 900 });
});

it('B10: the Excel of a campaign’s page prints on its side, one page wide, with sums', async () => {
  await open(`campaigns/${campaign.id}`);
  await page.getByRole('button', { name: '下载' }).click();
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '报告（Excel）' }).click(),
  ]);
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(await file.path());
  expectPrintsWide(book);
  const sums = book.worksheets.map((sheet) => sheet.getRow(sheet.rowCount).getCell(1).value);
  expect(sums).toContain('合计');
});

it('Ctrl-K finds a village and a receipt by keyboard alone, and leads to the page', async () => {
  await open('');
  await page.getByRole('button', { name: '查找' }).waitFor();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: '查找' });
  await field.fill('村');
  await page.getByRole('option', { name: /五村/ }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await picture(page, 'search-1280');
  await page.keyboard.press('ArrowDown');
  const second = page.getByRole('option', { selected: true });
  const name = await second.locator('b').innerText();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name }).waitFor();

  const [{ receipt } = { receipt: '' }] = await sql<{ receipt: string }[]>`
    select p.receipt from reports p join asks a on a.report_id = p.id where a.unit_code = '911'`;
  await page.keyboard.press('Control+k');
  await field.fill(receipt);
  await page.getByRole('option', { name: new RegExp(`${receipt}.*一村`) }).waitFor();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: '一村' }).waitFor();
  await page.getByText(receipt).waitFor();
});

it('a filter is typed in one go or with pauses, and the ends of a span are kept in order, in words', async () => {
  await open('messages');
  // Who pauses and types on stays in the field.
  const place = page.getByRole('textbox', { name: '地方' });
  await place.click();
  await page.keyboard.type('五');
  await eventually(async () => expect(page.url()).toContain(encodeURIComponent('五')));
  await page.keyboard.type('村');
  await eventually(async () => expect(page.url()).toContain(encodeURIComponent('五村')));
  expect(await place.inputValue()).toBe('五村');
  const [from, to] = ['从', '到'].map((end) => page.getByRole('textbox', { name: `时间：${end}` }));
  await from?.fill('2026-12-05');
  await eventually(async () => expect(page.url()).toContain('plannedAt=2026-12-05..'));
  await to?.fill('2026-12-01');
  await page.getByRole('alert').filter({ hasText: '止期早于起期' }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  expect(page.url()).not.toContain('2026-12-01');
  await to?.fill('2026-12-06');
  await eventually(async () => expect(page.url()).toContain('plannedAt=2026-12-05..2026-12-06'));
  expect(await page.getByText('止期早于起期').count()).toBe(0);
});

it('the receipt with script says what the one without says, and the superior is rung with one tap', async () => {
  const form = await openPage(browser, { viewport: { width: 390, height: 844 }, hasTouch: true });
  await form.goto(`${web.url}/r/${await campaign.token('report', '922')}`);
  expect(await form.getByRole('link', { name: '拨打 19900000092' }).getAttribute('href')).toBe('tel:19900000092');
  await form.getByLabel('困难家庭').fill('8');
  await form.getByLabel('慰问金').fill('99.5');
  await form.getByRole('button', { name: '提交报告' }).click();
  const told = form.locator('#arrived-told');
  await told.waitFor({ timeout: 60_000 });
  const said = await told.innerText();
  for (const words of ['12月2日（周三）10:00', '按时', '困难家庭', '8 户', '99.50 元']) expect(said).toContain(words);
  expect(await seriousFaults(form)).toEqual([]);
  await picture(form, 'receipt-390');
  await form.goto(`${web.url}/a/${await campaign.token('acknowledge', '91')}`);
  expect(await form.getByRole('link', { name: /^拨打/ }).count()).toBeGreaterThan(0);
  expect(await seriousFaults(form)).toEqual([]);
  await picture(form, 'officer-390');
  await form.context().close();
});

it('B1: the tree of completeness shows the regions that are looked at with their counts, and opens to their units', async () => {
  await open(`campaigns/${campaign.id}`);
  const row = (name: string) => page.getByRole('treegrid').getByRole('row').filter({ hasText: name });
  // The root's line: completeness, expected units, on time, late.
  await row('小县').getByRole('gridcell', { name: '5', exact: true }).waitFor();
  await row('东乡').getByRole('gridcell', { name: '3', exact: true }).waitFor();
  await row('西乡').getByRole('gridcell', { name: '2', exact: true }).first().waitFor();
});
