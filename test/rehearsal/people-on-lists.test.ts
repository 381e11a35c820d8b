import { execFile } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import decodeQr from 'qr/decode.js';
import { ROOT } from '../../config/root';
import type { Role } from '../../domain/account/roles';
import { PHOTO } from '../../rehearsal/people/photo';
import { addAccount } from '../../store/account/accounts';
import { setPassword } from '../../store/account/passwords';
import type { Sql } from '../../store/db/db';
import { openBrowser } from '../support/browser/browser';
import { builtApp } from '../support/browser/built-app';
import { keptOffline, newPhone, type Phone } from '../support/browser/phone';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { listDefinition } from '../support/campaigns/list-definition';
import { specimen } from '../support/campaigns/rows';
import { shanghai } from '../support/campaigns/tiny';
import { needing } from '../support/needing';
import { consoleEnv, type TestConsole, testConsole } from '../support/servers/console';
import { testDatabase } from '../support/servers/database';
import { foundOnPhone } from '../support/villages/phone-files';

const { it, beforeAll, afterAll } = needing('chromium', 'fonts-noto-cjk');

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let web: TestConsole;
let phone: Phone;
let browser: Browser;
/** The console of the county, and the address in the code of its posting. */
let county: Page;
let address: string;

beforeAll(async () => {
  await builtApp();
  database = await testDatabase();
  sql = database.sql;
  const { poor } = listDefinition().lists;
  const track = ['propose', 'check', 'approve', 'announce', 'deliver'];
  campaign = await openCampaign(sql, { definition: listDefinition({ lists: { poor: { ...poor, track } } }) });
  browser = await openBrowser();
  web = await testConsole(sql);
  phone = await newPhone();
});
afterAll(async () => {
  await phone?.throwAway();
  await browser?.close();
  await web?.close();
  await database?.drop();
});

const formAddress = async () => `${web.url}/r/${await campaign.token('report', '911', 'apply.village')}`;
const entries = () => sql<{ shown: string; state: string }[]>`select shown, state from entries order by id`;

async function enter(page: Page, name: string, idNumber: string): Promise<void> {
  await page.getByLabel('特困户', { exact: true }).check();
  await page.getByLabel('户主姓名').fill(name);
  await page.locator('#i-idNumber').fill(idNumber);
  await page.getByLabel('家庭人口').fill('3');
  await page.getByLabel('知情同意', { exact: true }).check();
  await page.getByRole('button', { name: '报上这一户' }).click();
}

it('rows entered without a network wait on the phone unreadably, and arrive when the network is back', async () => {
  const page = await phone.context.newPage();
  await page.goto(await formAddress());
  await keptOffline(page);
  await phone.context.setOffline(true);
  const families = { 赵某甲: specimen(1), 钱某乙: '110105194912310021', 孙某丙: specimen(3), 李某丁: specimen(4) };
  for (const [nth, [name, idNumber]] of Object.entries(families).entries()) {
    await enter(page, name, idNumber);
    await page.getByText(`未上传 ${nth + 1} 条`).waitFor();
  }
  expect(await page.locator('#rows-kept').textContent()).toMatch(/赵\*\* …\d{3}[\dX][\s\S]*钱\*\* …0021/);
  await page.getByRole('button', { name: '全部报完' }).click();
  await page.locator('#rows-kept').getByText('全部报完').waitFor();
  expect(await entries()).toHaveLength(0);
  const { port } = new URL(web.url);
  await web.close();
  await phone.switchOff();
  expect(await foundOnPhone(phone.folder, ['赵某甲', '钱某乙', specimen(1)])).toEqual([]);

  await phone.switchOn();
  const again = await phone.context.newPage();
  await again.goto(await formAddress());
  await again.getByText('未上传 4 条').waitFor();
  web = await testConsole(sql, { env: consoleEnv({ CONSOLE_PORT: port, PUBLIC_URL: web.url }) });
  await phone.context.setOffline(false);

  // The second row is refused alone, with the reason beside it; it is corrected and taken, and then these are all.
  await again.getByText('身份证号校验不符').first().waitFor();
  await again.locator('#rows').getByText('赵**').waitFor();
  expect((await entries()).map(({ shown }) => shown).sort()).toEqual(['孙**', '李**', '赵**'].sort());
  expect(await again.locator('#arrived').isVisible()).toBe(false);
  await again.getByRole('button', { name: '改', exact: true }).click();
  expect(await again.getByLabel('户主姓名').inputValue()).toBe('钱某乙');
  await again.locator('#i-idNumber').fill(specimen(2));
  await again.getByRole('button', { name: '报上这一户' }).click();
  await again.locator('#arrived').waitFor();
  expect(await again.getByText('未上传').first().isVisible()).toBe(false);
  expect((await entries()).map(({ shown }) => shown)).toContain('钱**');
  expect(
    await sql`select reported_at is not null as whole from asks where unit_code = '911' and key = 'apply.village'`,
  ).toEqual([{ whole: true }]);

  // The page that is kept for later names nobody.
  await phone.context.setOffline(true);
  await again.reload();
  await again.locator('html[data-kept]').waitFor();
  expect(await again.content()).not.toContain('赵**');
});

