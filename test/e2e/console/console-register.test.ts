import ExcelJS from 'exceljs';
import iconv from 'iconv-lite';
import type { Browser, Page } from 'playwright-core';
import { addAccount } from '../../../store/account/accounts';
import { setPassword } from '../../../store/account/passwords';
import type { Sql } from '../../../store/db/db';
import { readTable } from '../../../store/people/tables/read/read-table';
import { textOf } from '../../../store/people/tables/table';
import { signIn } from '../../support/accounts';
import { seriousFaults } from '../../support/browser/axe';
import { choose } from '../../support/browser/choose';
import { consoleInBrowser } from '../../support/browser/console-in-browser';
import { openPage } from '../../support/browser/page';
import { importTinyRegister } from '../../support/campaigns/tiny';
import { eventually } from '../../support/eventually';
import { needing } from '../../support/needing';
import { oldWorkbook } from '../../support/old-workbook';
import { consoleEnv, type TestConsole } from '../../support/servers/console';

const { it, beforeAll } = needing('chromium', 'fonts-noto-cjk');

const ROBOTS = JSON.stringify([
  { name: 'duty', kind: 'wecom', url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k' },
]);
let sql: Sql;
let web: TestConsole;
let browser: Browser;
let page: Page;

/** The county 小县 with the townships 东乡 and 西乡; the machine is shared, so that pages may take their time. */
beforeAll(async () => {
  const office = await consoleInBrowser({
    fill: importTinyRegister,
    env: consoleEnv({ GROUP_ROBOTS: ROBOTS }),
  });
  ({ sql, web, browser } = office);
  page = await office.pageAt('');
}, 120_000);

const open = (path: string) => page.goto(`${web.url}/console/${path}`);
const button = (name: string | RegExp) => page.getByRole('button', { name });
/** The title of a dialog of antd has two blanks between two signs of a button. */
const inDialog = (name: RegExp) => page.getByRole('dialog').last().getByRole('button', { name });
const status = (text: string | RegExp) => page.getByRole('status').filter({ hasText: text });

/**
 * Three rows of titles and notes, a merged township, running numbers, no codes, formulas, full-width digits, landlines,
 * a heading of its own, a sum, frames drawn far below and far to the right, a sheet of notes and a hidden one.
 */
async function officeTable(): Promise<Buffer> {
  const workbook = new ExcelJS.Workbook();
  const sheet = workbook.addWorksheet('联络员');
  sheet.addRow(['小县2026年冬春救助村级联络员名册']);
  sheet.mergeCells('A1:E1');
  sheet.addRow(['填报单位：小县民政局（盖章）']);
  sheet.addRow(['联系电话：0876-4120000   填报日期：2026年11月3日']);
  sheet.addRow(['序号', '乡镇', '村', '当家人', '手机号码']);
  sheet.addRow([
    1,
    '新乡',
    '清平村村委会',
    { formula: 'A1', result: '张　三' },
    '１９９-００００ ２００１ / 0876-4121000',
  ]);
  sheet.addRow([{ formula: 'A5+1', result: 2 }, '', '东风社区居委会', '李四', '0876-4121']);
  sheet.addRow([3, '', '和平村', '王五', '199 0000 20']);
  sheet.mergeCells('B5:B7');
  sheet.addRow(['合 计', '', { formula: 'COUNTA(C5:C7)&"个村"', result: '3个村' }]);
  for (let row = 9; row <= 20_000; row += 1) sheet.getCell(row, 1).border = { top: { style: 'thin' } };
  sheet.getCell('XFD2').border = { top: { style: 'thin' } };
  workbook.addWorksheet('填表说明').addRow(['1. 姓名：填写真实姓名']);
  const hidden = workbook.addWorksheet('下拉选项', { state: 'hidden' });
  hidden.addRow(['乡镇', '村', '姓名', '手机']);
  hidden.addRow(['新乡', '藏村', '旧人', '19900002009']);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}

it('B3 a real register goes in: mapped, mended in place, the right rows first, the wrong ones as a file, and undone', async () => {
  await open('register/import');
  const [template] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载模板' }).click(),
  ]);
  expect(template.suggestedFilename()).toBe('名册模板.xlsx');
  const files = { name: '联络员名册.xlsx', mimeType: 'application/octet-stream', buffer: await officeTable() };
  await page.locator('input[type=file]').setInputFiles(files);
  // The heading of a name is the office's own: the column is named, and can be chosen.
  await page.getByText('表格缺少这一列').first().waitFor();
  await page.getByLabel('“当家人”的含义').click();
  await page.locator('.ant-select-item-option', { hasText: /^姓名$/ }).click();
  await button('按名称新建这些地方').click();
  await status('2 行有错误').waitFor();
  for (const left of ['隐藏的工作表“联络员名册.xlsx#下拉选项”', '填表说明”：没有名册的列名', '第 8 行：是合计'])
    await status(left).waitFor();
  expect(await seriousFaults(page)).toEqual([]);

  await page.getByLabel('第 6 行 手机号码').fill('19900002002');
  await button('改好这 1 处，再查').click();
  await status('1 行有错误').waitFor();
  const [wrong] = await Promise.all([page.waitForEvent('download'), button('下载 1 行错误').click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await wrong.createReadStream()) chunks.push(Buffer.from(chunk));
  const [table] = await readTable('wrong.xlsx', new Uint8Array(Buffer.concat(chunks)));
  expect(table?.lines.map(({ cells }) => textOf(cells[2]))).toEqual(['村', '和平村']);

  await button(/^导入正确的 \d+ 行$/).click();
  await page.getByText(/已导入 \d+ 个地区、2 个联系人/).waitFor();
  const villages = () => sql<{ name: string }[]>`select name from regions where path like '9/9-新乡/%' order by name`;
  await eventually(async () => expect(await villages()).toHaveLength(3));
  await page.getByRole('button', { name: /撤\s*销/ }).click();
  await inDialog(/撤销导入/).click();
  await eventually(async () => expect(await villages()).toHaveLength(0));

  // The files of old programs: text in GBK, and a workbook of Excel 97.
  const roster = [['小县名册'], ['序号', '乡镇', '村', '姓名', '手机'], [1, '东乡', '龑村', '赵六', 19900002005]];
  const old = [{ name: '名册', rows: roster }];
  for (const [name, buffer] of [
    ['旧系统.csv', iconv.encode(roster.map((cells) => cells.join(',')).join('\r\n'), 'gb18030')],
    ['旧表.xls', Buffer.from(oldWorkbook(old))],
  ] as const) {
    await open('register/import');
    await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'application/octet-stream', buffer });
    await button('按名称新建这些地方').click();
    await status(/2 处改变/).waitFor();
    await page.getByText('龑村').first().waitFor();
  }
});

