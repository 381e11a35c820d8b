import { randomUUID } from 'node:crypto';
import ExcelJS from 'exceljs';
import { DELIVERIES, HOLDINGS, TRANSFERS } from '../../../domain/table/shapes/ledger';
import { insertCampaign } from '../../../store/campaign/campaigns';
import type { Sql } from '../../../store/db/db';
import { type SignedIn, signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { ledgerDefinition } from '../../support/campaigns/ledger-definition';
import { shanghai } from '../../support/campaigns/tiny';
import { eventually } from '../../support/eventually';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';
import { pagesByEveryColumn, type ReadPage } from '../../support/servers/table-pages';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: OpenCampaign;
let office: SignedIn;
let township: SignedIn;
let url: string;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: ledgerDefinition() });
  web = await testConsole(sql);
  office = await signIn(sql, 'administrator');
  township = await signIn(sql, 'township-officer', '91');
  url = `/api/campaigns/${campaign.id}/ledger`;
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const rice = (quantity: number) => [{ item: 'rice', quantity }];
const send = async (path: string, body: object, who: SignedIn = office) => {
  const answer = await web.send(`${url}/${path}`, { key: randomUUID(), ...body }, who.headers);
  const told = await jsonOf<{ receipt?: string; dispatch?: number }>(answer);
  return { status: answer.status, ...told };
};
const look = <T>(path: string, who: SignedIn = office) =>
  jsonOf<T>(web.get(path === '' ? url : `${url}/${path}`, who.cookie));

it('gifts come in, are sent on, arrive and balance, each once by its key', async () => {
  const key = randomUUID();
  const gift = {
    key,
    to: '9',
    purse: 'charity',
    from: { name: '捐某' },
    things: [...rice(20), { item: 'cny', quantity: 500 }],
  };
  const first = await send('receipts', gift);
  expect(first).toMatchObject({ status: 200, repeated: false });
  expect(await send('receipts', gift)).toMatchObject({ receipt: first.receipt, repeated: true });
  expect(await send('receipts', { ...gift, to: '92' })).toMatchObject({ status: 409, code: 'ledger-key-used' });
  const note = await send('dispatches', {
    from: '9',
    to: '91',
    purse: 'charity',
    things: rice(20),
    dueAt: shanghai('12-05 10:00'),
  });
  const arrived = await send(`dispatches/${note.dispatch}/arrivals`, { things: rice(20), last: true }, township);
  expect(arrived).toMatchObject({ status: 200, left: [], case: null });
  expect(await look('reconciliation')).toMatchObject({ balanced: true, differences: [] });
  expect(await look('balances', township)).toEqual({
    balances: [{ account: 'store:91', item: 'rice', purse: 'charity', quantity: 20, region: '91', name: '东乡' }],
    next: null,
  });
  const { transfers } = await look<{ transfers: { kind: string }[] }>('transfers', township);
  expect(transfers.map(({ kind }) => kind)).toEqual(['arrive', 'dispatch']);
});

it('tells those who look at a campaign that something was booked', async () => {
  const answer = await web.get(`/api/campaigns/${campaign.id}/events`, office.cookie);
  const reader = answer.body?.pipeThrough(new TextDecoderStream()).getReader();
  let heard = '';
  const written = async (least: number): Promise<number> => {
    for (;;) {
      const told = [...heard.matchAll(/"written":(\d+)/g)].map(([, sum]) => Number(sum));
      const most = Math.max(-1, ...told);
      if (most >= least) return most;
      heard += (await reader?.read())?.value ?? '';
    }
  };
  const before = await written(0);
  await send('receipts', { to: '9', purse: 'city', from: { unnamed: true }, things: rice(1) });
  expect(await written(before + 1)).toBeGreaterThan(before);
  await reader?.cancel();
});

it('says what its keeper can choose from, and whose store is theirs', async () => {
  const kept = await look<{ purses: { id: string }[]; items: { id: string }[] }>('', township);
  expect(kept).toMatchObject({ region: { code: '91', name: '东乡' }, banks: [], lists: [{ id: 'poor' }], stages: [] });
  expect(kept.purses.map(({ id }) => id).sort()).toEqual(['charity', 'city']);
  expect(await look('')).toMatchObject({ region: { code: '9', name: '小县' } });
});

it('refuses what is not there, not theirs, or not said', async () => {
  const lost = { where: { store: '91' }, purse: 'charity', things: rice(21), reason: '受潮' };
  expect(await send('losses', lost, township)).toMatchObject({ status: 422, code: 'ledger-too-little' });
  expect(await send('losses', { ...lost, where: { store: '9' } }, township)).toMatchObject({
    code: 'ledger-not-yours',
  });
  expect((await send('losses', { ...lost, reason: '' }, township)).status).toBe(400);
  expect(await send('transfers/999/correction', { reason: '重复' })).toMatchObject({ status: 404 });
  const auditor = await signIn(sql, 'auditor');
  expect((await send('losses', lost, auditor)).status).toBe(403);
  expect((await web.get(`${url}/reconciliation`, auditor.cookie)).status).toBe(200);
});

