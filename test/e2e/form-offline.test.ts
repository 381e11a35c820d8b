import type { Page } from 'playwright-core';
import type { Sql } from '../../store/db/db';
import { keptOffline, newPhone, type Phone } from '../support/browser/phone';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { shanghai } from '../support/campaigns/tiny';
import { eventually } from '../support/eventually';
import { needing } from '../support/needing';
import { consoleEnv, type TestConsole, testConsole } from '../support/servers/console';
import { testDatabase } from '../support/servers/database';
import { threeAsks } from '../support/villages/village';

const { it, beforeAll, afterAll } = needing('chromium', 'fonts-noto-cjk');

const RECEIPT = /^\d{3}-\d{4}$/;

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let web: TestConsole;
let phone: Phone;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: threeAsks });
  web = await testConsole(sql);
  phone = await newPhone();
});
afterAll(async () => {
  await phone?.throwAway();
  await web?.close();
  await database?.drop();
});

const address = async (unit: string, ask: string) =>
  `${web.url}/r/${await campaign.token('report', unit, `survey.${ask}`)}`;
const reports = (unit: string) =>
  sql`
    select a.key, version, receipt, figures from reports p join asks a on a.id = p.ask_id
    where a.unit_code = ${unit} order by p.id`;

/** Opens a link, and waits until it also opens without a network. */
async function open(unit: string, ask: string): Promise<Page> {
  const page = await phone.context.newPage();
  await page.goto(await address(unit, ask));
  await keptOffline(page);
  return page;
}

async function fillIn(page: Page, households = '3'): Promise<void> {
  await page.getByLabel('困难家庭').fill(households);
  await page.getByLabel('慰问金').fill('600.50');
  await page.getByLabel('备注').fill('路滑');
}
const drafts = (page: Page) =>
  page.evaluate<string>(`new Promise((resolve) => {
    indexedDB.open('nuandong-form').onsuccess = ({ target: { result } }) => {
      result.transaction('drafts').objectStore('drafts').getAll().onsuccess = (all) => resolve(JSON.stringify(all.target.result));
    };
  })`);
const receiptOn = async (page: Page) => {
  await page.locator('#arrived').waitFor();
  return page.locator('#new-receipt').textContent();
};

it('a report without a network is shown as not sent, outlives the browser, and arrives once when the network is back', async () => {
  const page = await open('911', 'count');
  await phone.context.setOffline(true);
  await fillIn(page);
  await page.getByRole('button', { name: '提交报告' }).click();
  await page.getByText('未上传 1 条').waitFor();
  await page.getByText('还没有报上').waitFor();
  expect(await page.locator('#arrived').isVisible()).toBe(false);
  // A background sync of the browser must not send it while no page is open.
  const { port } = new URL(web.url);
  await web.close();
  await phone.switchOff();

  await phone.switchOn();
  const again = await phone.context.newPage();
  await again.goto(await address('911', 'count'));
  await again.getByText('未上传 1 条').waitFor();
  await again.getByText('现在没有网络').waitFor();
  expect(await again.getByLabel('困难家庭').inputValue()).toBe('3');
  expect(await reports('911')).toHaveLength(0);

  web = await testConsole(sql, { env: consoleEnv({ CONSOLE_PORT: port }) });
  await phone.context.setOffline(false);
  const receipt = await receiptOn(again);
  expect(receipt).toMatch(RECEIPT);
  expect(await again.getByText('未上传').first().isVisible()).toBe(false);
  expect(await reports('911')).toEqual([
    { key: 'survey.count', version: 1, receipt, figures: { households: 3, cash: 60050, remarks: '路滑' } },
  ]);
});

it('an answer that is lost on the way leads to the same receipt, and no second report', async () => {
  const page = await open('912', 'count');
  let lost = 0;
  await phone.context.route('**/r/*?lang=*', async (route) => {
    if (route.request().method() !== 'POST' || lost > 0) return route.continue();
    lost++;
    await route.fetch();
    return route.abort('connectionreset');
  });
  await fillIn(page);
  await page.getByRole('button', { name: '提交报告' }).click();
  const receipt = await receiptOn(page);
  expect(lost).toBe(1);
  expect(await reports('912')).toMatchObject([{ version: 1, receipt }]);
  expect(web.client.told.filter((round) => round.includes('survey.count'))).toHaveLength(2);
  await phone.context.unrouteAll();
});

