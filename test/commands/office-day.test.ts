import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DateTime } from 'luxon';
import type { Browser, Download, Page } from 'playwright-core';
import { readEnv } from '../../config/env';
import { ROOT } from '../../config/root';
import { isAlive, type Member, readRoster } from '../../services/processes/roster';
import { expectSound } from '../support/browser/axe';
import { openBrowser } from '../support/browser/browser';
import { openPage, picture } from '../support/browser/page';
import { endWorkflows } from '../support/end-workflows';
import { eventually } from '../support/eventually';
import { needing } from '../support/needing';
import { filledTemplate, uglyRoster } from '../support/people/office-workbook';
import { testDatabase } from '../support/servers/database';
import { ownHome } from '../support/servers/own-home';

const { it, beforeAll, afterAll } = needing('chromium', 'fonts-noto-cjk');

/** The first day of a county office with `npm start`, from an empty register to a printed summary. */
jest.setTimeout(420_000);
const PATIENCE_MS = 90_000;
const PASSWORD = '三个词连起来 horse staple';
const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

let database: Awaited<ReturnType<typeof testDatabase>>;
let home: string;
let browser: Browser;
let system: { env: Record<string, string>; pages: Record<string, string> };
let firstSignIn: string;
const left: Member[] = [];
const wrong: string[] = [];

beforeAll(async () => {
  database = await testDatabase();
  home = ownHome();
  const name = home.slice(-6);
  const { CONSOLE_PORT: _, PUBLIC_URL: __, ...outside } = process.env;
  const own = {
    ...{ NUANDONG_HOME: home, DATABASE_URL: database.url, DATABASE_OWNER_URL: database.ownerUrl },
    ...{ TASK_QUEUE: name, QUEUE_PREFIX: name },
  };
  const child = spawn(process.execPath, ['bin/nuandong.mjs', 'up', '--json'], {
    cwd: ROOT,
    env: { ...outside, ...own },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk) => {
    said += chunk;
  });
  const pages = await eventually(() => JSON.parse(said) as Record<string, string>, 180_000);
  firstSignIn = pages.firstSignIn ?? '';
  system = JSON.parse(readFileSync(join(home, 'run.json'), 'utf8'));
  const roster = readRoster(home);
  if (roster) left.push(roster.owner, ...roster.children);
  browser = await openBrowser();
}, 240_000);
afterAll(async () => {
  await browser?.close();
  if (left[0] && isAlive(left[0])) process.kill(left[0].pid, 'SIGINT');
  await eventually(() => expect(left.filter(isAlive)).toEqual([])).catch(() => {});
  for (const member of left) if (isAlive(member)) process.kill(member.pid, 'SIGKILL');
  rmSync(home, { recursive: true, force: true });
  await database?.drop();
});

const at = (path: string) => `${system.pages.console}${path}`;

const person = (): Promise<Page> => openPage(browser, { patienceMs: PATIENCE_MS, wrong });

const LOOKS = [
  { name: 'wide', width: 1280, scheme: 'light' },
  { name: 'narrow', width: 390, scheme: 'light' },
  { name: 'dark', width: 1280, scheme: 'dark' },
] as const;

