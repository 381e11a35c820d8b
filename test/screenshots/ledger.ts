import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { withCaseForms } from '../../domain/case/case-forms';
import type { Sql } from '../../store/db/db';
import { recordReport } from '../../store/report/reports';
import { type SignedIn, signIn } from '../support/accounts';
import { openPage } from '../support/browser/page';
import { answerOf, bankDefinition, CSV, paidFamily, readAtBank } from '../support/campaigns/bank-definition';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { family, sending, TEST_PEOPLE_KEY, TEST_SECRET_OF_PEOPLE } from '../support/campaigns/rows';
import { shanghai } from '../support/campaigns/tiny';
import { consoleEnv, jsonOf, type TestConsole, testConsole } from '../support/servers/console';
import { emptyDatabase } from '../support/servers/database';
import type { ListLook } from './lists';

const VILLAGES = ['911', '912', '913', '921', '922'];
const ROWS_OF_ONE = 6;
const TABS = ['overview', 'stores', 'delivery', 'deliveries', 'bank', 'findings'];

/** Villages propose and deliver; half of the rows get money by card, half of them money and coats at the door. */
const definition = () => {
  const [apply] = bankDefinition().stages;
  const asks = [
    { id: 'village', of: 'village', list: 'poor', does: 'propose' },
    { id: 'give', of: 'village', list: 'poor', does: 'deliver' },
  ];
  const standards = bankDefinition().standards.map((one) => ({
    ...one,
    name: one.category === 'special' ? { 'zh-CN': '特困户', en: 'Very poor' } : { 'zh-CN': '困难户', en: 'Poor' },
  }));
  return withCaseForms(bankDefinition({ stages: [{ ...apply, asks }], standards }));
};

/** Screenshots of the page of goods and money, half way through a campaign; over a database that is emptied first. */
export async function shootLedger(browser: Browser, sql: Sql, { folder, ...how }: ListLook): Promise<void> {
  mkdirSync(folder, { recursive: true });
  await emptyDatabase(sql);
  const campaign = await openCampaign(sql, { definition: definition() });
  const web = await testConsole(sql, { env: { ...consoleEnv(), PEOPLE_KEY: TEST_SECRET_OF_PEOPLE } });
  try {
    const office = await signIn(sql, 'administrator');
    await halfWay({ sql, campaign, web, office, second: await signIn(sql, 'county-officer', '9') });
    const page = await openPage(browser, { url: web.url, who: office, ...how });
    for (const tab of TABS) {
      await page.goto(`${web.url}/console/ledger?campaign=${campaign.id}&tab=${tab}`);
      await page.getByRole('tabpanel').waitFor();
      await save(page, join(folder, `${tab}.png`));
    }
    await openDialogs(page, `${web.url}/console/ledger?campaign=${campaign.id}`, folder);
    await handOver(
      page,
      `${web.url}/console/campaigns/${campaign.id}/lists/poor/rows/${await rowThatWaits(sql)}`,
      folder,
    );
    await page.context().close();
    const phone = await openPage(browser, { ...how, javaScriptEnabled: false });
    await phone.goto(`${web.url}/r/${await campaign.token('report', '922', 'apply.give')}?lang=${how.locale}`);
    await phone.screenshot({ path: join(folder, 'unit-without-script.png'), fullPage: true });
    await phone.locator('a[href*="row="]').first().click();
    await phone.screenshot({ path: join(folder, 'unit-without-script-one.png'), fullPage: true });
    await phone.context().close();
  } finally {
    await web.close();
  }
}

/** Dialogs of the page, by the tab and the button that opens each. */
const DIALOGS: readonly (readonly [tab: string, title: string, button: RegExp])[] = [
  ['stores', 'receive', /^(收到款物|Receive)$/],
  ['stores', 'dispatch', /^(发运（下拨）|Send on)$/],
  ['stores', 'arrive', /^(到货|It has come)$/],
  ['delivery', 'permit', /^(账不平，准予结束|Permit closing although it is off)$/],
  ['deliveries', 'take-back', /^(退\s?回|Take back)$/],
  ['bank', 'make-batch', /^(做一批|Make a batch)$/],
];

async function openDialogs(page: Page, address: string, folder: string): Promise<void> {
  for (const [tab, title, button] of DIALOGS) {
    await page.goto(`${address}&tab=${tab}`);
    await page.getByRole('button', { name: button }).first().click();
    await page.getByRole('dialog').waitFor();
    await save(page, join(folder, `${title}.png`));
  }
  await page.goto(`${address.replace('/ledger?', '/lists?')}&tab=table`);
  await page.getByRole('button', { name: /^(打印花名册|Print rosters)/ }).click();
  await page.getByRole('dialog').waitFor();
  await save(page, join(folder, 'print.png'));
  await page.goto(`${address}&tab=bank`);
  await page.locator('.ant-table-row-expand-icon').last().click();
  await page.locator('.ant-table-expanded-row .problems').waitFor();
  await save(page, join(folder, 'batch.png'));
}

async function handOver(page: Page, address: string, folder: string): Promise<void> {
  await page.goto(address);
  await page.getByRole('button', { name: /^(登记发放|Note a delivery)$/ }).click();
  await page.getByRole('dialog').waitFor();
  await save(page, join(folder, 'hand-over.png'));
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  await save(page, join(folder, 'row.png'));
}

