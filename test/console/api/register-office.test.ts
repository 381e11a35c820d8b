import type { Sql } from '../../../store/db/db';
import { readTable } from '../../../store/people/tables/read/read-table';
import { textOf } from '../../../store/people/tables/table';
import { type SignedIn, signIn } from '../../support/accounts';
import { posts } from '../../support/campaigns/people';
import { importTinyRegister } from '../../support/campaigns/tiny';
import { BEARER, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let east: SignedIn;

/** 小县 9 with the townships 东乡 91 and 西乡 92, in which the villages 911 to 913, 921 and 922 lie. */
beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  await importTinyRegister(sql);
  web = await testConsole(sql);
  east = await signIn(sql, 'county-officer', '91');
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const send = (
  verb: string,
  csv: string,
  fields: Record<string, string> = {},
  headers: Record<string, string> = BEARER,
) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('files', new File([csv], 'roster.csv'));
  return fetch(`${web.url}/api/register/${verb}?lang=zh-CN`, { method: 'POST', headers, body: form });
};
const act = (path: string, body: object, method = 'POST', headers: Record<string, string> = BEARER) =>
  fetch(`${web.url}/api/register/${path}`, {
    method,
    headers: { ...headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const register = async () => ({
  regions: await sql`select code, parent_code, name, path, closed_at is not null as closed from regions order by code`,
  people: await sql`select region_code, role, name, phone, email from ${posts(sql)} p order by region_code, role`,
});

interface Checked {
  bad: { row: number; at: number | null; code: string }[];
  wrongRows: number;
  regions: number;
  contacts: number;
  tables: { headings: { heading: string; column: string | null }[] }[];
}
const ROSTER = [
  '小县2026年联络员名册,,,,',
  '序号,乡镇,村,姓名,手机',
  '1,东乡,一村,新人甲,199 0000 1001',
  '2,东乡,新一村,新人乙,0876-412',
  '3,东乡,新二村,新人丙,１９９００００１００３',
  '4,新乡,,新人丁,19900001004',
  '合计,,4,,',
].join('\n');
const MAKE = { make: 'yes', under: '9' };

describe('a roster of an office', () => {
  it('goes in with the right rows; the wrong ones come back as a file to mend; all of it is undone', async () => {
    const before = await register();
    const checked = await jsonOf<Checked>(send('check', ROSTER, MAKE));
    expect(checked).toMatchObject({
      bad: [{ row: 4, at: 4, code: 'phone-form' }],
      wrongRows: 1,
      regions: 2,
      contacts: 3,
    });
    expect(checked.tables[0]?.headings).toContainEqual({ heading: '序号', column: null });
    expect((await send('import', ROSTER, MAKE)).status).toBe(422);
    expect(await register()).toEqual(before);

    const mend = await send('mend', ROSTER, MAKE);
    expect(mend.headers.get('content-disposition')).toContain(encodeURIComponent('需要改正的行'));
    const [table] = await readTable('mend.xlsx', new Uint8Array(await mend.arrayBuffer()));
    expect(table?.lines.map(({ cells }) => cells.map(textOf).slice(0, 5))).toEqual([
      ['序号', '乡镇', '村', '姓名', '手机'],
      ['2', '东乡', '新一村', '新人乙', '0876-412'],
    ]);
    expect(textOf(table?.lines[1]?.cells[5])).toContain('手机');

    expect(await jsonOf(send('import', ROSTER, { ...MAKE, partial: 'yes' }))).toMatchObject({
      contacts: 3,
      wrongRows: 1,
    });
    const fix = JSON.stringify([{ file: 'roster.csv', row: 4, at: 4, value: '19900001002' }]);
    expect(await jsonOf(send('check', ROSTER, { ...MAKE, fix }))).toMatchObject({ bad: [], contacts: 4, regions: 1 });
    const after = await register();
    expect(after.regions.map(({ code }) => code)).toEqual(expect.arrayContaining(['91-新二村', '9-新乡']));
    // The same table again changes nothing.
    expect(await jsonOf(send('check', ROSTER, MAKE))).toMatchObject({ regions: 0, wrongRows: 1 });

    const { imports } = await jsonOf<{ imports: { id: number; open: boolean }[] }>(
      web.get('/api/register/imports', BEARER),
    );
    expect(imports[0]).toMatchObject({ open: true, contacts: 3, regions: 2 });
    expect((await act(`imports/${imports[0]?.id}/undo`, {}, 'POST', east.headers)).status).toBe(404);
    expect(await jsonOf(act(`imports/${imports[0]?.id}/undo`, {}))).toMatchObject({ contacts: 3, regions: 2 });
    expect(await register()).toEqual(before);
    expect((await jsonOf<{ code: string }>(act(`imports/${imports[0]?.id}/undo`, {}))).code).toBe('unknown-import');
    expect(await sql`select from register_imports where before is not null`).toHaveLength(0);
  });

  it('is not undone over what somebody has changed since, nor under a campaign, an account or a region', async () => {
    const last = async () => (await sql<{ id: number }[]>`select max(id) as id from register_imports`)[0]?.id;
    const undo = async () => jsonOf<{ code?: string }>(act(`imports/${await last()}/undo`, {}));
    const row = (name: string) => `乡镇,村,姓名,手机\n东乡,二村,${name},19900001010`;
    await send('import', row('新人戊'));
    await send('import', row('新人己'));
    await sql`update contacts set phone = '19900001011' where name = '新人己'`;
    expect((await undo()).code).toBe('import-changed-since');
    await sql`update contacts set phone = '19900001010' where name = '新人己'`;
    expect((await undo()).code).toBeUndefined();
    expect((await register()).people).toContainEqual(expect.objectContaining({ region_code: '912', name: '新人戊' }));
    await send('import', '乡镇,村,姓名,手机\n用乡,,新人庚,19900001012', MAKE);
    await signIn(sql, 'township-officer', '9-用乡');
    expect((await undo()).code).toBe('import-used');
    await sql`update register_imports set at = at - interval '25 hours'`;
    expect((await undo()).code).toBe('import-too-old');
  });

  it('of an officer of a part makes places below that part only', async () => {
    const csv = '乡镇,村,姓名,手机\n东乡,东新村,新人辛,19900001013';
    expect(await jsonOf(send('check', csv, { make: 'yes' }, east.headers))).toMatchObject({ bad: [], regions: 1 });
    expect((await send('check', csv, { make: 'yes', under: '92' }, east.headers)).status).toBe(404);
    const other = await jsonOf<Checked>(
      send('check', '县区,村,姓名,手机\n邻县,某村,新人壬,19900001014', { make: 'yes' }, east.headers),
    );
    expect(other.bad.map(({ code }) => code)).toEqual(['place-unknown']);
  });

  it('without a known heading shows its first rows, and remembers what they mean', async () => {
    const csv = '某表\n甲列,乙列,丙列\n二村,新人癸,19900001015';
    expect((await jsonOf<{ code: string }>(send('check', csv))).code).toBe('no-headings');
    expect(await jsonOf(send('rows', csv))).toMatchObject({
      tables: [{ rows: [{ row: 1 }, { row: 2, cells: ['甲列', '乙列', '丙列'] }, {}] }],
    });
    const form = new FormData();
    for (const pair of ['甲列=place', '乙列=name', '丙列=phone']) form.append('map', pair);
    form.append('files', new File([csv], 'odd.csv'));
    const imported = await fetch(`${web.url}/api/register/import`, { method: 'POST', headers: BEARER, body: form });
    expect(await jsonOf(imported)).toMatchObject({ contacts: 1 });
    expect(await jsonOf(send('check', csv))).toMatchObject({ bad: [], contacts: 1 });
  });

  it('names the deputy beside the contact, and says no more of them than name and number', async () => {
    const row = (deputy: string) => `乡镇,村,姓名,手机,邮箱,B角,联系电话\n西乡,四村,甲921,19900000921,,${deputy}`;
    const look = (csv: string) => jsonOf<{ changes: object[]; unchanged: number }>(send('check', csv));
    // The e-mail address that the register knows of the deputy stays.
    expect(await look(row('乙921,19900010921'))).toMatchObject({ changes: [], unchanged: 2 });
    const alone = '乡镇,村,姓名,手机,B角\n西乡,四村,甲921,19900000921,乙921';
    expect(await look(alone)).toMatchObject({ changes: [], unchanged: 2 });
    expect((await look(row('新人甲,19900001020'))).changes).toMatchObject([
      { what: 'contact', how: 'handed-over', region: '921', role: 'deputy', name: '新人甲' },
    ]);
  });

  it('begins with an empty template, which reads as it is filled in', async () => {
    const answer = await web.get('/api/register/template?lang=zh-CN', BEARER);
    const [table] = await readTable('t.xlsx', new Uint8Array(await answer.arrayBuffer()));
    const headings = table?.lines[0]?.cells.map(textOf) ?? [];
    expect(headings).toEqual(expect.arrayContaining(['上级名称', '地区名称', '姓名', '手机']));
    const row = headings.map(
      (one) => ({ 上级名称: '东乡', 地区名称: '三村', 姓名: '新人', 手机: '19900001016' })[one] ?? '',
    );
    expect(await jsonOf(send('check', [headings, row].map((cells) => cells.join(',')).join('\n')))).toMatchObject({
      ...{ bad: [], contacts: 1 },
    });
  });
});

describe('a region', () => {
  const place = (code: string) =>
    jsonOf<{ history: object[]; into: string | null }>(web.get(`/api/register/${code}`, BEARER));
  const below = async (code: string) =>
    (
      await jsonOf<{ regions: { code: string }[] }>(web.get(`/api/regions?under=${encodeURIComponent(code)}`, BEARER))
    ).regions.map((one) => one.code);

  it('is added, renamed and moved, with its history; an officer of a part moves none', async () => {
    const body = { parent: '92', kind: 'village', name: '添村' };
    const { code } = await jsonOf<{ code: string }>(act('regions', body));
    expect(code).toBe('92-添村');
    expect((await jsonOf<{ code: string }>(act('regions', body))).code).toBe('region-exists');
    expect((await act('regions', body, 'POST', east.headers)).status).toBe(404);
    expect((await act('regions', { ...body, name: '无类村', kind: 'no-kind' })).status).toBe(422);
    const change = { name: '添新村', kind: 'village', parent: '91' };
    expect((await act(`regions/${encodeURIComponent(code)}`, change, 'PUT')).status).toBe(200);
    expect((await place(encodeURIComponent(code))).history).toMatchObject([
      { what: 'moved', before: '西乡', after: '东乡' },
      { what: 'renamed', before: '添村', after: '添新村' },
    ]);
    const back = act(`regions/${encodeURIComponent(code)}`, { ...change, parent: null }, 'PUT', east.headers);
    expect((await jsonOf<{ code: string }>(back)).code).toBe('region-code-kept');
  });

  it('is merged into another, which takes those below it and the duties that nobody has there', async () => {
    const reason = '撤并';
    await sql`delete from duties where region_code = '91' and deputy`;
    const close = (code: string, into: string | null, headers: Record<string, string> = BEARER) =>
      act(`regions/${encodeURIComponent(code)}/close`, { into, reason }, 'POST', headers);
    expect((await jsonOf<{ code: string }>(close('92', null))).code).toBe('region-has-below');
    expect((await jsonOf<{ code: string }>(close('9', '91'))).code).toBe('region-into-itself');
    expect((await close('92', '91', east.headers)).status).toBe(404);
    expect((await jsonOf<{ code: string }>(close('91', null, east.headers))).code).toBe('region-top-kept');
    expect((await close('92', '91')).status).toBe(200);
    expect(await below('9')).not.toContain('92');
    expect(await below('91')).toEqual(expect.arrayContaining(['911', '921', '922']));
    expect(await sql`select from duties where region_code = '92'`).toHaveLength(0);
    expect(await place('92')).toMatchObject({
      into: '东乡',
      closed: true,
      history: [{ what: 'merged', after: '东乡' }],
    });
    // A table of before is read with the region of today; one that names the code is told.
    expect(await jsonOf(send('check', '乡镇,姓名,手机\n西乡,某人,19900001020'))).toMatchObject({
      bad: [],
      contacts: 1,
    });
    const byCode = await jsonOf<Checked>(send('check', 'region,name,phone\n92,某人,19900001020'));
    expect(byCode.bad.map(({ code }) => code)).toEqual(['region-closed']);
    expect((await act('regions/92/reopen', { reason })).status).toBe(200);
    expect(await below('9')).toContain('92');
  });
});

it('places without a contact who can be reached are listed, and people are found by the whole name or number', async () => {
  await sql`delete from duties where region_code = '922' and role = 'contact' and not deputy`;
  const { gaps } = await jsonOf<{ gaps: { code: string; why: string }[] }>(web.get('/api/register/gaps', BEARER));
  expect(gaps).toContainEqual(expect.objectContaining({ code: '92', why: 'nobody' }));
  const mine = await jsonOf<{ gaps: { code: string }[] }>(web.get('/api/register/gaps', east.cookie));
  expect(mine.gaps.map(({ code }) => code)).not.toContain('92');
  const find = (words: string, headers: Record<string, string> = BEARER) =>
    jsonOf<{ people: { code: string; phone: string }[] }>(act('people', { words }, 'POST', headers));
  const [found] = (await find('甲913')).people;
  expect(found).toMatchObject({ code: '913', role: 'contact' });
  expect(found?.phone).toContain('*');
  expect((await find('199 0000 0913')).people.map(({ code }) => code)).toEqual(['913']);
  expect((await find('1990000')).people).toEqual([]);
  const other = await signIn(sql, 'county-officer', '92');
  expect((await find('甲913', other.headers)).people).toEqual([]);
});

it('the register is taken as a workbook that reads again, for a reason that is written down', async () => {
  const answer = await act('export', { reason: '年度核对' }, 'POST', east.headers);
  const tables = await readTable('r.xlsx', new Uint8Array(await answer.arrayBuffer()));
  expect(tables.map(({ file }) => file)).toEqual(['r.xlsx#地区', 'r.xlsx#联系人']);
  const text = JSON.stringify(tables);
  expect([text.includes('19900000913'), text.includes('小县')]).toEqual([true, false]);
  const [line] = await sql<{ verb: string }[]>`select verb from audit_log order by id desc limit 1`;
  expect(line?.verb).toBe('reveal-people');
});
