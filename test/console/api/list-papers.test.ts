import { randomUUID } from 'node:crypto';
import { PAPERS } from '../../../domain/table/shapes/lists';
import { PHOTO } from '../../../rehearsal/people/photo';
import type { Sql } from '../../../store/db/db';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { recordReport } from '../../../store/report/reports';
import { type SignedIn, signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign, TEST_SECRET } from '../../support/campaigns/campaign';
import { listDefinition } from '../../support/campaigns/list-definition';
import { family, IDENTITY_NUMBER, sending, specimen } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';
import { pagesByEveryColumn, type ReadPage } from '../../support/servers/table-pages';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: OpenCampaign;
let keyer: SignedIn;
let reader: SignedIn;
let county: SignedIn;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: listDefinition(), now: shanghai('12-03 12:00') });
  web = await testConsole(sql);
  [keyer, reader] = [await signIn(sql, 'township-officer', '91'), await signIn(sql, 'township-officer', '91')];
  county = await signIn(sql, 'county-officer', '9');
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const papers = () => `/api/campaigns/${campaign.id}/lists/poor/papers`;

function take(unit: string, changes: Record<string, string> = {}, { headers } = keyer) {
  const body = new FormData();
  const fields = { unit, handedOver: '2026-12-03T11:00:00+08:00', rows: '2', submission: randomUUID(), ...changes };
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  body.append('sheet', new Blob([PHOTO.bytes]), '1.jpg');
  return fetch(`${web.url}${papers()}`, { method: 'POST', headers, body });
}

/** A row as somebody types it from paper. */
const typed = (nth: number) => {
  const row = family(nth);
  return { ...row, figures: Object.fromEntries(Object.entries(row.figures).map(([id, value]) => [id, String(value)])) };
};
const post = (path: string, body: object, { headers } = keyer) => web.send(`/api/papers/${path}`, body, headers);
const key = (paper: number, nths: number[], whole = true) =>
  post(`${paper}/rows`, { rows: nths.map(typed), whole, submission: randomUUID() });
const codeOf = async (answer: Promise<Response>) => {
  const got = await answer;
  return [got.status, (await jsonOf<{ code: string }>(got)).code];
};

it('a paper is taken, keyed, read back by another officer, and nobody is shown (D.9)', async () => {
  const submission = randomUUID();
  const slip = await jsonOf<{ paper: number; receipt: string; onTime: boolean }>(take('911', { submission }));
  expect(slip.onTime).toBe(true);
  expect(await jsonOf(take('911', { submission }))).toMatchObject({ receipt: slip.receipt, repeated: true });
  await campaign.at(shanghai('12-05 09:00'));
  const keyed = await jsonOf<{ receipt: string; rows: { is: string }[] }>(key(slip.paper, [11, 12]));
  expect([keyed.receipt, keyed.rows.map(({ is }) => is)]).toEqual([slip.receipt, ['taken', 'taken']]);
  const read = { rows: 2, tails: [11, 12].map((nth) => specimen(nth).slice(-4)) };
  expect(await codeOf(post(`${slip.paper}/compare`, read))).toEqual([403, 'paper-own-hand']);
  const wrong = post(`${slip.paper}/compare`, { ...read, tails: [read.tails[0], '0000'] }, reader);
  expect(await codeOf(wrong)).toEqual([422, 'paper-differs']);
  expect((await post(`${slip.paper}/compare`, read, reader)).status).toBe(200);
  const seen = await jsonOf<{ paper: object; fields: { id: string }[]; rows: { shown: string }[] }>(
    web.get(`/api/papers/${slip.paper}`, keyer.cookie),
  );
  expect(seen.paper).toMatchObject({ state: 'compared', rows: 2, keyed: 2, differing: 0, closed: false });
  expect(seen.rows.map(({ shown }) => shown)).toEqual(['李***', '张***']);
  expect(JSON.stringify(seen)).not.toMatch(/李某/);
  expect(JSON.stringify(seen)).not.toMatch(IDENTITY_NUMBER);
  expect(await sql`select via, at, account_id as by from deeds where unit_code = '911' order by id limit 1`).toEqual([
    { via: 'paper', at: shanghai('12-03 11:00'), by: keyer.account.id },
  ]);
});

