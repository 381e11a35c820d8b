import type { z } from 'zod';
import type { placeRecordSchema } from '../../../console/api/place/place-schemas';
import type { searchSchema } from '../../../console/api/place/search-schemas';
import type { callsSchema } from '../../../console/api/round/work-schemas';
import { withContent } from '../../../reporting/document/content';
import { overviewSentences } from '../../../reporting/document/sentences';
import { namesOf } from '../../../reporting/figures/names';
import type { Sql } from '../../../store/db/db';
import { isAskedBy } from '../../../store/round/asks';
import { signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { emptyDatabase, testDatabase } from '../../support/servers/database';

/** The record of a place, and what an officer does there for a unit. */
type Record = z.output<typeof placeRecordSchema>;

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: OpenCampaign;
let officer: { cookie: string };
let csrf: string;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
beforeEach(async () => {
  await emptyDatabase(sql);
  campaign = await openCampaign(sql);
  web = await testConsole(sql);
  const session = await signIn(sql, 'township-officer', '91');
  officer = session.cookie;
  ({ csrf } = await jsonOf<{ csrf: string }>(web.get('/api/me', officer)));
  await sql`
    insert into call_list (campaign_id, round_id, unit_code, reason, opened_at)
    select ${campaign.id}, ${campaign.rounds[0] ?? ''}, code, 'silent', now() from regions where code in ('911', '912')`;
});
afterEach(() => web.close());
afterAll(() => database.drop());

const record = (code: string) => jsonOf<Record>(web.get(`/api/places/${code}?campaign=${campaign.id}`, officer));
const act = (path: string, body: object = {}) => web.send(path, body, { ...officer, 'x-csrf-token': csrf });
const at = (unit: string) => `/api/campaigns/${campaign.id}/rounds/survey/units/${unit}`;
const enter = (unit: string, households: number) =>
  jsonOf<{ receipt: string }>(act(`${at(unit)}/report`, { figures: { households, cash: '360.50' } }));
const calls = async (done: boolean) =>
  (await jsonOf<z.output<typeof callsSchema>>(web.get(`/api/calls?campaign=${campaign.id}&done=${done}`, officer)))
    .calls;

test('B1: the record has the figures of every version, who sent them and how, and sums for the region above', async () => {
  await web.submit(`/r/${await campaign.token('report', '911')}`, { households: '3', cash: '100' });
  await enter('911', 5);
  await enter('912', 7);
  const { rounds, people, above } = await record('911');
  expect(above).toEqual([{ code: '91', name: '东乡' }]);
  expect(people.map(({ name, phone }) => `${name} ${phone}`)).toEqual(['甲** 199****0911', '乙** 199****0911']);
  const [round] = rounds;
  expect(round?.own?.versions).toMatchObject([
    { version: 2, via: 'api', contact: null, officer: expect.any(String), present: true, onTime: true },
    { version: 1, via: 'form', contact: '甲**', officer: null, present: false },
  ]);
  expect(round?.own?.versions[0]?.lines).toEqual([
    { label: '困难家庭', value: '5 户', photo: null },
    { label: '慰问金', value: '360.50 元', photo: null },
  ]);
  expect(round?.own?.figures).toEqual({ households: 5, cash: '360.50' });
  const { rounds: above91, below } = await record('91');
  expect(below.map(({ name }) => name)).toEqual(['一村', '二村', '三村']);
  expect(above91[0]).toMatchObject({ own: null, below: { expected: 3, onTime: 2, late: 0 } });
  expect(above91[0]?.below?.sums.map(({ value }) => value)).toEqual(['12 户', '721.00 元']);
});

test('a unit that a tag leaves out is not asked; its page and the summary say so', async () => {
  await sql`update regions set tags = '{barred}' where code = '912'`;
  await sql`
    update campaigns set definition = jsonb_set(definition, '{stages,0,asks,0,except}', '["barred"]') where id = ${campaign.id}`;
  const asked = await sql<{ code: string }[]>`
    select u.code from regions u where ${isAskedBy(sql, { of: 'village', except: ['barred'] })} and starts_with(u.code, '91')
    order by 1`;
  expect(asked.map(({ code }) => code)).toEqual(['911', '913']);
  expect(await record('912')).toMatchObject({ tags: ['barred'], leftOutOf: [{ id: campaign.id, tags: ['barred'] }] });
  expect((await record('911')).leftOutOf).toEqual([]);
  const said = await withContent(sql, campaign.id, async (content) =>
    overviewSentences(content, namesOf(content)).join(''),
  );
  expect(said).toContain('按标签不布置任务的单位1个：二村 (barred)');
});

test('a place of another region is not there', async () => {
  expect((await web.get('/api/places/921', officer)).status).toBe(404);
  expect((await act(`${at('921')}/remind`)).status).toBe(404);
  const ops = await signIn(sql, 'ops');
  expect((await web.get('/api/places/911', ops.cookie)).status).toBe(403);
});

test('B2: a report by telephone settles the call, and taking it back opens the call again', async () => {
  const [call] = await calls(false);
  expect((await act(`/api/calls/${call?.id}`, { result: 'reported' })).status).toBe(409);
  const { receipt } = await enter('911', 5);
  expect((await calls(false)).map(({ code }) => code)).toEqual(['912']);
  expect(await calls(true)).toMatchObject([{ code: '911', result: 'reported', attempts: 1 }]);
  expect((await act(`${at('911')}/report/undo`, { receipt })).status).toBe(200);
  expect((await calls(false)).map(({ code, attempts }) => `${code} ${attempts}`)).toEqual(['911 0', '912 0']);
  const { rounds } = await record('911');
  expect(rounds[0]?.own).toMatchObject({
    reportedAt: null,
    versions: [{ present: false, returnedBecause: '代报有误，已撤销。' }],
  });
});

test('what is taken back gives way to the figures before, and only to whoever has entered it', async () => {
  await web.submit(`/r/${await campaign.token('report', '911')}`, { households: '3', cash: '100' });
  const { receipt } = await enter('911', 5);
  const other = await signIn(sql, 'administrator');
  const foreign = await jsonOf<{ csrf: string }>(web.get('/api/me', other.cookie));
  const headers = { ...other.cookie, 'x-csrf-token': foreign.csrf };
  expect((await web.send(`${at('911')}/report/undo`, { receipt }, headers)).status).toBe(409);
  expect((await act(`${at('911')}/report/undo`, { receipt })).status).toBe(200);
  expect((await act(`${at('911')}/report/undo`, { receipt })).status).toBe(409);
  const [round] = (await record('911')).rounds;
  expect(round?.own?.versions.map(({ version, present, lines }) => [version, present, lines[0]?.value])).toEqual([
    [3, true, '3 户'],
    [2, false, '5 户'],
    [1, false, '3 户'],
  ]);
});

test('the outcome of a call is undone, unless its unit has reported since', async () => {
  const [one, two] = await calls(false);
  for (const call of [one, two])
    expect((await act(`/api/calls/${call?.id}`, { result: 'will-report' })).status).toBe(200);
  expect(await calls(false)).toEqual([]);
  expect((await act(`/api/calls/${one?.id}/undo`)).status).toBe(200);
  expect(await calls(false)).toMatchObject([{ code: '911', result: null, attempts: 0 }]);
  await enter('912', 7);
  expect((await act(`/api/calls/${two?.id}/undo`)).status).toBe(409);
});

test('one silent unit is reminded, not twice in ten minutes, and not once it has reported', async () => {
  expect(await jsonOf(act(`${at('911')}/remind`))).toEqual({ messages: 1 });
  expect((await act(`${at('911')}/remind`)).status).toBe(409);
  await enter('912', 7);
  expect((await act(`${at('912')}/remind`)).status).toBe(409);
  const told = await sql`select region_code as unit, template, rung from messages`;
  expect([...told]).toEqual([{ unit: '911', template: 'reminder', rung: 'remind-911' }]);
  const audited = await sql`select verb, target ->> 'unit' as unit from audit_log where verb = 'remind'`;
  expect([...audited]).toEqual([{ verb: 'remind', unit: '911' }]);
});

test('the search finds what the reader may see: places, people masked, receipts, campaigns, messages', async () => {
  const find = async (words: string) =>
    (await jsonOf<z.output<typeof searchSchema>>(act('/api/search', { words }))).hits.map(
      ({ kind, label, place }) => `${kind} ${label} ${place}`,
    );
  const { receipt } = await enter('911', 5);
  await act(`${at('912')}/remind`);
  const [message] = await sql<{ id: number }[]>`select id from messages`;
  expect(await find('一村')).toEqual(['place 一村 911']);
  expect(await find('甲912')).toEqual(['person 甲** 199****0912 912']);
  expect(await find('199 0000 0912')).toEqual(['person 甲** 199****0912 912']);
  expect(await find('0912')).toEqual([]);
  expect(await find('19900000912')).toEqual(['person 甲** 199****0912 912']);
  expect(await find(receipt.replace('-', ''))).toEqual([`receipt ${receipt} 911`]);
  expect(await find('慰问')).toEqual(['campaign 冬季慰问 null']);
  expect(await find(String(message?.id))).toContain(`message ${message?.id} null`);
  // Of another township, which this officer does not see.
  expect(await find('19900000921')).toEqual([]);
  expect(await find('四村')).toEqual([]);
  expect(await find('%')).toEqual([]);
});