const PASSWORD = '雪夜里村口第三盏灯还亮着呢';

/** Signs an officer in by the page for it. @returns the console's page of lists */
async function officer(role: Role, region: string): Promise<Page> {
  const { id } = await addAccount(sql, { login: role, name: role, role, region });
  await setPassword(sql, id, { password: PASSWORD });
  const context = await browser.newContext({ locale: 'zh-CN', viewport: { width: 1280, height: 1000 } });
  const page = await context.newPage();
  await page.goto(`${web.url}/console/lists?campaign=${campaign.id}`);
  await page.locator('#login').fill(role);
  await page.locator('#password').fill(PASSWORD);
  await page.locator('button.main').click();
  await page.getByRole('heading', { name: '名单', level: 1 }).waitFor();
  return page;
}

/** Ant Design sets a blank between two characters. */
const button = (page: Page, name: string) =>
  page.getByRole('button', { name: new RegExp(`^${[...name].join('\\s?')}$`) });

const row = (page: Page, name: string) => page.getByRole('row', { name: new RegExp(`${name}\\*\\*`) });

/** Chooses rows by their surnames, and opens the dialog of an act. */
async function decide(page: Page, names: string, act: string): Promise<void> {
  for (const name of names) await row(page, name).getByRole('checkbox').check();
  await button(page, act).click();
}

async function doStep(page: Page, names: string, step: string): Promise<void> {
  await decide(page, names, '办理一步');
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('哪一步').click();
  await page.locator('.ant-select-item-option:visible', { hasText: step }).click();
  await dialog.getByRole('button', { name: '办理一步' }).click();
  await dialog.waitFor({ state: 'detached' });
}

/** @returns the JSON of a command over the same database */
async function nuandong(...args: string[]): Promise<unknown> {
  const settings = Object.entries(consoleEnv()).map(([name, value]) => [name, String(value)]);
  const env = { ...process.env, ...Object.fromEntries(settings), DATABASE_URL: database.url };
  const command = ['--import', 'tsx', 'cli/main.ts', ...args, '--json'];
  const { stdout } = await promisify(execFile)(process.execPath, command, { cwd: ROOT, env, timeout: 40_000 });
  return JSON.parse(stdout);
}

/** @returns what the code square on a page says, as a phone reads it */
async function scanned(page: Page): Promise<string> {
  const picture = (await page.locator('svg.qr').screenshot()).toString('base64');
  const image = await page.evaluate<{ width: number; height: number; data: number[] }>(`(async () => {
    const bytes = Uint8Array.from(atob('${picture}'), (one) => one.charCodeAt(0));
    const image = await createImageBitmap(new Blob([bytes]));
    const { width, height } = image;
    const paper = new OffscreenCanvas(width, height).getContext('2d');
    paper.drawImage(image, 0, 0);
    return { width, height, data: Array.from(paper.getImageData(0, 0, width, height).data) };
  })()`);
  return decodeQr({ ...image, data: Uint8ClampedArray.from(image.data) });
}

