import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as dispatches from '../../../actions/ledger/dispatches';
import { receive } from '../../../actions/ledger/gifts';
import { ROOT } from '../../../config/root';
import type { Sql } from '../../../store/db/db';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { type SignedIn, signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign, TEST_SECRET } from '../../support/campaigns/campaign';
import { ledgerDefinition } from '../../support/campaigns/ledger-definition';
import { checkedRows, notedPostings, OFFICER, post } from '../../support/campaigns/posted';
import { quietClient } from '../../support/campaigns/quiet-client';
import { specimen } from '../../support/campaigns/rows';
import { shanghai } from '../../support/campaigns/tiny';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';
import { filesIn, zipOf } from '../../support/zip';

const KEY = peopleKey(TEST_SECRET);
const ENTITLED = [
  {
    category: 'special',
    cash: 200_000,
    purse: 'charity',
    goods: [{ name: { 'zh-CN': '棉衣' }, unit: { 'zh-CN': '件' }, quantity: 2 }],
  },
];

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: OpenCampaign;
let county: SignedIn;
let east: SignedIn;
let note: number;
const noted = notedPostings();

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = await openCampaign(sql, { definition: ledgerDefinition(), now: shanghai('12-02 10:00') });
  web = await testConsole(sql);
  county = await signIn(sql, 'county-officer', '9');
  east = await signIn(sql, 'township-officer', '91');
  await checkedRows(sql, campaign, { '911': [1, 2], '921': [3] }, KEY);
  const booking = () => ({ campaign: campaign.id, key: crypto.randomUUID(), top: null, via: 'cli' as const });
  const things = [
    { item: 'cny', quantity: 600_000 },
    { item: 'coat', quantity: 50 },
  ];
  const acting = { sql, by: OFFICER, client: quietClient };
  await receive({ ...acting, key: KEY }, { ...booking(), from: { unnamed: true }, to: '9', purse: 'charity', things });
  const coats = { from: '9', to: '91', purse: 'charity', things: [{ item: 'coat', quantity: 30 }] };
  note = (await dispatches.dispatch(acting, { ...booking(), ...coats, dueAt: shanghai('12-05 10:00') })).dispatch;
  await sql`update entries set done = 3, entitled = ${sql.json(ENTITLED)}, version = version + 1 where unit_code = '911'`;
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const list = () => `/api/campaigns/${campaign.id}/lists/poor/print`;
const wordsOf = (document: Buffer): string =>
  (filesIn(document).get('word/document.xml')?.toString() ?? '').replaceAll('</w:p>', '\n').replace(/<[^>]+>/g, '');
const word = async (answer: Promise<Response>): Promise<string> => {
  const got = await answer;
  if (got.status !== 200) throw new Error(`${got.status} ${await got.text()}`);
  expect(got.headers.get('content-type')).toContain('wordprocessingml.document');
  return wordsOf(Buffer.from(await got.arrayBuffer()));
};

it('prints a sheet to sign in full for a reason, with a line in the log, and masked without one', async () => {
  const sheet = { print: 'sign-sheet', region: '911' };
  const full = await word(web.send(list(), { ...sheet, reason: '发放' }, county.headers));
  expect(full).toMatch(/李某1\n特困户\n2\n2,000.00\n棉衣2件/);
  expect(full).toMatch(/合计\n2\n5\n4,000.00\n棉衣4件\n大写：肆仟元整/);
  expect(full).toMatch(/地区：.*一村.*名单版本：2026-12-02 10:00.*核对码：[0-9a-f]{8}/);
  const [line] = await sql<{ target: object; reason: string }[]>`
    select l.target, r.reason from audit_log l join audit_reasons r on r.line_id = l.id where verb = 'reveal-people'`;
  expect(line).toEqual({
    target: { list: 'poor', region: '911', what: 'print', print: 'sign-sheet', rows: 2 },
    reason: '发放',
  });
  const masked = await word(web.send(list(), sheet, east.headers));
  expect(masked).toContain('李**\n特困户');
  expect(masked).not.toContain('李某1');
});

