import { withCaseForms } from '../../../domain/case/case-forms';
import type { Sql } from '../../../store/db/db';
import { type SignedIn, signIn } from '../../support/accounts';
import { type OpenCampaign, openCampaign } from '../../support/campaigns/campaign';
import { tinyDefinition } from '../../support/campaigns/tiny';
import { type FakeClient, fakeClient, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let client: FakeClient;
let campaign: OpenCampaign;
let county: SignedIn;
let township: SignedIn;
let auditor: SignedIn;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  const cases = { complaint: {}, urgent: {} };
  campaign = await openCampaign(sql, { definition: withCaseForms(tinyDefinition({ cases })) });
  client = fakeClient();
  web = await testConsole(sql, { client });
  county = await signIn(sql, 'county-officer', '9');
  township = await signIn(sql, 'township-officer', '91');
  auditor = await signIn(sql, 'auditor');
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

const opening = (changes: object = {}) => ({ campaign: campaign.id, kind: 'urgent', region: '911', ...changes });
const open = async (changes: object = {}, { headers } = township) =>
  jsonOf<{ case: number; receipt: string; workflows: string[] }>(web.send('/api/cases', opening(changes), headers));
const list = async (query: string, { cookie } = township) =>
  jsonOf<{ cases: { id: number; kindName: { en: string } }[] }>(
    web.get(`/api/cases?campaign=${campaign.id}&${query}`, cookie),
  );
const statusOf = async (path: string, body: object, { headers }: SignedIn) =>
  (await web.send(path, body, headers)).status;

it('an officer opens a case, a colleague answers it, and the county opens it again', async () => {
  const { case: id, receipt, workflows } = await open();
  expect(receipt).toMatch(/^\d+-\d{4}$/);
  expect(client.cases.map(({ workflowId }) => workflowId)).toEqual(workflows);
  expect((await list('view=mine')).cases).toMatchObject([{ id, kindName: { en: 'Urgent need' } }]);
  expect(await jsonOf(web.get(`/api/cases/${id}`, township.cookie))).toMatchObject({
    assignee: '东乡',
    outcomes: [{ outcome: 'granted' }, { outcome: 'denied' }, { outcome: 'above' }],
    statements: 1,
  });
  expect(await statusOf(`/api/cases/${id}/answer`, { outcome: 'granted' }, township)).toBe(403);
  expect(await statusOf(`/api/cases/${id}/answer`, { outcome: 'granted', reason: '急' }, county)).toBe(200);
  expect((await list('closed=true')).cases).toMatchObject([{ id, outcome: 'granted' }]);
  expect(await statusOf(`/api/cases/${id}/reopen`, { reason: '有误' }, township)).toBe(403);
  expect(await statusOf(`/api/cases/${id}/reopen`, { reason: '有误' }, county)).toBe(200);
});

it('what was said is read by those who answer only, and stands in no list', async () => {
  const { case: id } = await open({ kind: 'complaint', text: '村里少发一袋米', from: '某人' });
  expect(JSON.stringify(await jsonOf(web.get(`/api/cases/${id}`, county.cookie)))).not.toContain('一袋米');
  const said = await jsonOf(web.send(`/api/cases/${id}/statements`, {}, county.headers));
  expect(said).toMatchObject({ statements: [{ by: 'account', text: '村里少发一袋米', from: '某人' }] });
  expect(await statusOf(`/api/cases/${id}/statements`, {}, auditor)).toBe(403);
});

it.each([
  ['a kind that the campaign does not have', { kind: 'sample' }, 422],
  ['a place of another township', { region: '921' }, 422],
  ['a key that is none', { submission: 'again' }, 400],
  ['a text without end', { text: '长'.repeat(2001) }, 400],
])('%s is refused', async (_, changes, status) => {
  expect(await statusOf('/api/cases', opening(changes), township)).toBe(status);
});

it('an auditor sees cases and opens none; another township sees nothing', async () => {
  const { case: id } = await open();
  expect((await list('view=area', auditor)).cases.map((one) => one.id)).toContain(id);
  expect(await statusOf('/api/cases', opening(), auditor)).toBe(403);
  const other = await signIn(sql, 'township-officer', '92');
  expect((await web.get(`/api/cases/${id}`, other.cookie)).status).toBe(404);
  const { kinds } = await jsonOf<{ kinds: { kind: string; to: string }[] }>(
    web.get(`/api/campaigns/${campaign.id}/case-kinds`, other.cookie),
  );
  // A complaint may be followed by an objection.
  expect(kinds.map(({ kind, to }) => `${kind} ${to}`).sort()).toEqual([
    'complaint scope',
    'objection scope',
    'urgent superior',
  ]);
});
