import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import type { Sql } from '../../store/db/db';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { listDefinition } from '../support/campaigns/list-definition';
import { specimen } from '../support/campaigns/rows';
import { eventually } from '../support/eventually';
import { needing } from '../support/needing';
import { openProfile } from '../support/servers/browser';
import { consoleEnv, type TestConsole, testConsole } from '../support/servers/console';
import { testDatabase } from '../support/servers/database';

const { it, beforeAll, afterAll } = needing('chromium', 'fonts-noto-cjk');

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let web: TestConsole;
let profile: string;
let phone: BrowserContext;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: listDefinition() });
  web = await testConsole(sql);
  profile = await mkdtemp(join(tmpdir(), 'nuandong-phone-'));
  phone = await openProfile(profile);
});
afterAll(async () => {
  await phone?.close();
  await web?.close();
  await database?.drop();
  if (profile) await rm(profile, { recursive: true, force: true });
});

const address = async () => `${web.url}/r/${await campaign.token('report', '911', 'apply.village')}`;
const entries = () => sql<{ shown: string; state: string }[]>`select shown, state from entries order by id`;

async function enter(page: Page, name: string, idNumber: string): Promise<void> {
  await page.getByLabel('特困户', { exact: true }).check();
  await page.getByLabel('户主姓名').fill(name);
  await page.locator('#i-idNumber').fill(idNumber);
  await page.getByLabel('家庭人口').fill('3');
  await page.getByLabel('知情同意', { exact: true }).check();
  await page.getByRole('button', { name: '报上这一户' }).click();
}

/** @returns whether a text is found in any file of the phone, as UTF-8 or UTF-16 */
async function isOnPhone(text: string): Promise<boolean> {
  const files = await readdir(profile, { recursive: true, withFileTypes: true });
  const forms = [Buffer.from(text), Buffer.from(text, 'utf16le')];
  for (const file of files.filter((one) => one.isFile())) {
    const bytes = await readFile(join(file.parentPath, file.name));
    if (forms.some((form) => bytes.includes(form))) return true;
  }
  return false;
}

it('rows entered without a network wait on the phone unreadably, and arrive when the network is back', async () => {
  const page = await phone.newPage();
  await page.goto(await address());
  await eventually(async () => {
    const kept = await page.evaluate(`caches.match(location.href).then((page) => page !== undefined)`);
    if (!kept) throw new Error('The page is not kept yet');
  });
  await phone.setOffline(true);
  await enter(page, '赵某甲', specimen(1));
  await page.getByText('未上传 1 条').waitFor();
  await enter(page, '钱某乙', '110105194912310021');
  await page.getByText('未上传 2 条').waitFor();
  expect(await page.locator('#rows-kept').textContent()).toMatch(/赵\*\* …\d{3}[\dX][\s\S]*钱\*\* …0021/);
  await page.getByRole('button', { name: '全部报完' }).click();
  expect(await entries()).toHaveLength(0);
  const { port } = new URL(web.url);
  await web.close();
  await phone.close();
  for (const text of ['赵某甲', '钱某乙', specimen(1)]) expect(await isOnPhone(text)).toBe(false);

  phone = await openProfile(profile, { offline: true });
  const again = await phone.newPage();
  await again.goto(await address());
  await again.getByText('未上传 2 条').waitFor();
  web = await testConsole(sql, { env: consoleEnv({ CONSOLE_PORT: port }) });
  await phone.setOffline(false);

  // The second row is refused alone, with the reason beside it; it is corrected and taken, and then these are all.
  await again.getByText('身份证号校验不符').first().waitFor();
  await again.locator('#rows').getByText('赵**').waitFor();
  expect(await entries()).toEqual([{ shown: '赵**', state: 'in' }]);
  expect(await again.locator('#arrived').isVisible()).toBe(false);
  await again.getByRole('button', { name: '改', exact: true }).click();
  expect(await again.getByLabel('户主姓名').inputValue()).toBe('钱某乙');
  await again.locator('#i-idNumber').fill(specimen(2));
  await again.getByRole('button', { name: '报上这一户' }).click();
  await again.locator('#arrived').waitFor();
  expect(await again.getByText('未上传').first().isVisible()).toBe(false);
  expect((await entries()).map(({ shown }) => shown)).toEqual(['赵**', '钱**']);
  expect(
    await sql`select reported_at is not null as whole from asks where unit_code = '911' and key = 'apply.village'`,
  ).toEqual([{ whole: true }]);

  // The page that is kept for later names nobody.
  await phone.setOffline(true);
  await again.reload();
  await again.locator('html[data-kept]').waitFor();
  expect(await again.content()).not.toContain('赵**');
});
