import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { draftDispatches } from '../../store/ledger/dispatch-drafts';
import { openAlert } from '../../store/warning/alerts';
import { type SignedIn, signIn } from '../support/accounts';
import { seriousFaults } from '../support/browser/axe';
import { choose } from '../support/browser/choose';
import { type ConsoleInBrowser, consoleInBrowser } from '../support/browser/console-in-browser';
import { sees } from '../support/browser/page';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { ledgerDefinition } from '../support/campaigns/ledger-definition';
import { shanghai } from '../support/campaigns/tiny';
import { needing } from '../support/needing';
import type { TestConsole } from '../support/servers/console';

const { it, beforeAll } = needing('chromium', 'fonts-noto-cjk');

let web: TestConsole;
let office: ConsoleInBrowser;
let campaign: OpenCampaign;
let officer: SignedIn;

jest.setTimeout(240_000);

/** The campaign of ledgerDefinition, which a gift's purse pays a late standard beside. */
const definition = () => {
  const { lists, standards, purses } = ledgerDefinition();
  const name = { 'zh-CN': '慰问户' };
  return ledgerDefinition({
    lists: { poor: { ...lists.poor, categories: ['special', 'difficult', 'gift'] } },
    standards: [...standards, { category: 'gift', name, per: 'household', purse: 'gifts', late: { apart: true } }],
    purses: { ...purses, gifts: { name: { 'zh-CN': '爱心捐款', en: 'Gifts' } } },
    warnings: { of: 'village', rules: {} },
  });
};

beforeAll(async () => {
  office = await consoleInBrowser();
  ({ web } = office);
  campaign = await openCampaign(office.sql, { definition: definition() });
  officer = await signIn(office.sql, 'county-officer', '9');
  await fill();
});

async function book(act: string, body: object): Promise<void> {
  const path = `/api/campaigns/${campaign.id}/ledger/${act}`;
  const answer = await web.send(path, { key: randomUUID(), purse: 'charity', ...body }, officer.headers);
  expect([act, answer.status, answer.status === 200 ? '' : await answer.text()]).toEqual([act, 200, '']);
}

/** Money for one row, ten yuan above the standard, of which a part is lost; and rice that is late on its way. */
async function fill(): Promise<void> {
  const money = (quantity: number) => [{ item: 'cny', quantity }];
  const rice = (quantity: number) => [{ item: 'rice', quantity }];
  await book('receipts', { to: '9', from: { unnamed: true }, things: [...money(61_000), ...rice(20)] });
  await office.sql`
    with somebody as (insert into people (kind, region_code, no_id, shown) values ('person', '911', 'unknown', '王*') returning id)
    insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at, done)
    select ${campaign.id}, 'poor', gen_random_uuid(), id, 'difficult', '911', '911', '王*', now(), now(), 2 from somebody`;
  await office.sql`
    update entries set done = 3, version = version + 1,
      entitled = '[{"category": "difficult", "cash": 61000, "purse": "charity", "goods": []}]'::jsonb`;
  await book('dispatches', { from: '9', to: '91', things: rice(12), dueAt: shanghai('12-05 10:00') });
  await book('losses', { where: { store: '9' }, things: money(10_000), reason: '被盗' });
  await campaign.at(shanghai('12-07 10:00'));
}

const pageOf = (who: SignedIn, path: string): Promise<Page> => office.pageAt(path, { who });

const seesRow = (page: Page, name: RegExp) => sees(page, page.getByRole('row', { name }));

