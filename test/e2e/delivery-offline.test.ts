import { createHash, randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { PHOTO } from '../../rehearsal/people/photo';
import type { Sql } from '../../store/db/db';
import { openKeyring } from '../../store/people/sealed/keyring';
import { peopleKey } from '../../store/people/sealed/people-key';
import { readDeedPhoto } from '../../store/report/deed-photos';
import { sees } from '../support/browser/page';
import { newPhone, type Phone } from '../support/browser/phone';
import { TEST_SECRET } from '../support/campaigns/campaign';
import { type DeliveryCampaign, deliveryCampaign } from '../support/campaigns/delivery-campaign';
import { specimen } from '../support/campaigns/rows';
import { eventually } from '../support/eventually';
import { needing } from '../support/needing';
import { consoleEnv, type TestConsole, testConsole } from '../support/servers/console';
import { testDatabase } from '../support/servers/database';
import { foundOnPhone } from '../support/villages/phone-files';

const { it, beforeAll, afterAll } = needing('chromium', 'fonts-noto-cjk');

/** A village hands over 2,000 yuan and two coats to each row, without a network; another phone was faster at one. */

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: DeliveryCampaign['campaign'];
let give: DeliveryCampaign['give'];
let web: TestConsole;
let phone: Phone;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  ({ campaign, give } = await deliveryCampaign(sql, 4));
  web = await testConsole(sql);
  phone = await newPhone();
});
afterAll(async () => {
  await phone?.throwAway();
  await web?.close();
  await database?.drop();
});

const line = (page: Page, shown: string) => page.locator('#many li[data-row]', { hasText: shown });

/** Signs with a finger: a wave through the frame, by each hand another one. */
async function sign(page: Page, height: number): Promise<void> {
  await page.locator('#pad').scrollIntoViewIfNeeded();
  const box = await page.locator('#pad').boundingBox();
  if (!box) throw new Error('There is no frame to sign in.');
  await page.mouse.move(box.x + 40, box.y + 90);
  await page.mouse.down();
  for (let at = 1; at <= 20; at++) await page.mouse.move(box.x + 40 + at * 12, box.y + 90 + Math.sin(at) * height);
  await page.mouse.up();
}

/** The keys of what the phone keeps in one of its shelves. */
const shelf = (page: Page, name: string): Promise<string[]> =>
  page.evaluate<
    string[]
  >(`indexedDB.databases().then((all) => all.some(({ name }) => name === 'nuandong-rows') && new Promise((resolve) => {
    indexedDB.open('nuandong-rows').onsuccess = ({ target }) => {
      const keys = target.result.transaction('${name}').objectStore('${name}').getAllKeys();
      keys.onsuccess = () => resolve(keys.result);
    };
  })).then((keys) => keys || [])`);

const deliveries = () => sql<{ shown: string; outcome: string; how: string; mark: string | null; signed: boolean }[]>`
  select e.shown, v.outcome, v.how, v.mark, v.signed_at is not null as signed
  from deliveries v join entries e on e.id = v.entry_id order by v.id`;
const booked = async () =>
  (
    await sql<{ said: string }[]>`
      select e.shown || ' ' || t.item || ' ' || t.quantity as said from transfers t join entries e on t.to_account = 'with:' || e.id
      where t.kind = 'deliver' order by 1`
  ).map(({ said }) => said);