it('the township returns a row with a reason, and the county approves the rest and posts it', async () => {
  const township = await officer('township-officer', '91');
  await decide(township, '钱', '退回');
  await township.getByLabel('说明（申报单位会看到）').fill('户籍已迁出');
  await button(township, '退回').last().click();
  await row(township, '钱').getByText('已退回').waitFor();
  await doStep(township, '赵孙李', '核实');
  await row(township, '李').getByText('已核实').waitFor();

  county = await officer('county-officer', '9');
  await doStep(county, '赵孙李', '审批');
  await row(county, '李').getByText('已审批').waitFor();
  await county.goto(`${web.url}/console/postings?campaign=${campaign.id}`);
  await county.getByRole('link', { name: '张榜公示' }).click();
  await button(county, '预览公示单').click();
  const preview = county.frameLocator('iframe');
  await preview.getByText('孙**').waitFor();
  expect(await preview.getByText('钱**').count()).toBe(0);
  await button(county, '公示').click();
  await county.getByText('扫码的人都能看到').waitFor();
  await button(county, '公示').last().click();
  await county.locator('.ant-modal-confirm-title', { hasText: '已公示：第' }).waitFor();
  await button(county, '知道了').click();
  await county.getByRole('link', { name: '一村' }).click();
  await county
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: PHOTO.bytes });
  await county.getByAltText('张贴时的照片 1').waitFor();
  const opened = county.waitForEvent('popup');
  await county.getByRole('link', { name: '打印公示单' }).click();
  address = await scanned(await opened);
  expect(address).toMatch(new RegExp(`^${web.url}/p/`));
});

it('an objection by the code stops one row, and the others go on', async () => {
  const neighbour = await (await browser.newContext({ locale: 'zh-CN' })).newPage();
  await neighbour.goto(address);
  const number = await row(neighbour, '李').getByRole('cell').first().textContent();
  await neighbour.getByLabel('对第几号有异议').fill(number ?? '');
  await neighbour.getByLabel('情况说明').fill('家里有两辆车');
  await neighbour.getByRole('button', { name: '提交' }).click();
  await neighbour.locator('.receipt').waitFor();

  await county.goto(`${web.url}/console/lists?campaign=${campaign.id}`);
  await row(county, '李').getByText('暂缓').waitFor();
  expect(await county.getByRole('row', { name: /暂缓/ }).filter({ hasText: '**' }).count()).toBe(1);

  // After the last day the others are announced; the row with the objection waits for its answer.
  await campaign.at(shanghai('12-08 00:00'));
  await county.goto(`${web.url}/console/postings?campaign=${campaign.id}`);
  await county.getByRole('link', { name: '一村' }).click();
  await button(county, '公示期满，结束').click();
  await button(county, '结束').click();
  await county.getByText('已期满').waitFor();
  await county.goto(`${web.url}/console/lists?campaign=${campaign.id}`);
  await row(county, '赵').getByText('已公示').waitFor();
  await row(county, '孙').getByText('已公示').waitFor();
  await row(county, '李').getByRole('cell', { name: /^暂缓/ }).waitFor();
});

it('the photo of the end is kept by command, and the board tells which photos there are', async () => {
  const [posting] = await sql<{ id: number }[]>`select id from postings`;
  const file = join(phone.folder, 'end.jpg');
  await writeFile(file, PHOTO.bytes);
  const kept = await nuandong('posting', 'photo', String(posting?.id), file, '--moment', 'end');
  expect(kept).toEqual({ posting: posting?.id, photo: PHOTO.id });
  expect(await nuandong('posting', 'show', campaign.id)).toMatchObject({
    postings: [{ state: 'closed', objections: 1, photos: { start: 1, end: 1 } }],
    figures: { posted: 3, objections: 1, confirmed: 2, boards: 1, boardsAtStart: 1, boardsAtEnd: 1 },
  });
  await county.goto(`${web.url}/console/postings/${posting?.id}`);
  await county.getByAltText('期满时的照片 1').waitFor();
});