it('a purchase and a promise, and money given back by undoing', async () => {
  const promise = { to: '9', purse: 'city', things: [{ item: 'cny', quantity: 1_000 }] };
  await send('pledges', { ...promise, from: { source: 'fiscal-city' } });
  expect(await send('receipts/promised', promise)).toMatchObject({ status: 200 });
  expect(await send('purchases', { at: '9', purse: 'city', pays: 999, things: rice(7) })).toMatchObject({
    status: 200,
  });
  const { transfers } = await look<{ transfers: { id: number; kind: string; valueFen: number | null }[] }>(
    'transfers?account=from:supplier',
  );
  expect(transfers).toMatchObject([{ kind: 'buy', valueFen: 999 }]);
  const other = await signIn(sql, 'county-officer', '9');
  expect(await send(`transfers/${transfers[0]?.id}/correction`, { reason: '登记有误' }, other)).toMatchObject({
    status: 200,
  });
  expect(await look('dispatches')).toEqual({ ways: [] });
});

it('a township hands over what is due to a row, once by its key, and another hand takes it back', async () => {
  await send('receipts', {
    to: '9',
    purse: 'charity',
    from: { unnamed: true },
    things: [{ item: 'cny', quantity: 60_000 }],
  });
  const [row] = await sql<{ id: number }[]>`
    with somebody as (insert into people (kind, region_code, no_id, shown) values ('person', '911', 'unknown', '王*') returning id)
    insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at, done, entitled)
    select ${campaign.id}, 'poor', gen_random_uuid(), id, 'difficult', '911', '911', '王*', now(), now(), 4,
           '[{"category": "difficult", "cash": 60000, "purse": "charity", "goods": []}]'::jsonb from somebody returning id`;
  const id = row?.id ?? 0;
  const proxy = { name: '钱某', relation: 'neighbour', reason: '住院', noId: 'lost' };
  const handed = {
    key: randomUUID(),
    list: 'poor',
    rows: [{ id, delivery: { how: 'ceremony', mark: 'paper', proxy } }],
  };
  expect(await send('deliveries', { ...handed, rows: [{ id, delivery: { mark: 'thumb' } }] }, township)).toMatchObject({
    status: 400,
  });
  const first = await send('deliveries', handed, township);
  expect(first).toMatchObject({ status: 200, repeated: false, rows: [{ id, is: 'done', version: 2 }] });
  expect(await send('deliveries', handed, township)).toMatchObject({
    receipt: first.receipt,
    repeated: true,
    rows: [{ is: 'same' }],
  });
  const again = await send('deliveries', { ...handed, key: randomUUID() }, township);
  expect(again).toMatchObject({
    rows: [{ id, is: 'refused', problems: [{ field: null, message: expect.any(String) }] }],
  });
  const elsewhere = await signIn(sql, 'township-officer', '92');
  expect(await send('deliveries', { ...handed, key: randomUUID() }, elsewhere)).toMatchObject({ code: 'unknown-row' });
  const money = { item: 'cny', purse: 'charity' };
  // Another test may have had it counted a moment before.
  await eventually(async () =>
    expect(await look('figures', township)).toMatchObject({
      whole: expect.arrayContaining([
        expect.objectContaining({ ...money, region: '91', delivered: 60_000, served: 1 }),
      ]),
      categories: [
        {
          ...{ list: 'poor', category: 'difficult', name: { 'zh-CN': '困难户' }, owed: 1, served: 1 },
          things: [{ ...money, planned: 60_000, delivered: 60_000 }],
        },
      ],
      days: [{ ...money, quantity: 60_000, rows: 1 }],
    }),
  );
  const { season } = campaign.plan;
  const next = { ...campaign.plan, campaign: `${season + 1}-next`, season: season + 1 };
  const begun = { mode: 'rehearsal' as const, clockAt: shanghai('12-02 10:00') };
  await insertCampaign(sql, { id: next.campaign, definition: campaign.definition, plan: next, ...begun });
  const { name } = campaign.definition;
  expect(await jsonOf(web.get(`/api/campaigns/${next.campaign}/ledger/before`, office.cookie))).toEqual({
    before: { id: campaign.id, name, season },
    parts: [{ region: '91', ...money, delivered: 60_000 }],
  });
  expect(await look('before')).toEqual({ before: null, parts: [] });
  expect(await look('figures', elsewhere)).toMatchObject({ categories: [], days: [] });
  expect(await look('figures?region=9', township)).toMatchObject({ code: 'ledger-not-yours' });
  const { deliveries, counts } = await look<{ deliveries: object[]; counts: object }>(
    `deliveries?entry=${id}`,
    township,
  );
  expect(deliveries).toMatchObject([
    { entry: id, shown: '王*', outcome: 'again', case: expect.any(Number) },
    {
      outcome: 'given',
      how: 'ceremony',
      mark: 'paper',
      relation: 'neighbour',
      things: [{ item: 'cny', quantity: 60_000 }],
    },
  ]);
  expect(counts).toMatchObject({ outcomes: { given: 1, again: 1 }, proxies: 2 });
  expect(JSON.stringify(deliveries)).not.toContain('钱某');
  const back = { to: '91', because: 'in-error', reason: '发错' };
  expect(await send(`rows/${id}/returns`, back, township)).toMatchObject({ code: 'ledger-same-hand' });
  expect(await send(`rows/${id}/returns`, back)).toMatchObject({ status: 200 });
  expect((await look<{ deliveries: object[] }>(`deliveries?which=returned`)).deliveries).toMatchObject([
    { entry: id, returned: 'in-error' },
  ]);
});