it('an office sees what lies where, what is late on its way, and that a loss leaves a row short', async () => {
  const page = await pageOf(officer, `ledger?campaign=${campaign.id}&tab=stores`);
  await seesRow(page, /小县.*资金.*慈善会.*库存.*510\.00/);
  await seesRow(page, /小县.*大米.*慈善会.*库存.*8.*袋/);
  await seesRow(page, /小县 → 东乡.*大米 · 慈善会.*12 袋 \/ 12 袋.*逾期/);

  await page
    .getByRole('row', { name: /小县.*大米/ })
    .getByRole('link', { name: '流水' })
    .click();
  await seesRow(page, /发运.*大米.*慈善会.*12.*袋.*小县库存.*在途，发运单/);
  await page.getByRole('columnheader', { name: '编号' }).click();
  await page.waitForURL(/place=9&sort=id/);
  expect(await seriousFaults(page)).toEqual([]);

  // How the journal was sorted means nothing to another tab.
  await page.getByRole('tab', { name: '发放记录' }).click();
  await sees(page, page.getByText(/还没有发放记录/));

  await page.getByRole('tab', { name: '发放与核对' }).click();
  await sees(page, page.getByText('有 2 处对不上。'));
  await seesRow(page, /应发数多于现有数.*资金 · 慈善会.*610 元 → 510 元.*小县/);
  await seesRow(page, /发运单逾期未到.*大米 · 慈善会.*0 袋 → 12 袋.*东乡/);
  await seesRow(page, /^资金 · 慈善会 610 元 .*510 元 .*100 元 –$/);
  await seesRow(page, /东乡.*资金 · 慈善会.*0 元 \/ 610 元.*0 \/ 1.*未说明原因 610 元/);

  await page.getByRole('button', { name: '东乡' }).click();
  await sees(page, page.getByRole('button', { name: '一村' }));
  await page.getByRole('button', { name: '小县' }).click();
  await sees(page, page.getByRole('button', { name: '东乡' }));

  await page.getByRole('tab', { name: '审计疑点' }).click();
  await seesRow(page, /重复领取.*0$/);
  const planted = page.getByRole('row', { name: /与标准不符.*1$/ });
  await sees(page, planted);
  await planted.getByRole('button').click();
  await seesRow(page, /一村.*王\*.*资金.*600\.00.*610\.00/);
  expect(office.wrong).toEqual([]);
});

/** Two households wait for what is raised, and a warning wants two townships sent rice. */
async function wait(): Promise<void> {
  await office.sql`
    with somebody as (insert into people (kind, region_code, no_id, shown) select 'person', '921', 'unknown', '李*' from generate_series(1, 2) returning id)
    insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at, done)
    select ${campaign.id}, 'poor', gen_random_uuid(), id, 'gift', '921', '921', '李*', now(), now(), 2 from somebody`;
  const now = shanghai('12-07 10:00');
  const opening = {
    campaign: campaign.id,
    hazard: 'cold-wave' as const,
    area: '9',
    drill: false,
    event: '7',
    day: '12-07',
    now,
  };
  const { id: alert } = await openAlert(office.sql, opening);
  const rule = { to: 'township', purse: 'charity', goods: [{ item: 'rice', quantity: 5 }], within: { hours: 6 } };
  await draftDispatches(office.sql, { alert, rule, now });
}

/** A list that still closes lies over the next field. */
const noListIsOpen = (page: Page) => page.locator('.ant-select-dropdown:visible').waitFor({ state: 'detached' });