it('a report that is handed in while the page ends an earlier sending is sent as well', async () => {
  const page = await open('912', 'count');
  await page.locator('#correct').click();
  await page.locator('#report').waitFor();
  // Only the page sends, and it is held where it has seen that nothing waits any more.
  await page.evaluate(`(() => {
    Object.defineProperty(ServiceWorkerRegistration.prototype, 'sync', { value: undefined });
    const locks = navigator.locks;
    const ask = locks.request.bind(locks);
    locks.request = async (...given) => {
      const answer = await ask(...given);
      if (window.letGo === undefined) await new Promise((resolve) => { window.letGo = resolve; });
      return answer;
    };
  })()`);
  await page.getByRole('button', { name: '零报告：公示照片' }).click();
  await eventually(async () => expect(await page.evaluate<boolean>('window.letGo !== undefined')).toBe(true));
  await fillIn(page, '4');
  await page.locator('#report button.main').click();
  await page.getByText('未上传 1 条').waitFor();
  await page.evaluate('window.letGo()');
  await receiptOn(page);
  expect(await reports('912')).toMatchObject([
    { key: 'survey.count', version: 1 },
    { key: 'survey.notice', version: 1 },
    { key: 'survey.count', version: 2, figures: { households: 4 } },
  ]);
});

it('what was typed and not submitted is back after a reload, and goes when it is dropped', async () => {
  const page = await open('913', 'count');
  await fillIn(page, '7');
  await eventually(async () => expect(await drafts(page)).toContain('路滑'));
  await page.reload();
  await page.getByText('已恢复您上次没提交的内容').waitFor();
  expect(await page.getByLabel('困难家庭').inputValue()).toBe('7');
  await page.getByRole('button', { name: '清空重填' }).click();
  await eventually(async () => expect(await page.getByLabel('困难家庭').inputValue()).toBe(''));
});

it('what the server does not take is shown at its field, and what was typed stays', async () => {
  const page = await open('913', 'count');
  // m14: what is missing or too much is said by the page itself, in its own words, before anything is sent.
  await page.getByLabel('困难家庭').fill('');
  await page.getByRole('button', { name: '提交报告' }).click();
  await page.locator('#p-households').getByText('请填写“困难家庭”').waitFor();
  expect(await page.locator('#i-households:focus').count()).toBe(1);
  await page.getByLabel('困难家庭').fill('９９９９９');
  await page.getByLabel('困难家庭').blur();
  await page.locator('#p-households').getByText('不能大于').waitFor();
  expect(await page.locator('#unsent').isVisible()).toBe(false);
  await fillIn(page, '三户');
  await page.getByRole('button', { name: '提交报告' }).click();
  await page.locator('#refused').waitFor();
  expect(await page.locator('#p-households').textContent()).toContain('请填数字');
  // It has no receipt, and gets none even with a network.
  expect(await page.getByText('未上传 1 条').isVisible()).toBe(true);
  expect(await page.locator('#send-now').isVisible()).toBe(false);
  await page.getByLabel('困难家庭').fill('3');
  await page.getByRole('button', { name: '提交报告' }).click();
  expect(await receiptOn(page)).toMatch(RECEIPT);
  expect(await page.locator('#unsent').isVisible()).toBe(false);
  expect(await reports('913')).toMatchObject([{ figures: { households: 3 } }]);
});