it('a paper that is not keyed is a state of its own in the overview, the figures and the list of units', async () => {
  const slip = await jsonOf<{ paper: number; receipt: string }>(take('913'));
  const overview = await jsonOf<{ stages: object[]; missing: { code: string }[]; onPaper: object[] }>(
    web.get(`/api/campaigns/${campaign.id}`, county.cookie),
  );
  expect(overview.stages).toMatchObject([{ onPaper: 1 }]);
  expect(overview.missing.map(({ code }) => code)).not.toContain('913');
  expect(overview.onPaper).toMatchObject([{ code: '913', parentName: '东乡', receipt: slip.receipt, rows: 2 }]);
  const { units } = await jsonOf<{ units: { code: string; onPaper: boolean; nothing: boolean }[] }>(
    web.get(`/api/campaigns/${campaign.id}/units?under=91`, county.cookie),
  );
  expect(units.filter(({ onPaper }) => onPaper)).toMatchObject([{ code: '913', nothing: false, reason: null }]);
  const where = { campaign: campaign.id, list: 'poor' };
  const table = (body: object, who = county) => jsonOf<ReadPage>(web.send('/api/tables/papers', body, who.headers));
  expect(await pagesByEveryColumn(PAPERS, where, table)).toMatchObject([
    { id: slip.paper, unitName: '三村', state: 'taken', rows: 2, keyed: 0 },
    { state: 'compared', rows: 2, keyed: 2 },
  ]);
  const found = async (more: object) => (await table({ where: { ...where, ...more } })).rows.map(({ unit }) => unit);
  expect(await found({ state: 'taken,void' })).toEqual(['913']);
  expect(await found({ receipt: slip.receipt, unitName: '三', handedOver: '2026-12-03..' })).toEqual(['913']);
  expect((await post(`${slip.paper}/void`, { reason: '没有盖章' })).status).toBe(200);
});

it('what the village’s phone sends besides is one set of rows, and its differences are shown', async () => {
  const slip = await jsonOf<{ paper: number }>(take('912'));
  await key(slip.paper, [21]);
  const phone = await recordReport(sql, {
    ...{ campaign: campaign.id, key: 'apply.village', unit: '912', via: 'form', people: peopleKey(TEST_SECRET) },
    ...{ input: { nothing: false, figures: {} }, rows: sending(family(21, { category: 'difficult' }), family(22)) },
  });
  expect(phone.rows?.map(({ is }) => is)).toEqual(['same', 'taken']);
  const seen = await jsonOf<{ rows: { row: string; version: number; differs: object[] }[] }>(
    web.get(`/api/papers/${slip.paper}`, keyer.cookie),
  );
  expect(seen.rows.map(({ differs }) => differs)).toEqual([
    [],
    [{ field: 'category', kept: 'special', sent: 'difficult' }],
  ]);
  const { row, version } = seen.rows.at(-1) ?? {};
  expect((await post(`${slip.paper}/rows/${row}/take-other`, { version })).status).toBe(200);
  expect(await codeOf(post(`${slip.paper}/rows/${row}/take-other`, { version }))).toEqual([
    409,
    'nothing-to-take-over',
  ]);
  expect(await sql`select category from entries where unit_code = '912' order by id limit 1`).toEqual([
    { category: 'difficult' },
  ]);
});

it('the photo of a sheet is sealed, and shown for a reason only', async () => {
  const { papers: all } = await jsonOf<{ papers: { id: number }[] }>(web.get(papers(), keyer.cookie));
  const id = all.at(-1)?.id ?? 0;
  const [stored] = await sql<{ sealed: Buffer }[]>`select sealed from list_paper_sheets where paper_id = ${id}`;
  expect(stored?.sealed.includes(Buffer.from(PHOTO.bytes.subarray(0, 12)))).toBe(false);
  expect((await post(`${id}/sheets/1`, { reason: '' })).status).toBe(400);
  const shown = await post(`${id}/sheets/1`, { reason: '核对' });
  expect([shown.headers.get('content-type'), Buffer.from(await shown.arrayBuffer()).subarray(0, 2)]).toEqual([
    'image/jpeg',
    Buffer.from([0xff, 0xd8]),
  ]);
  const [line] = await sql`select verb, target ->> 'what' as what from audit_log order by id desc limit 1`;
  expect(line).toEqual({ verb: 'reveal-people', what: 'paper-sheet' });
});

it('an office takes papers of its own villages only, and after the lock the county lets them in', async () => {
  const west = await signIn(sql, 'township-officer', '92');
  expect((await take('913', {}, west)).status).toBe(404);
  expect(await codeOf(take('913', { handedOver: '2026-11-03T11:00:00+08:00' }))).toEqual([422, 'paper-day']);
  await campaign.at(shanghai('12-10 09:00'));
  expect(await codeOf(take('913'))).toEqual([410, 'locked']);
  expect(await codeOf(take('913', { because: '漏登' }))).toEqual([403, 'paper-locked']);
  const slip = await jsonOf<{ paper: number }>(take('913', { because: '漏登' }, county));
  expect((await key(slip.paper, [31])).status).toBe(200);
});
