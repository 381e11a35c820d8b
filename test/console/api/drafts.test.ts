import type { Definition } from '../../../domain/campaign/definition/definition';
import type { Sql } from '../../../store/db/db';
import { type SignedIn, signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { tinyDefinition } from '../../support/campaigns/tiny';
import { jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let wang: SignedIn;
let li: SignedIn;
let campaign: OpenCampaign;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  web = await testConsole(sql);
  campaign = await openCampaign(sql);
  [wang, li] = [await signIn(sql, 'administrator'), await signIn(sql, 'county-officer', '9')];
});
beforeEach(async () => {
  await sql`delete from campaign_drafts`;
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const post = async <Body>(path: string, body: object, who = wang) => jsonOf<Body>(web.send(path, body, who.headers));
const begun = (definition: object, who = wang) =>
  post<{ id: number; version: number }>('/api/drafts', { definition }, who);
const drafts = async (who = wang) =>
  (await jsonOf<{ drafts: object[] }>(web.get('/api/drafts', { ...who.cookie, accept: 'application/json' }))).drafts;
const save = (id: number, body: object, who = wang) =>
  fetch(new URL(`/api/drafts/${id}`, web.url), {
    method: 'PUT',
    headers: { ...who.headers, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
const readBack = (id: number, who = wang) =>
  jsonOf<{ version: number; definition: Definition; code?: string }>(
    web.get(`/api/drafts/${id}`, { ...who.cookie, accept: 'application/json' }),
  );

it('a draft keeps what is typed, right or wrong, and only its owner sees it', async () => {
  const { id } = await begun(tinyDefinition());
  const typed = { ...tinyDefinition(), name: { 'zh-CN': '走访' }, season: null, scope: '9x' };
  expect(await jsonOf(save(id, { definition: typed, version: 1 }))).toEqual({ id, version: 2 });
  expect(await readBack(id)).toMatchObject({ version: 2, definition: JSON.parse(JSON.stringify(typed)) });
  // The wizard shows forms and stages in their order.
  expect(JSON.stringify((await readBack(id)).definition)).toBe(JSON.stringify(typed));
  expect(await drafts()).toEqual([
    expect.objectContaining({ id, name: { 'zh-CN': '走访' }, season: null, scope: '9x', place: null, rehearsed: null }),
  ]);
  expect(await drafts(li)).toEqual([]);
  expect((await readBack(id, li)).code).toBe('unknown-campaign-draft');
  expect((await save(id, { definition: {}, version: 2 }, li)).status).toBe(404);
});

it('two windows do not overwrite each other: the second is refused, and loses nothing of the first', async () => {
  const { id, version } = await begun(tinyDefinition());
  const [first, second] = await Promise.all(
    ['第一个', '第二个'].map((name) => save(id, { definition: tinyDefinition({ name: { 'zh-CN': name } }), version })),
  );
  expect([first?.status, second?.status].sort()).toEqual([200, 409]);
  const late = first?.status === 409 ? first : second;
  expect(await late?.json()).toMatchObject({ code: 'draft-changed-elsewhere' });
  expect((await readBack(id)).version).toBe(2);
});

it('a rehearsed campaign leads back to its draft, and what was rehearsed becomes a draft only once', async () => {
  const { id } = await begun(campaign.definition);
  await save(id, { definition: campaign.definition, version: 1, rehearsed: campaign.id });
  expect(await drafts()).toEqual([expect.objectContaining({ id, rehearsed: campaign.id, place: '小县' })]);
  expect((await post<{ id: number }>('/api/drafts', { campaign: campaign.id })).id).toBe(id);
  // Once the draft is another, what was rehearsed is a draft of its own.
  await save(id, { definition: { ...campaign.definition, season: 2027 }, version: 2 });
  const again = await post<{ id: number }>('/api/drafts', { campaign: campaign.id });
  expect(again.id).not.toBe(id);
  expect((await readBack(again.id)).definition.season).toBe(2026);
  expect(await post('/api/drafts', { campaign: 'nowhere' })).toMatchObject({ code: 'unknown-campaign' });
});

it('a draft that was dropped is gone, and nobody keeps more than fifty', async () => {
  const { id } = await begun(tinyDefinition());
  expect(await post(`/api/drafts/${id}/drop`, {})).toEqual({ id });
  expect(await post(`/api/drafts/${id}/drop`, {})).toMatchObject({ code: 'unknown-campaign-draft' });
  await sql`
    insert into campaign_drafts (owner, definition)
    select ${`account:${wang.account.id}`}, json_build_object('id', n) from generate_series(1, 50) n`;
  expect(await begun(tinyDefinition())).toMatchObject({ code: 'too-many-drafts' });
});