it('a photo is shrunk, goes on where it was cut off, and has lost the place where it was taken', async () => {
  const page = await open('921', 'notice');
  const original = await noisyPhoto(page);
  await page.locator('input[type=file]').setInputFiles({ name: 'IMG.jpg', mimeType: 'image/jpeg', buffer: original });
  await page.getByText('照片已备好').waitFor();

  const pieces: { offset: number; cut: boolean }[] = [];
  await phone.context.route('**/photos/**', async (route) => {
    const offset = Number(new URL(route.request().url()).searchParams.get('offset'));
    const cut = offset > 0 && !pieces.some((piece) => piece.cut);
    if (route.request().postDataBuffer()) pieces.push({ offset, cut });
    return cut ? route.abort('connectionreset') : route.continue();
  });
  await page.getByRole('button', { name: '提交报告' }).click();
  const receipt = await receiptOn(page);

  const offsets = pieces.map(({ offset }) => offset);
  const [cut] = pieces.filter((piece) => piece.cut);
  expect(offsets.filter((offset) => offset === cut?.offset)).toHaveLength(2);
  expect(new Set(offsets).size).toBe(offsets.length - 1);
  const [report] = await reports('921');
  expect(report).toMatchObject({ receipt, figures: { posted: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  const [photo] = await sql<
    { size: number; bytes: Buffer }[]
  >`select size, bytes from photos where completed_at is not null`;
  expect(photo?.size).toBeLessThan(original.length / 2);
  expect(photo?.bytes.includes('Exif')).toBe(false);
  const size = await page.evaluate(
    `createImageBitmap(new Blob([new Uint8Array([${photo?.bytes.join(',')}])])).then(({ width, height }) => [width, height])`,
  );
  expect(size).toEqual([1600, 1200]);
});

it('another task of the same village is answered from the list with one tap, without a network as well', async () => {
  const page = await open('922', 'count');
  await phone.context.setOffline(true);
  await page.getByRole('button', { name: '零报告：公示照片' }).click();
  await page.getByText('未上传 1 条').waitFor();
  await phone.context.setOffline(false);
  await page.locator('.task').filter({ hasText: '公示照片' }).getByText('已报').waitFor();
  expect(await page.locator('#sent-names').textContent()).toContain('公示照片：已收到，回执号');
  expect(await reports('922')).toMatchObject([{ key: 'survey.notice', figures: {} }]);
});

/** The text for the telephone, for a report that cannot be sent any more. */
const lostOn = async (page: Page) => {
  await page.locator('#lost').waitFor();
  expect(await page.getByText('未上传 1 条').isVisible()).toBe(true);
  return page.locator('#lost').textContent();
};

it('a report whose link was withdrawn stays on the screen with its figures and whom to call; of the link only the page that says so is kept', async () => {
  const page = await open('921', 'count');
  const { href, pathname } = new URL(page.url());
  const kept = () => page.evaluate<string>(`caches.match('${href}').then((kept) => (kept ? kept.text() : 'no page'))`);
  expect(await kept()).toContain('id="report"');
  await phone.context.setOffline(true);
  await fillIn(page);
  await page.getByRole('button', { name: '提交报告' }).click();
  await page.getByText('未上传 1 条').waitFor();
  await sql`update links set revoked_at = now() where region_code = '921' and round_id in (select id from rounds where key = 'survey.count')`;
  await phone.context.setOffline(false);
  for (const words of ['没有回执号，也不能再上传', '请打电话给西乡', '3 户', '600.50 元', '路滑'])
    expect(await lostOn(page)).toContain(words);

  await page.goto(href);
  await page.getByRole('heading', { level: 1, name: '链接已停用' }).waitFor();
  expect(await lostOn(page)).toContain('600.50 元');
  await eventually(async () => expect(await kept()).toContain('链接已停用'));
  expect(await kept()).not.toContain('id="report"');
  expect(await page.evaluate<string[]>('caches.keys()')).toContain(`form ${pathname}`);
  await phone.context.setOffline(true);
  await page.reload();
  expect(await lostOn(page)).toContain('600.50 元');
  await phone.context.setOffline(false);

  await page.goto(`${web.url}/r/nonsense`);
  expect(await lostOn(page)).toContain('600.50 元');
  page.once('dialog', (dialog) => void dialog.dismiss());
  await page.getByRole('button', { name: '已经报给上级' }).click();
  expect(await lostOn(page)).toContain('600.50 元');
  page.once('dialog', (dialog) => void dialog.accept());
  await page.getByRole('button', { name: '已经报给上级' }).click();
  await page.locator('#unsent').waitFor({ state: 'hidden' });
  expect(await reports('921')).toMatchObject([{ key: 'survey.notice' }]);
});

it('a report that comes after the lock is not taken and does not pass for sent; when the round is extended it can be submitted after all', async () => {
  const page = await open('911', 'warning');
  await phone.context.setOffline(true);
  await page.getByRole('button', { name: '已知晓' }).click();
  await page.getByText('未上传 1 条').waitFor();
  await campaign.at(shanghai('12-05 18:00'));
  await phone.context.setOffline(false);
  await page.getByRole('alert').getByText('填报已经锁定').waitFor();
  expect(await lostOn(page)).toContain('已知晓');
  await page.reload();
  await page.getByRole('heading', { level: 1, name: '填报已锁定' }).waitFor();
  expect(await lostOn(page)).toContain('已知晓');
  expect(await page.getByText('没有收到过您的报告').isVisible()).toBe(true);
  expect(await reports('911')).toHaveLength(1);

  await sql`update rounds set locks_at = ${shanghai('12-06 18:00')} where key = 'survey.warning'`;
  await page.reload();
  await page.locator('#refused').waitFor();
  expect(await page.locator('#lost').isVisible()).toBe(false);
  await page.getByRole('button', { name: '已知晓' }).click();
  expect(await receiptOn(page)).toMatch(RECEIPT);
  expect(await page.locator('#unsent').isVisible()).toBe(false);
});

/** Four thousand by three thousand dots that compress badly, with an Exif block as a camera writes it. */
async function noisyPhoto(page: Page): Promise<Buffer> {
  const base64 = await page.evaluate<string>(`(async () => {
    const canvas = Object.assign(document.createElement('canvas'), { width: 4000, height: 3000 });
    const paper = canvas.getContext('2d');
    for (let i = 0; i < 20000; i++) {
      paper.fillStyle = 'hsl(' + (i * 37) % 360 + ' 80% ' + (i * 13) % 100 + '%)';
      paper.fillRect((i * 997) % 4000, (i * 613) % 3000, 60, 40);
    }
    return canvas.toDataURL('image/jpeg', 0.95).split(',')[1];
  })()`);
  const jpeg = Buffer.from(base64, 'base64');
  const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0x00, 0x12]), Buffer.from('Exif\0\0GPS 26.0 N', 'latin1')]);
  return Buffer.concat([jpeg.subarray(0, 2), exif.subarray(0, 20), jpeg.subarray(2)]);
}