/** Sound for a screen reader and never scrolled sideways; and pictures of it, where a folder for them is named. */
async function looked(page: Page, name: string): Promise<void> {
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  for (const look of LOOKS) {
    await page.emulateMedia({ colorScheme: look.scheme });
    await page.setViewportSize({ width: look.width, height: 900 });
    await expectSound(page, `${name}-${look.name}`);
    await picture(page, `${name}-${look.name}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize({ width: 1280, height: 900 });
}

/** The page waits for no answer. */
const idle = (page: Page) => page.waitForLoadState('networkidle');

async function saved(page: Page, click: () => Promise<void>): Promise<{ name: string; bytes: Buffer }> {
  const [download] = await Promise.all([page.waitForEvent('download'), click()]);
  const bytes = await bytesOf(download);
  const folder = process.env.PICTURES;
  if (folder) await download.saveAs(join(folder, download.suggestedFilename()));
  return { name: download.suggestedFilename(), bytes };
}

async function bytesOf(download: Download): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
}

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name });
const dialog = (page: Page) => page.getByRole('dialog').last();

async function setPassword(page: Page, link: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('新密码').fill(PASSWORD);
  await page.getByLabel('再输一遍').fill(PASSWORD);
  await button(page, '设置密码并登录').click();
  await page.getByRole('navigation', { name: '主菜单' }).waitFor();
}

it('a county office goes from its Excel to a printed summary without a developer', async () => {
  const administrator = await person();
  try {
    await setPassword(administrator, firstSignIn);
    await administrator.getByRole('heading', { name: '第一次使用' }).waitFor();
    await looked(administrator, '01-first-page');
    await importRegister(administrator);
    const officer = await person();
    await setPassword(officer, await invite(administrator));
    const campaign = await startFromDraft(officer);
    const receipt = await reportByTelephone(officer, campaign);
    await findByReceipt(officer, receipt);
    await printSummary(officer, campaign);
    await disableAndEnable(administrator, officer);
    expect(wrong).toEqual([]);
    await endWorkflows(readEnv(system.env), campaign);
  } catch (e) {
    throw new Error(`${e instanceof Error ? e.message : e}\n${(await shown()).join('\n')}`, { cause: e });
  }
});

/** @returns what each open page shows, for the message of a failure */
const shown = (): Promise<string[]> =>
  Promise.all(
    browser
      .contexts()
      .flatMap((context) => context.pages())
      .map(async (page, nth) => {
        await picture(page, `99-end-${nth}`);
        return `${new URL(page.url()).pathname}: ${await page.locator('body').innerText()}`;
      }),
  );

async function importRegister(page: Page): Promise<void> {
  await page.getByRole('link', { name: '导入名册' }).first().click();
  const template = await saved(page, () => page.getByRole('link', { name: '下载模板' }).click());
  const own = [
    { 县区名称: '试验县', 姓名: '钱一', 手机: '199 0000 1000' },
    { 县区名称: '试验县', 上级名称: '东乡', 姓名: '孙二', 手机: '１９９００００１００１' },
    { 县区名称: '试验县', 上级名称: '西乡', 姓名: '李三', 手机: '19900001002', 邮箱: 'lisan@example.com' },
  ];
  const file = (name: string, buffer: Buffer) => ({ name, mimeType: XLSX, buffer });
  await page
    .locator('input[type=file]')
    .setInputFiles([
      file(template.name, await filledTemplate(template.bytes, own)),
      file('联络员花名册.xlsx', await uglyRoster()),
    ]);
  await page.getByLabel('县（市、区）名称').fill('试验县');
  await page.keyboard.press('Enter');
  await idle(page);
  await looked(page, '02-import-unmapped');
  await page.getByLabel('“当家人”的含义').first().click();
  await page.locator('.ant-select-item-option:visible', { hasText: /^姓名$/ }).click();
  await page.getByRole('status').filter({ hasText: '3 行有错误' }).waitFor();
  await idle(page);
  await looked(page, '03-import-mapped');
  await page.getByLabel('第 7 行 联 系 电 话').fill('199 0000 3003');
  await page.getByLabel('第 8 行 联 系 电 话').fill('199 0000 3004');
  await page.getByLabel('第 4 行 联 系 电 话').fill('19900003006');
  await looked(page, '04-import-typed');
  await button(page, '改好这 3 处，再查').click();
  await button(page, /^导入$/).waitFor();
  await idle(page);
  await looked(page, '05-import-mended');
  await button(page, /^导入$/).click();
  await page.getByText(/已导入 10 个地区、10 个联系人/).waitFor();
  await page.getByRole('heading', { level: 1, name: '名册' }).waitFor();
  await idle(page);
  await looked(page, '06-register');
}

/** @returns the link of a new account */
async function invite(page: Page): Promise<string> {
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '账号' }).click();
  await button(page, '添加账号').click();
  await dialog(page).getByLabel('姓名').fill('钱一');
  await dialog(page).getByLabel('登录名或邮箱').fill('qianyi');
  await dialog(page).getByLabel('范围').click();
  await page.locator('.ant-select-tree-title', { hasText: '试验县' }).click();
  await looked(page, '07-account');
  await dialog(page).getByRole('button', { name: '添加', exact: true }).click();
  const link = page.getByText(/\/link\/|\/invit|\/welcome|https?:\/\/127/).last();
  await link.waitFor();
  await idle(page);
  await looked(page, '08-account-link');
  return link.innerText();
}

/** A campaign from a colleague's file. */
function draftFile(): { name: string; mimeType: string; buffer: Buffer } {
  const today = DateTime.now().setZone('Asia/Shanghai');
  const file = readFileSync(join(ROOT, 'test/fixtures/short-campaign.yaml'), 'utf8');
  const season = today.month >= 7 ? today.year : today.year - 1;
  const text = file.replace("scope: '990012'", 'scope: 试验县').replace('season: 2026', `season: ${season}`);
  return { name: '去年的活动.yaml', mimeType: 'application/yaml', buffer: Buffer.from(text) };
}

async function next(page: Page): Promise<void> {
  const head = page.locator('h2.step-head');
  const before = await head.textContent();
  await button(page, '下一步').click();
  await eventually(async () => expect(await head.textContent()).not.toBe(before));
}

async function startFromDraft(page: Page): Promise<string> {
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '活动' }).click();
  await page.getByRole('link', { name: '新建活动' }).click();
  await looked(page, '10-templates');
  await page.locator('input[type=file]').setInputFiles(draftFile());
  await page.getByLabel('名称（中文）').fill('试验县冬春救助摸底');
  await looked(page, '11-scope');
  await next(page);
  const today = DateTime.now().setZone('Asia/Shanghai');
  for (const [label, days] of [
    // Today's hour of opening may still be to come.
    ['摸底: 开始', -1],
    ['摸底: 到期', 7],
    ['总结: 开始', 14],
    ['总结: 到期', 18],
  ] as const) {
    const field = page.getByLabel(label, { exact: true });
    const day = today.plus({ days });
    await field.fill(`${day.month}月${day.day}日`);
    await field.blur();
  }
  await idle(page);
  await looked(page, '12-dates');
  await page.getByTestId('draft-saved').filter({ hasText: '草稿已保存' }).waitFor();
  await page.getByRole('navigation', { name: '主菜单' }).getByRole('link', { name: '活动' }).click();
  await page.getByRole('link', { name: '试验县冬春救助摸底' }).waitFor();
  await idle(page);
  await looked(page, '13-drafts');
  await page.getByRole('link', { name: '试验县冬春救助摸底' }).click();
  await page.locator('h2.step-head').waitFor();
  for (const picture of ['dates', '14-ladder', '15-texts', '16-check']) {
    await next(page);
    await idle(page);
    if (picture !== 'dates') await looked(page, picture);
  }
  await button(page, '正式启动').click();
  await dialog(page).getByText('全程最多').waitFor();
  await looked(page, '17-start');
  await dialog(page).getByRole('textbox').fill('试验县冬春救助摸底');
  await dialog(page).getByRole('button', { name: '正式启动' }).click();
  await page.getByRole('heading', { level: 1, name: '试验县冬春救助摸底' }).waitFor();
  await page.getByRole('treegrid', { name: '各级完成度' }).waitFor();
  await idle(page);
  await looked(page, '18-campaign');
  return new URL(page.url()).pathname.split('/').at(-1) ?? '';
}

/** @returns the receipt */
async function reportByTelephone(page: Page, campaign: string): Promise<string> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '查找' }).fill('石桥');
  await page.getByRole('option', { name: /石桥/ }).first().waitFor();
  await looked(page, '20-search');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /石桥/ }).waitFor();
  await idle(page);
  await looked(page, '21-village');
  await button(page, '代报').click();
  await dialog(page).getByLabel('户数').fill('12');
  await dialog(page)
    .getByLabel(/慰问金/)
    .fill('3600');
  await looked(page, '22-by-telephone');
  await dialog(page).getByRole('button', { name: '提交', exact: true }).click();
  const toast = page.locator('.ant-notification-notice', { hasText: '回执号' });
  await toast.waitFor();
  const receipt = /\d{3}-\d{4}/.exec(await toast.innerText())?.[0] ?? '';
  await page.getByText('第 1 版').waitFor();
  await looked(page, '23-reported');
  await button(page, '退回').click();
  await dialog(page).getByLabel('原因（不要写姓名）').fill('请核对户数');
  await looked(page, '24-return');
  await dialog(page).getByRole('button', { name: '退回' }).click();
  await page.getByText('已退回，该单位会收到通知').waitFor();
  await page.getByText('已退回', { exact: true }).first().waitFor();
  await idle(page);
  await looked(page, '25-returned');
  await page.goto(at(`/console/campaigns/${campaign}`));
  await page.getByText('请核对户数').waitFor();
  await idle(page);
  await looked(page, '26-campaign-after');
  return receipt;
}

async function findByReceipt(page: Page, receipt: string): Promise<void> {
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: '查找' }).fill(receipt);
  await page.getByRole('option', { name: new RegExp(receipt) }).waitFor();
  await looked(page, '30-receipt');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /石桥/ }).waitFor();
  for (const said of ['户数', '3600.00', '请核对户数', receipt]) await page.getByText(said).first().waitFor();
}

async function printSummary(page: Page, campaign: string): Promise<void> {
  await page.goto(at(`/console/campaigns/${campaign}`));
  for (const [item, name] of [
    ['报告（Word）', /工作总结.*\.docx$/],
    ['报告（Excel）', /\.xlsx$/],
  ] as const) {
    await button(page, /下载/).click();
    const file = await saved(page, () => page.getByRole('link', { name: item }).click());
    expect(file.name).toMatch(name);
    expect(file.bytes.subarray(0, 2).toString()).toBe('PK');
  }
}

async function disableAndEnable(page: Page, officer: Page): Promise<void> {
  const row = page.getByRole('row').filter({ hasText: 'qianyi' }).last();
  await button(page, '停用 钱一').click();
  await looked(page, '40-disable');
  await dialog(page).getByRole('button', { name: '停用' }).click();
  await row.getByText('已停用').waitFor();
  await looked(page, '41-disabled');
  // Its page asks for news by itself, and may be there already.
  await officer.goto(at('/console/register'));
  await officer.waitForURL(/\/login/);
  await button(officer, '登录').waitFor();
  await looked(officer, '42-signed-out');
  await button(page, '启用 钱一').click();
  await row.getByText('可用').waitFor();
  await officer.goto(at('/login'));
  await officer.getByLabel('账号').fill('qianyi');
  await officer.getByLabel('密码').fill(PASSWORD);
  await button(officer, '登录').click();
  await officer.getByRole('navigation', { name: '主菜单' }).waitFor();
}
