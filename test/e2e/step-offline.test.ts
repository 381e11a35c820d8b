import type { Page } from 'playwright-core';
import { PHOTO } from '../../rehearsal/people/photo';
import type { Sql } from '../../store/db/db';
import { peopleKey } from '../../store/people/sealed/people-key';
import { recordReport } from '../../store/report/reports';
import { newPhone, type Phone } from '../support/browser/phone';
import { type OpenCampaign, openCampaign, TEST_SECRET } from '../support/campaigns/campaign';
import { listDefinition } from '../support/campaigns/list-definition';
import { family, sending, specimen } from '../support/campaigns/rows';
import { shanghai } from '../support/campaigns/tiny';
import { eventually } from '../support/eventually';
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

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: listDefinition() });
  await recordReport(sql, {
    ...{ campaign: campaign.id, key: 'apply.village', unit: '911', via: 'form', people: peopleKey(TEST_SECRET) },
    input: { nothing: false, figures: {} },
    rows: sending(family(1), family(2), family(3)),
  });
  web = await testConsole(sql);
  phone = await newPhone();
});
afterAll(async () => {
  await phone?.throwAway();
  await web?.close();
  await database?.drop();
});

const rosters = (page: Page): Promise<number> =>
  page.evaluate(`indexedDB.databases().then((all) => all.some(({ name }) => name === 'nuandong-rows') && new Promise((resolve) => {
    indexedDB.open('nuandong-rows').onsuccess = ({ target }) => {
      const count = target.result.transaction('rosters').objectStore('rosters').count();
      count.onsuccess = () => resolve(count.result);
    };
  })).then(Number)`);

const line = (page: Page, shown: string) => page.locator('#rows li', { hasText: shown });

it('rows are checked without a network: each act is taken or refused alone, and the phone forgets the rows', async () => {
  const address = `${web.url}/r/${await campaign.token('report', '91', 'apply.township')}`;
  const page = await phone.context.newPage();
  await page.goto(address);
  await eventually(async () => expect(await rosters(page)).toBe(1));
  await phone.context.setOffline(true);
  await page.reload();
  await page.getByText('现在没有网络。下面是上次打开时的名单').waitFor();

  // One is checked with a photo, one is returned, one has died.
  await line(page, '李**').getByRole('checkbox').check();
  await page.locator('#i-proof').setInputFiles({ name: 'door.jpg', mimeType: 'image/jpeg', buffer: PHOTO.bytes });
  await page.locator('#s-proof').waitFor();
  await page.getByRole('button', { name: '所选各户' }).click();
  await page.getByText('未上传 1 条').waitFor();
  await line(page, '张**').getByRole('link').click();
  await page.getByRole('button', { name: '提交：没有通过' }).click();
  await page.getByText('请写明原因').waitFor();
  await page.getByLabel('原因').fill('住址不清楚');
  await page.getByRole('button', { name: '提交：没有通过' }).click();
  await line(page, '刘**').getByRole('link').click();
  await page.getByLabel('怎么处理').selectOption('deceased');
  await page.getByRole('button', { name: '提交：没有通过' }).click();
  await page.getByText('未上传 3 条').waitFor();
  expect(await page.locator('#rows-kept').textContent()).toMatch(
    /李\*\*.*已核实 · 有照片[\s\S]*住址不清楚[\s\S]*已去世/,
  );
  expect(await page.locator('#rows li:visible').count()).toBe(0);
  // A background sync of the browser must not send anything while no page is open.
  const { port } = new URL(web.url);
  await web.close();
  await phone.switchOff();
  expect(await foundOnPhone(phone.folder, ['李**', '住址不清楚', `尾号 ${specimen(1).slice(-4)}`])).toEqual([]);

  // The phone was switched off meanwhile, and the county has stopped the third row.
  await sql`update entries set state = 'held', because = 'officer', version = 2 where shown = '刘**'`;
  await phone.switchOn();
  const again = await phone.context.newPage();
  await again.goto(address);
  await again.getByText('未上传 3 条').waitFor();
  web = await testConsole(sql, { env: consoleEnv({ CONSOLE_PORT: port, PUBLIC_URL: web.url }) });
  await phone.context.setOffline(false);
  await again.getByText('该行刚被别人改动过').waitFor();
  expect(await again.locator('#rows-kept li').allTextContents()).toEqual([
    expect.stringMatching(/^刘\*\* .*该行刚被别人改动过/),
  ]);
  expect(await sql`select shown, state, done from entries order by id`).toEqual([
    { shown: '李**', state: 'in', done: 2 },
    { shown: '张**', state: 'returned', done: 1 },
    { shown: '刘**', state: 'held', done: 1 },
  ]);
  expect(
    await sql`select d.kind, d.reason, p.named_at is not null as proven from deeds d left join deed_photos p on p.photo = any(d.photos)
              where d.round_key = 'apply.township' order by d.id`,
  ).toEqual([
    { kind: 'check', reason: null, proven: true },
    { kind: 'return', reason: '住址不清楚', proven: false },
  ]);
  await again.getByText('本轮已办').waitFor();

  // The round is over: nothing of the rows stays on the phone but what was not taken, to be read out.
  await campaign.at(shanghai('12-08 23:59'));
  await again.reload();
  await again.getByText('刘**').first().waitFor();
  await eventually(async () => expect(await rosters(again)).toBe(0));
});