it('prints ID numbers on the roster in full only, and nothing beyond the reader’s region', async () => {
  const roster = { print: 'roster', region: '91' };
  expect(await word(web.send(list(), { ...roster, reason: '存档' }, county.headers))).toContain(specimen(1));
  expect(await word(web.send(list(), roster, east.headers))).not.toContain(specimen(1).slice(0, 14));
  expect((await web.send(list(), { ...roster, reason: '存档' }, east.headers)).status).toBe(403);
  expect((await web.send(list(), { print: 'roster', region: '92' }, east.headers)).status).toBe(404);
  // Nothing of the other village has been approved.
  const none = await web.send(list(), { print: 'sign-sheet', region: '921' }, county.headers);
  expect([none.status, (await jsonOf<{ code: string }>(none)).code]).toEqual([409, 'print-no-rows']);
});

it('prints the note of a dispatch for both of its offices', async () => {
  const path = `/api/campaigns/${campaign.id}/ledger/dispatches/${note}/print`;
  expect(await word(web.get(path, east.headers))).toMatch(/棉衣\n慈善会\n件\n30\n0\n30/);
  const west = await signIn(sql, 'township-officer', '92');
  expect((await web.get(path, west.headers)).status).toBe(404);
});

describe('a template of an office', () => {
  const shipped = (name: string) => readFileSync(join(ROOT, `config/print/${name}.docx`));
  const changed = (name: string, from: string, to: string): Buffer => {
    const files = Object.fromEntries(filesIn(shipped(name)));
    return zipOf({ ...files, 'word/document.xml': files['word/document.xml']?.toString().replace(from, to) ?? '' });
  };
  const upload = (name: string, file: Buffer, { headers } = county) => {
    const body = new FormData();
    body.append('file', new Blob([new Uint8Array(file)]), 'template.docx');
    return fetch(new URL(`/api/prints/${name}/template`, web.url), { method: 'POST', headers, body });
  };

  it('counts in its region once it is kept, until it is given up', async () => {
    const kept = await upload('posting', changed('posting', '扫码查看', '本县自制'));
    expect(await jsonOf(kept)).toMatchObject({ has: expect.arrayContaining(['户主姓名']), lacks: expect.any(Array) });
    const [posting] = await posted();
    expect(await word(web.get(`/api/postings/${posting}/print`, east.headers))).toMatch(/本县自制　核对码 [0-9a-f]{8}/);
    const { prints } = await jsonOf<{ prints: { print: string; template: { kept: { region: string } | null } }[] }>(
      await web.get('/api/prints', east.headers),
    );
    expect(prints.filter(({ template }) => template.kept).map(({ print }) => print)).toEqual(['posting']);
    expect((await web.send('/api/prints/posting/template/give-up', {}, county.headers)).status).toBe(200);
    expect(await word(web.get(`/api/postings/${posting}/print`, east.headers))).toContain('扫码查看');
  });

  it('is refused with what does not fit, and by the guard of postings when it would show a number', async () => {
    const unfit = await upload('posting', changed('posting', '{户主姓名}', '{身份证号}'));
    const { code, problems } = await jsonOf<{ code: string; problems: { field: string }[] }>(unfit);
    expect([unfit.status, code, problems.map(({ field }) => field)]).toEqual([
      422,
      'template-unfit',
      ['户主姓名', '身份证号'],
    ]);
    expect((await upload('posting', changed('posting', '扫码查看', 'x'), east)).status).toBe(403);
    await upload('posting', changed('posting', '扫码查看', '联系人 13800000000'));
    const [posting] = await posted();
    const answer = await web.get(`/api/postings/${posting}/print`, county.headers);
    expect([answer.status, (await jsonOf<{ code: string }>(answer)).code]).toEqual([409, 'print-leaks']);
  });

  const posted = async () => {
    const found = async () => (await sql<{ id: number }[]>`select id from postings order by id`).map(({ id }) => id);
    if ((await found()).length === 0) await post(sql, campaign.id, noted, '911', KEY);
    return found();
  };
});