async function rowThatWaits(sql: Sql): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    select e.id from entries e where e.category = 'special' and not exists (select from deliveries v where v.entry_id = e.id)
    order by e.id limit 1`;
  return row?.id ?? 0;
}

async function save(page: Page, path: string): Promise<void> {
  await page.locator('[aria-busy=true]').first().waitFor({ state: 'detached' });
  await page.waitForLoadState('load');
  await page.screenshot({ path, fullPage: true, animations: 'disabled' });
}

interface Office {
  sql: Sql;
  campaign: OpenCampaign;
  web: TestConsole;
  office: SignedIn;
  second: SignedIn;
}

const yuan = (quantity: number) => ({ item: 'cny', quantity: quantity * 100 });
const coats = (quantity: number) => ({ item: 'coat', quantity });

/** Gifts, notes (one short, one late), deliveries on three days, a return, a batch with a failed row, an open count. */
async function halfWay({ sql, campaign, web, office, second }: Office): Promise<void> {
  const act = async <Told = { dispatch: number }>(path: string, body: object, by = office): Promise<Told> => {
    const address = `/api/campaigns/${campaign.id}/ledger/${path}`;
    const answer = await web.send(address, { key: randomUUID(), ...body }, by.headers);
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return jsonOf<Told>(answer);
  };
  await rowsThatWait(sql, campaign);
  const charity = { to: '9', purse: 'charity' };
  await act('receipts', { ...charity, from: { source: 'fiscal-county' }, things: [yuan(30_000)] });
  await act('pledges', { ...charity, from: { name: '某厂' }, things: [yuan(20_000)] });
  await campaign.at(shanghai('12-02 15:00'));
  await act('receipts/promised', { ...charity, things: [yuan(12_000)] });
  await act('receipts', { to: '9', purse: 'city', from: { unnamed: true }, things: [coats(60)] });
  await approve(sql);
  const sent = { from: '9', purse: 'city', dueAt: shanghai('12-03 18:00') };
  const note = await act('dispatches', { ...sent, to: '91', things: [coats(30)], docNo: '2026-014' });
  await act('dispatches', { ...sent, to: '92', things: [coats(20)], docNo: '2026-015' });
  await campaign.at(shanghai('12-03 10:00'));
  await act(`dispatches/${note.dispatch}/arrivals`, { things: [coats(27)], last: true }, second);
  const [special, poor] = await Promise.all(['special', 'difficult'].map((category) => rowsOf(sql, category)));
  const give = async (ids: readonly number[] = []) =>
    act('deliveries', { list: 'poor', rows: ids.map((id) => ({ id, delivery: { how: 'door', mark: 'paper' } })) });
  await give(special?.slice(0, 3));
  await campaign.at(shanghai('12-04 10:00'));
  await give(special?.slice(3, 8));
  const [gone = 0] = special?.slice(3) ?? [];
  await act(`rows/${gone}/returns`, { to: '91', because: 'given-up', reason: '已有棉衣', things: [coats(1)] }, second);
  const asked = { list: 'poor', purse: 'charity', store: '9', bank: 'csv', reason: '发放', leave: true };
  const made = await act<{ id: number }>('bank/batches', { ...asked, region: '91' });
  const file = await web.send(
    `/api/campaigns/${campaign.id}/ledger/bank/batches/${made.id}/file`,
    asked,
    office.headers,
  );
  const lines = readAtBank(Buffer.from(await file.arrayBuffer()), CSV);
  const answers = lines.map((one) => ({ ...one, failure: one.line === 2 ? ('closed' as const) : null }));
  const body = new FormData();
  body.set('file', new Blob([Uint8Array.from(answerOf(answers, CSV))]), 'back.csv');
  await fetch(`${web.url}/api/campaigns/${campaign.id}/ledger/bank/batches/${made.id}/results`, {
    ...{ method: 'POST', body, headers: office.headers },
  });
  await act('bank/batches', { ...asked, region: '921' });
  await act('counts', { region: '91', purse: 'city', item: 'coat', found: 10 });
  await sql`update entries set undelivered_because = 'away', version = version + 1 where id = ${poor?.at(-1) ?? 0}`;
  await campaign.at(shanghai('12-05 09:00'));
}

const rowsOf = async (sql: Sql, category: string): Promise<number[]> =>
  (await sql<{ id: number }[]>`select id from entries where category = ${category} order by id`).map(({ id }) => id);

async function rowsThatWait(sql: Sql, campaign: OpenCampaign): Promise<void> {
  for (const [nth, unit] of VILLAGES.entries()) {
    const nths = Array.from({ length: ROWS_OF_ONE }, (_, one) => nth * ROWS_OF_ONE + one + 1);
    await recordReport(sql, {
      ...{ campaign: campaign.id, key: 'apply.village', unit, via: 'form', people: TEST_PEOPLE_KEY },
      input: { nothing: false, figures: {} },
      rows: sending(...nths.map((one) => (one % 2 === 0 ? family(one) : paidFamily(one)))),
    });
  }
}

/** Rows are approved once what they are entitled to has come in. */
async function approve(sql: Sql): Promise<void> {
  const named = { name: { 'zh-CN': '棉衣', en: 'Coat' }, unit: { 'zh-CN': '件', en: 'pieces' } };
  const coat = [{ item: 'coat', purse: 'city', quantity: 2, ...named }];
  const special = [{ category: 'special', cash: 200_000, purse: 'charity', goods: coat }];
  const difficult = [{ category: 'difficult', cash: 60_000, purse: 'charity', goods: [] }];
  await sql`update entries set done = 2, version = 2`;
  await sql`
    update entries set done = 3, version = 3,
      entitled = case category when 'special' then ${sql.json(special)}::jsonb else ${sql.json(difficult)}::jsonb end`;
}