it('an office receives, sends, takes in and proposes; another person sets the standard', async () => {
  await wait();
  const page = await pageOf(officer, `ledger?campaign=${campaign.id}&tab=stores`);
  const dialog = page.getByRole('dialog');
  const isDone = () => dialog.waitFor({ state: 'hidden' });

  await page.getByRole('button', { name: '收到款物' }).click();
  await dialog.getByLabel('爱心人士（不留名）').check();
  await choose(page, '专款', '爱心捐款');
  await choose(page, '第 1 项', '资金');
  await dialog.getByLabel('数量 · 元').fill('1000.01');
  expect(await seriousFaults(page)).toEqual([]);
  await dialog.getByRole('button', { name: /^登\s?记$/ }).click();
  await isDone();
  await seesRow(page, /小县.*资金.*爱心捐款.*库存.*1,000\.01/);

  await page.getByRole('button', { name: '发运（下拨）' }).click();
  await dialog.getByLabel('发给').click();
  await page.locator('.ant-select-dropdown:visible .ant-select-tree-switcher_close').first().click();
  await page.locator('.ant-select-dropdown:visible').getByTitle('西乡', { exact: true }).click();
  await noListIsOpen(page);
  await choose(page, '专款', '慈善会');
  await choose(page, '第 1 项', '大米');
  await dialog.getByLabel('数量 · 袋').fill('3');
  await dialog.getByRole('button', { name: /^登\s?记$/ }).click();
  await isDone();
  const sent = page.getByRole('row', { name: /小县 → 西乡.*3 袋 \/ 3 袋/ });
  await sees(page, sent);
  await sent.getByRole('button', { name: /^到\s?货$/ }).click();
  await dialog.getByRole('button', { name: '登记到货' }).click();
  await isDone();
  await seesRow(page, /西乡.*大米.*慈善会.*库存.*3.*袋/);

  // Of five bags there are five, for two townships that each want five.
  await sees(page, page.getByText('大米 · 慈善会：要 10 袋，有 5 袋'));
  const draft = page.getByRole('row', { name: /东乡.*大米 · 慈善会 5 袋/ });
  await draft.getByRole('button', { name: /^发\s?运$/ }).click();
  await dialog.getByLabel('大米 · 慈善会').fill('4');
  await dialog.getByRole('button', { name: /^发\s?运$/ }).click();
  await isDone();
  await seesRow(page, /小县 → 东乡.*4 袋 \/ 4 袋/);
  await page
    .getByRole('row', { name: /西乡.*大米 · 慈善会 5 袋/ })
    .getByRole('button', { name: /^不\s?发$/ })
    .click();
  await dialog.getByLabel('原因').fill('刚到三袋');
  await dialog.getByRole('button', { name: /^不\s?发$/ }).click();
  await isDone();
  await page.getByText('预警调运，待发运').waitFor({ state: 'detached' });

  await seesRow(page, /爱心捐款.*慰问户.*1,000\.01 元 ÷ 2 份.*未定/);
  await page
    .getByRole('row', { name: /慰问户/ })
    .getByRole('button', { name: /^提\s?出$/ })
    .click();
  await dialog.getByRole('button', { name: /^提\s?出$/ }).click();
  await isDone();
  const proposed = /爱心捐款.*待确认 每份 500 元/;
  await seesRow(page, proposed);
  expect(await seriousFaults(page)).toEqual([]);

  const confirm = async (one: Page) => {
    await sees(one, one.getByRole('row', { name: proposed }));
    await one
      .getByRole('row', { name: proposed })
      .getByRole('button', { name: /^确\s?认$/ })
      .click();
    await one
      .getByRole('dialog')
      .getByRole('button', { name: /^确\s?认$/ })
      .click();
  };
  await confirm(page);
  await sees(page, dialog.getByRole('alert'));
  const other = await pageOf(
    await signIn(office.sql, 'county-officer', '9'),
    `ledger?campaign=${campaign.id}&tab=stores`,
  );
  await confirm(other);
  await seesRow(other, /爱心捐款.*已定 每份 500 元/);
  expect(office.wrong).toEqual([]);
});

const boundary = (code: string, west: number) => ({
  type: 'Feature',
  properties: { adcode: Number(code) },
  geometry: {
    type: 'Polygon',
    coordinates: [
      [
        [west, 24],
        [west + 1, 24],
        [west + 1, 25],
        [west, 25],
        [west, 24],
      ].map(([x = 0, y = 0]) => [x, y]),
    ],
  },
});

it('an office gives its townships a place, and sees the hand-over on the map and on the wall', async () => {
  const features = [boundary('91', 104), boundary('92', 105), boundary('777', 106)];
  const map = Buffer.from(JSON.stringify({ type: 'FeatureCollection', features }));
  const page = await pageOf(officer, 'register');
  await page.getByRole('button', { name: /^地\s?图$/ }).click();
  const file = { name: '小县.geojson', mimeType: 'application/geo+json', buffer: map };
  await page.getByRole('dialog').locator('input[type=file]').setInputFiles(file);
  await sees(page, page.getByText('2 个地区有了位置，其中 2 个是新的或有变化。'));
  await sees(page, page.getByText(/第 3 个要素.*777/));
  expect(await seriousFaults(page)).toEqual([]);

  await page.goto(`${web.url}/console/ledger?campaign=${campaign.id}`);
  await sees(page, page.getByText('没有上一季的同一活动可以对照。'));
  await page.locator('.shape-map g', { hasText: '东乡' }).click();
  await sees(page, page.getByRole('button', { name: /一村/ }));

  await page.goto(`${web.url}/console/wall?campaign=${campaign.id}`);
  await sees(page, page.getByRole('heading', { name: /发\s?放/ }));
  await sees(page, page.locator('.shape-map g', { hasText: '西乡' }));
  await sees(page, page.getByRole('heading', { name: '生效的预警' }));
  expect(await seriousFaults(page)).toEqual([]);
  expect(office.wrong).toEqual([]);
});

it('without a campaign the page asks for one, and who may not look has no such page in the menu', async () => {
  const page = await pageOf(officer, 'ledger');
  await sees(page, page.getByText('先选一个活动。'));
  const ops = await pageOf(await signIn(office.sql, 'ops'), 'messages');
  await sees(ops, ops.getByRole('heading', { name: '消息', exact: true }));
  expect(await ops.getByRole('link', { name: '款物' }).count()).toBe(0);
  expect(office.wrong).toEqual([]);
});
