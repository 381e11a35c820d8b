import { createHash, randomUUID } from 'node:crypto';
import { BATCHES } from '../../../domain/table/shapes/ledger';
import type { Sql } from '../../../store/db/db';
import { type SignedIn, signIn } from '../../support/accounts';
import { answerOf, bankDefinition, CSV, readAtBank } from '../../support/campaigns/bank-definition';
import { EACH, rowsToPay } from '../../support/campaigns/bank-rows';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { TEST_SECRET_OF_PEOPLE } from '../../support/campaigns/rows';
import { consoleEnv, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';
import { pagesByEveryColumn, type ReadPage } from '../../support/servers/table-pages';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: OpenCampaign;
let url: string;
const who: Record<string, SignedIn> = {};
let rows: number[];

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: bankDefinition() });
  web = await testConsole(sql, { env: { ...consoleEnv(), PEOPLE_KEY: TEST_SECRET_OF_PEOPLE } });
  who.county = await signIn(sql, 'county-officer', '9');
  who.township = await signIn(sql, 'township-officer', '91');
  who.auditor = await signIn(sql, 'auditor', '9');
  url = `/api/campaigns/${campaign.id}/ledger/bank`;
  const people = [
    { name: '甲某', account: '990000001' },
    { name: '乙某', account: '990000002' },
  ];
  rows = await rowsToPay(sql, { campaign: campaign.id, unit: '911', people });
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

interface Told {
  id: number;
  digest: string;
  code?: string;
  problems?: { field: string; code: string }[];
}
const send = async (path: string, body: object, by: string) => {
  const answer = await web.send(`${url}/${path}`, { reason: '发放', ...body }, who[by]?.headers ?? {});
  return { status: answer.status, ...(await jsonOf<Told>(answer)) };
};
const look = <T>(path: string, by: string) => jsonOf<T>(web.get(`${url}/${path}`, who[by]?.cookie));
const making = () => ({ key: randomUUID(), list: 'poor', purse: 'charity', store: '9', bank: 'csv' });

async function sendResult(batch: number, bytes: Buffer) {
  const body = new FormData();
  body.set('file', new Blob([Uint8Array.from(bytes)]), 'back.csv');
  const answer = await fetch(`${web.url}${url}/batches/${batch}/results`, {
    ...{ method: 'POST', body, headers: who.county?.headers ?? {} },
  });
  return { status: answer.status, ...(await jsonOf<Told & { receipt: string; paid: number }>(answer)) };
}

it('a county pays rows by card: only who may reads accounts, and each look at them leaves its line', async () => {
  for (const by of ['township', 'auditor']) expect(await send('batches', making(), by)).toMatchObject({ status: 403 });
  const made = await send('batches', making(), 'county');
  expect(made).toMatchObject({ status: 200, rows: 2, fen: 2 * EACH, open: 2, left: 0 });
  expect((await send(`batches/${made.id}/file`, {}, 'auditor')).status).toBe(403);
  const file = await web.send(`${url}/batches/${made.id}/file`, { reason: '发放' }, who.county?.headers ?? {});
  const bytes = Buffer.from(await file.arrayBuffer());
  expect(file.headers.get('cache-control')).toBe('no-store');
  expect(createHash('sha256').update(bytes).digest('hex')).toBe(made.digest);
  const lines = readAtBank(bytes, CSV).map((one) => ({ ...one, failure: one.line === 1 ? null : ('closed' as const) }));
  const wrong = await sendResult(made.id, answerOf(lines, CSV, { count: 9 }));
  expect(wrong).toMatchObject({
    status: 422,
    code: 'bank-set-aside',
    problems: [{ field: '4', code: 'bank-sum-wrong' }],
  });
  const right = answerOf(lines, CSV);
  const read = await sendResult(made.id, right);
  expect(read).toMatchObject({ status: 200, state: 'booked', paid: 1, failed: 1, repeated: false });
  expect(await sendResult(made.id, right)).toMatchObject({ receipt: read.receipt, repeated: true });
  const story = await look<{ results: object[] }>(`batches/${made.id}`, 'auditor');
  expect(story).toMatchObject({
    open: 0,
    paid: 1,
    failed: 1,
    results: [{ state: 'booked' }, { state: 'set-aside', faultCount: 1 }],
  });
  const failed = await look<{ lines: object[] }>(`batches/${made.id}/lines`, 'auditor');
  expect(failed.lines).toMatchObject([{ row: rows[1], shown: '乙*', reason: 'closed', fen: EACH }]);
  const mended = { list: 'poor', rows: [{ row: rows[1], account: '990000003' }] };
  expect(await send('accounts', mended, 'county')).toMatchObject({ status: 200, rows: 1 });
  const correction = await send(`batches/${made.id}/correction`, { key: randomUUID() }, 'county');
  expect(correction).toMatchObject({ status: 200, rows: 1, corrects: made.id });
  expect(await send(`batches/${correction.id}/withdrawal`, {}, 'county')).toMatchObject({ status: 200, open: 0 });
  // Of a store that is not in their region, a township hears nothing.
  expect(await look('batches', 'township')).toEqual({ batches: [] });
  expect(await look(`batches/${made.id}`, 'township')).toMatchObject({ code: 'unknown-bank-batch' });
  // The same as a table: how each stands, and never another store's.
  const where = { campaign: campaign.id };
  const table = (body: object, by = 'auditor') =>
    jsonOf<ReadPage>(web.send('/api/tables/batches', { where, ...body }, who[by]?.headers ?? {}));
  const batches = await pagesByEveryColumn(BATCHES, where, table);
  expect(batches).toEqual([
    expect.objectContaining({ id: correction.id, standing: 'withdrawn', corrects: made.id }),
    expect.objectContaining({ id: made.id, standing: 'answered', paidFen: EACH, failedFen: EACH }),
  ]);
  expect((await table({ where: { ...where, standing: 'withdrawn' } })).rows).toHaveLength(1);
  expect((await table({}, 'township')).rows).toEqual([]);
  const log = await sql<{ what: string; verb: string }[]>`
    select verb, target ->> 'what' as what from audit_log where verb in ('pay-rows', 'reveal-people') order by id`;
  expect(log.map(({ verb, what }) => `${verb} ${what}`)).toEqual([
    ...['pay-rows make', 'reveal-people bank-file', 'pay-rows read', 'pay-rows read'],
    ...['pay-rows mend', 'pay-rows correct', 'pay-rows withdraw'],
  ]);
  const told = JSON.stringify([await sql`select * from audit_log, audit_reasons`, web.logged]);
  expect(['990000001', '990000002', '990000003', '甲某', '乙某'].filter((one) => told.includes(one))).toEqual([]);
});

it('says where a format is wrong, and which rows have no place in a file', async () => {
  const wrong = await send(
    'batches',
    { ...making(), bank: undefined, format: { ...CSV, separator: undefined } },
    'county',
  );
  expect(wrong).toMatchObject({ status: 400 });
  const [row] = await rowsToPay(sql, {
    campaign: campaign.id,
    unit: '912',
    people: [{ name: '䶮某', account: '990000009' }],
  });
  const refused = await send('batches', { ...making(), bank: 'fixed', region: '912' }, 'county');
  expect(refused).toMatchObject({
    status: 422,
    code: 'bank-rows-not-ready',
    problems: [{ field: `${row} 912`, code: 'bank-row' }],
  });
  expect(JSON.stringify(refused)).not.toContain('9900000');
});
