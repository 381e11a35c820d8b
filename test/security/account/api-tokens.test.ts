import { once } from 'node:events';
import { type ClientRequest, get, type IncomingMessage } from 'node:http';
import type { Sql } from '../../../store/db/db';
import { signIn } from '../../support/accounts';
import { openCampaign } from '../../support/campaigns/campaign';
import { eventually } from '../../support/eventually';
import { BEARER, consoleEnv, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let campaign: string;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  campaign = (await openCampaign(sql)).id;
  web = await testConsole(sql);
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

let names = 0;
interface Made {
  made: { id: number; name: string };
  token: string;
}
const make = async (given: object, headers: Record<string, string> = BEARER) => {
  names += 1;
  return web.send('/api/tokens', { name: `token ${names}`, region: null, verbs: ['see-campaigns'], ...given }, headers);
};
const bearer = (token: string) => ({ authorization: `Bearer ${token}` });
const status = async (path: string, token: string) => (await web.get(path, bearer(token))).status;

test('M6: a token does what it was made for, and nothing else', async () => {
  const { token } = await jsonOf<Made>(make({ verbs: ['see-campaigns', 'see-metrics'] }));
  expect(await status('/api/campaigns', token)).toBe(200);
  expect(await status('/metrics', token)).toBe(200);
  expect(await status('/api/accounts', token)).toBe(403);
  const refused = await web.get('/api/audit', { ...bearer(token), 'accept-language': 'zh-CN' });
  expect(await refused.json()).toEqual({ code: 'token-may-not', message: '这个令牌没有“see-audit-log”的权限。' });
  expect(await jsonOf(web.get('/api/me', bearer(token)))).toMatchObject({
    via: 'api',
    may: expect.arrayContaining(['see-metrics']),
  });
});

test('M6: a token of a region sees that region, and nothing of the whole installation', async () => {
  const { token } = await jsonOf<Made>(make({ region: '91', verbs: ['see-register', 'see-metrics'] }));
  expect(await status('/api/register/911', token)).toBe(200);
  expect(await status('/api/register/921', token)).toBe(404);
  expect(await status('/metrics', token)).toBe(403);
});

test('M6: a token ends on its day, and at once when it is revoked', async () => {
  const { made, token } = await jsonOf<Made>(make({ days: 1 }));
  await sql`update api_tokens set expires_at = clock_timestamp() where id = ${made.id}`;
  expect(await status('/api/campaigns', token)).toBe(401);
  const other = await jsonOf<Made>(make({}));
  expect(await status('/api/campaigns', other.token)).toBe(200);
  expect((await web.send(`/api/tokens/${other.made.id}/revoke`, {}, BEARER)).status).toBe(200);
  expect(await status('/api/campaigns', other.token)).toBe(401);
  expect((await web.send(`/api/tokens/${other.made.id}/revoke`, {}, BEARER)).status).toBe(404);
});

test('M6: a user gives a program only permissions of the own account, and never the making of tokens', async () => {
  const east = await signIn(sql, 'administrator', '91');
  expect((await make({ region: '91' }, east.headers)).status).toBe(200);
  expect((await make({ region: '92' }, east.headers)).status).toBe(404);
  expect((await make({ region: null }, east.headers)).status).toBe(404);
  expect((await make({ region: '91', verbs: ['tend-queues'] }, east.headers)).status).toBe(403);
  expect((await make({ verbs: ['manage-accounts'] })).status).toBe(400);
  const listed = await jsonOf<{ region: string }[]>(web.get('/api/tokens', east.cookie));
  expect(new Set(listed.map(({ region }) => region))).toEqual(new Set(['91']));
});

test('M6: a token is kept as a digest, and what it does is written down by its number', async () => {
  const { made, token } = await jsonOf<Made>(make({ verbs: ['submit-report'] }));
  expect(JSON.stringify(await sql`select * from api_tokens`)).not.toContain(token);
  const path = `/api/campaigns/${campaign}/rounds/survey/units/912/report`;
  expect((await web.send(path, { nothing: true }, bearer(token))).status).toBe(200);
  expect(await sql`select by_name as by, via from audit_log where verb = 'submit-report'`).toEqual([
    { by: `token:${made.id}`, via: 'api' },
  ]);
});

test('every text in a body is printable before a route sees it; too deep a body is refused', async () => {
  const { made } = await jsonOf<Made>(make({ name: '  省平台\u0000\u202e对接 ' }));
  expect(made.name).toBe('省平台对接');
  const deep = `${'['.repeat(100)}${']'.repeat(100)}`;
  const answer = await fetch(new URL('/api/tokens', web.url), {
    method: 'POST',
    headers: { ...BEARER, 'content-type': 'application/json' },
    body: `{"name":${deep}}`,
  });
  expect([answer.status, await answer.json()]).toMatchObject([400, { code: 'nested-too-deep' }]);
});

test('L6: one person has so many streams, and the next is refused', async () => {
  const { token } = await jsonOf<Made>(make({}));
  const streams: ClientRequest[] = [];
  const open = async () => {
    const stream = get(new URL(`/api/campaigns/${campaign}/events`, web.url), { headers: bearer(token), agent: false });
    streams.push(stream);
    const [answer] = (await once(stream, 'response')) as [IncomingMessage];
    return answer.statusCode ?? 0;
  };
  const statuses: number[] = [];
  for (let n = 0; n < 13; n += 1) statuses.push(await open());
  expect(statuses).toEqual([...Array.from({ length: 12 }, () => 200), 429]);
  for (const stream of streams) stream.destroy();
  await eventually(async () => expect(await open()).toBe(200));
  streams.at(-1)?.destroy();
});

test('L4: pages say what a browser may do, and over HTTPS that there is nothing else', async () => {
  const answer = await web.get('/login');
  expect(answer.headers.get('permissions-policy')).toContain('camera=()');
  expect(answer.headers.get('strict-transport-security')).toBeNull();
  const secure = await testConsole(sql, { env: consoleEnv({ PUBLIC_URL: 'https://relief.example.org' }) });
  expect((await secure.get('/login')).headers.get('strict-transport-security')).toBe('max-age=63072000');
  await secure.close();
});