it('what is signed for without a network arrives once with its picture, and a second delivery stands beside the row', async () => {
  const page = await phone.context.newPage();
  const address = `${web.url}/r/${await campaign.token('report', '911', 'apply.give')}`;
  await page.goto(address);
  const surnames = await page.locator('#many li[data-row] b').allTextContents();
  const [first = '', second = '', third = '', fourth = ''] = surnames;
  await eventually(async () => expect(await shelf(page, 'rosters')).toHaveLength(1));
  await phone.context.setOffline(true);
  await page.reload();
  await sees(page, page.getByText('现在没有网络。下面是上次打开时的名单'));
  expect(await page.locator('#many').innerText()).toContain('应发：资金 2000 元，棉衣 2 件');
  expect(await page.content()).not.toContain(specimen(1));

  // An empty frame and a dot are no signature.
  await line(page, first).getByRole('link').click();
  await page.getByRole('button', { name: '已发放，下一户' }).click();
  await sees(page, page.getByText('还没有签名'));
  await page.locator('#pad').click();
  await page.getByRole('button', { name: '已发放，下一户' }).click();
  await sees(page, page.getByText('还没有签名'));
  await sign(page, 40);
  await page.locator('#i-row-proof').setInputFiles({ name: 'door.jpg', mimeType: 'image/jpeg', buffer: PHOTO.bytes });
  await page.locator('#s-row-proof').waitFor();
  await page.getByRole('button', { name: '已发放，下一户' }).click();

  // The next one stands in line: a neighbour signs for a part.
  await sees(page, page.getByText('未上传 1 条'));
  await page.locator('#one-title', { hasText: second }).waitFor();
  await page.locator('#i-row-give-coat').fill('1');
  await page.getByText('由别人代领').click();
  await page.getByLabel('代领人姓名').fill('邻居某庚');
  await sign(page, 50);
  await page.getByRole('button', { name: '已发放，下一户' }).click();
  await sees(page, page.getByText('代领要填写姓名、关系和原因'));
  await page.getByLabel('与本户的关系').selectOption('neighbour');
  await page.getByLabel('为什么代领').fill('卧病在床');
  await page.getByLabel('代领人身份证号').fill(specimen(77));
  await page.getByRole('button', { name: '已发放，下一户' }).click();
  await sees(page, page.getByText('未上传 2 条'));

  // By fingerprint, and nobody at home.
  await page.locator('#one-title', { hasText: third }).waitFor();
  await sign(page, 60);
  await page.getByRole('button', { name: '已发放，下一户' }).click();
  await sees(page, page.getByText('未上传 3 条'));
  await page.locator('#one-title', { hasText: fourth }).waitFor();
  await page.getByLabel('怎么处理').selectOption('missed-unreached');
  await page.getByRole('button', { name: '提交：没有发到' }).click();
  await sees(page, page.getByText('未上传 4 条'));
  expect(await deliveries()).toEqual([]);
  expect(await page.locator('#arrived').isVisible()).toBe(false);
  const ids = await shelf(page, 'photos');
  expect(ids).toHaveLength(4);
  // A background sync of the browser must not send anything while no page is open.
  const { port } = new URL(web.url);
  await web.close();
  await phone.switchOff();
  expect(await foundOnPhone(phone.folder, ['邻居某庚', '卧病在床', specimen(77), first])).toEqual([]);

  // Another phone was at the third one before.
  const [entry] = await sql<{ row: string }[]>`select row from entries where shown = ${third}`;
  const theirs = { row: entry?.row ?? '', version: 4, done: true, key: randomUUID() };
  await give([{ ...theirs, delivery: { how: 'door', mark: 'paper' } }]);

  await phone.switchOn();
  const again = await phone.context.newPage();
  await again.goto(address);
  await sees(again, again.getByText('未上传 4 条'));
  web = await testConsole(sql, { env: consoleEnv({ CONSOLE_PORT: port, PUBLIC_URL: web.url }) });
  await phone.context.setOffline(false);
  await sees(again, again.getByText('已收到，作为差异处理'));
  await again.locator('#unsent').waitFor({ state: 'hidden' });
  expect(await again.locator('#rows-kept li').allTextContents()).toEqual([
    expect.stringMatching(new RegExp(`^${third.replaceAll('*', '\\*')}`)),
  ]);
  const all = [
    { shown: third, outcome: 'given', how: 'door', mark: 'paper', signed: false },
    { shown: first, outcome: 'given', how: 'door', mark: 'signature', signed: true },
    { shown: second, outcome: 'given', how: 'door', mark: 'signature', signed: true },
    { shown: third, outcome: 'again', how: 'door', mark: 'signature', signed: true },
    { shown: fourth, outcome: 'unreached', how: null, mark: null, signed: false },
  ];
  const order = (rows: readonly object[]) => rows.map((one) => JSON.stringify(one)).toSorted();
  expect(order(await deliveries())).toEqual(order(all));
  const transfers = [
    ...[`${first} cny 200000`, `${first} coat 2`, `${second} cny 200000`, `${second} coat 1`],
    ...[`${third} cny 200000`, `${third} coat 2`],
  ].toSorted();
  expect((await booked()).toSorted()).toEqual(transfers);
  expect((await sql`select kind from cases order by kind`).map(({ kind }) => kind)).toEqual([
    'discrepancy',
    'unreached',
  ]);

  // Each picture is here, a signature byte for byte as it was drawn, and the phone has them no more.
  const drawn = (await sql<{ id: string }[]>`select signature as id from deliveries where mark = 'signature'`).map(
    ({ id }) => id,
  );
  expect(ids).toEqual(expect.arrayContaining(drawn));
  const keyring = await openKeyring(sql, peopleKey(TEST_SECRET));
  for (const photo of ids) {
    const place = { campaign: campaign.id, key: 'apply.give', unit: '911', photo };
    const picture = (await readDeedPhoto(sql, keyring, place)) ?? Buffer.alloc(0);
    expect(picture.length).toBeGreaterThan(100);
    if (drawn.includes(photo)) expect(createHash('sha256').update(picture).digest('hex')).toBe(photo);
  }
  await eventually(async () => expect(await shelf(again, 'photos')).toEqual([]));
  await again.getByRole('button', { name: '知道了' }).last().click();
  await again.locator('#rows-kept').waitFor({ state: 'hidden' });
  expect((await booked()).toSorted()).toEqual(transfers);
});