it('the tree opens at a place, which is renamed and found by its people', async () => {
  await open('register?place=921');
  await page.getByRole('treeitem', { name: /四村/ }).waitFor();
  await button('改名、移动').click();
  await page.getByRole('dialog').getByLabel('名称').fill('四新村');
  await inDialog(/保\s*存/).click();
  await page.getByText('改名：四村 → 四新村').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  const search = page.getByLabel('查找地区和人');
  await search.fill('19900000911');
  await search.press('Enter');
  await page.getByRole('list', { name: '找到的' }).getByRole('button').first().click();
  await page.getByRole('heading', { level: 2, name: '一村' }).waitFor();
  const { pathname, search: query } = new URL(page.url());
  expect(pathname + query).not.toContain('199');
  // The duty group of the region is chosen among the robots of the settings, and taken away again.
  await choose(page, '值班群机器人', 'duty（企业微信）');
  const robots = () => sql<{ robot: string }[]>`select robot from groups`;
  await eventually(async () => expect([...(await robots())]).toEqual([{ robot: 'duty' }]));
  expect(await seriousFaults(page)).toEqual([]);
  const chosen = page.locator('.ant-select').filter({ has: page.getByLabel('值班群机器人') });
  await chosen.hover();
  await chosen.locator('.ant-select-clear').click();
  await eventually(async () => expect(await robots()).toHaveLength(0));
  await open('register/gaps');
  await page.getByRole('heading', { level: 1, name: /没有联系人的地区/ }).waitFor();
  expect(await seriousFaults(page)).toEqual([]);
});

it('B6 an account that is disabled says so at once, and is enabled again', async () => {
  const given = { login: 'wangwu', name: '王五', role: 'county-officer', region: '9' } as const;
  const { id } = await addAccount(sql, given);
  await setPassword(sql, id, { password: '三个词连起来 horse staple' });
  await open('accounts');
  const row = page.getByRole('row').filter({ hasText: 'wangwu' });
  await row.getByText('可用').waitFor();
  // M16: a region by its name; M17: an account is changed on the page.
  await row.getByText('小县').waitFor();
  await button('修改 王五').click();
  await page.getByRole('dialog').getByLabel('角色').click();
  await page.locator('.ant-select-item-option', { hasText: '审计员' }).click();
  await inDialog(/保\s*存/).click();
  await row.getByText('审计员').waitFor();
  await button('停用 王五').click();
  await inDialog(/停\s*用/).click();
  await row.getByText('已停用').waitFor();
  await button('启用 王五').click();
  await row.getByText('可用').waitFor();
  await button('停用 王五').waitFor();
});

it('B9 an officer of a township gets a region, or no account; a page that is not theirs says so', async () => {
  await open('accounts');
  await button('添加账号').click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('姓名').fill('赵六');
  await dialog.getByLabel('登录名或邮箱').fill('zhaoliu');
  await dialog.getByLabel('角色').click();
  await page.locator('.ant-select-item-option', { hasText: '乡镇经办人' }).click();
  await inDialog(/添\s*加/).click();
  await dialog.getByText('县级和乡镇的角色要有范围').waitFor();
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByLabel('范围').click();
  await page.locator('.ant-select-tree-title', { hasText: '小县' }).click();
  await inDialog(/添\s*加/).click();
  await page.getByText('一次性链接（1 个）').waitFor();
  expect(await sql`select region_code from accounts where login = 'zhaoliu'`).toEqual([{ region_code: '9' }]);

  await button('批量邀请').click();
  await page
    .getByLabel('粘贴的表格')
    .fill('姓名\t登录名\t乡镇\n钱一\tqianyi\t东乡\n孙二\tsuner\t西乡\n李三\tlisan\t无此乡');
  await inDialog(/^查\s*看$/).click();
  await inDialog(/添加 2 个账号/).click();
  await page.getByText('一次性链接（3 个）').waitFor();
  expect(await seriousFaults(page)).toEqual([]);

  const township = await signIn(sql, 'township-officer', '91');
  const theirs = await openPage(browser, { url: web.url, who: township, viewport: { width: 390, height: 844 } });
  for (const path of ['audit', 'accounts', 'register/import']) {
    await theirs.goto(`${web.url}/console/${path}`);
    await theirs.getByText('没有权限').waitFor();
  }
  await theirs.context().close();
});