it('its journal, stores and deliveries are tables, in words, and within the region of the reader', async () => {
  const read = (name: string, body: object, who = office) =>
    jsonOf<ReadPage>(web.send(`/api/tables/${name}`, body, who.headers));
  const where = { campaign: campaign.id };
  const found = async (name: string, more: object, who = office) =>
    (await read(name, { where: { ...where, ...more } }, who)).rows;
  for (const shape of [TRANSFERS, HOLDINGS, DELIVERIES])
    expect(await pagesByEveryColumn(shape, where, (body) => read(shape.name, body))).not.toEqual([]);

  const undone = await found('transfers', { standing: 'undone' });
  expect(undone).toEqual([
    expect.objectContaining({ kind: 'buy', itemName: '大米', pieces: 7, unit: '袋', fen: null, fromName: '供应商' }),
  ]);
  expect(await found('transfers', { standing: 'undoes' })).toMatchObject([{ toName: '供应商' }]);
  const east = await found('transfers', { place: '91' });
  expect(east.map(({ toName, fromName }) => `${fromName} → ${toName}`)).toContain('在途，发运单 1 → 东乡库存');
  expect(await found('transfers', {}, await signIn(sql, 'township-officer', '92'))).toEqual([]);

  expect(await found('holdings', {}, township)).toMatchObject([
    { region: '91', regionName: '东乡', where: 'store', itemName: '资金', pieces: null, fen: 60_000 },
    { region: '91', where: 'store', itemName: '大米', purseName: expect.any(String), pieces: 20 },
  ]);
  expect(await found('holdings', { item: 'rice', regionName: '小' })).toMatchObject([
    { region: '9', purse: 'city', pieces: 1, unit: '袋' },
  ]);

  expect(await found('deliveries', { units: '91', outcome: 'given' }, township)).toMatchObject([
    { shown: '王*', what: '600.00 元', doubt: null, mark: 'paper' },
  ]);
  expect(await found('deliveries', { units: '92' })).toEqual([]);
  expect(await found('deliveries', { doubt: 'unsigned,proxies' })).toEqual([]);
});

it('the rows of a finding are a table too, paged by their numbers, and go out as an Excel that names the finding', async () => {
  const entitled = [{ category: 'difficult', cash: 61_000, purse: 'charity', goods: [] }];
  const planted = await sql<{ id: number }[]>`
    with somebody as (
      insert into people (kind, region_code, no_id, shown) select 'person', '911', 'unknown', '赵*' from generate_series(1, 3) returning id)
    insert into entries (campaign_id, list, row, subject_id, category, unit_code, slot_unit, shown, proposed_at, changed_at, entitled)
    select ${campaign.id}, 'poor', gen_random_uuid(), id, 'difficult', '911', '911', '赵*', now(), now(), ${sql.json(entitled)} from somebody
    returning id`;
  const where = { campaign: campaign.id, finding: 'not-the-standard' };
  const read = (body: object, who = office) =>
    jsonOf<ReadPage>(web.send('/api/tables/evidence', { where, ...body }, who.headers));
  const first = await read({ limit: 2 });
  expect(first).toMatchObject({
    total: 3,
    rows: [{ place: '一村', itemName: '资金', dueFen: 60_000, fen: 61_000 }, {}],
  });
  const rest = await read({ limit: 2, after: first.next });
  expect([...first.rows, ...rest.rows].map(({ row }) => row)).toEqual(
    planted.map(({ id }) => id).sort((a, b) => a - b),
  );
  expect(rest.next).toBeNull();
  expect((await read({}, await signIn(sql, 'township-officer', '92'))).total).toBe(0);

  const file = await web.send(
    '/api/tables/evidence/export',
    { where, columns: ['finding', 'shown', 'dueFen', 'fen'] },
    office.headers,
  );
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await file.arrayBuffer());
  const lines = ((book.worksheets[0]?.getSheetValues() ?? []) as unknown[][]).slice(2).map((line) => line.slice(1));
  expect(lines.slice(0, 2)).toEqual([
    ['疑点', '对象', '应为（元）', '金额（元）'],
    ['与标准不符', '赵*', 600, 610],
  ]);
});
