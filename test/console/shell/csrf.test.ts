import type { Sql } from '../../../store/db/db';
import { type SignedIn, signIn } from '../../support/accounts';
import { openCampaign } from '../../support/campaigns/campaign';
import { BEARER, jsonOf, type TestConsole, testConsole } from '../../support/servers/console';
import { testDatabase } from '../../support/servers/database';

const PAUSE = '/api/campaigns/2026-every-field-9/pause';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let web: TestConsole;
let somebody: SignedIn;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
  await openCampaign(sql);
  web = await testConsole(sql);
  somebody = await signIn(sql, 'administrator');
});
afterAll(async () => {
  await web.close();
  await database.drop();
});

test('a change is refused with the cookie alone, or with another user’s token', async () => {
  const other = await signIn(sql, 'administrator');
  for (const headers of [
    somebody.cookie,
    { ...somebody.cookie, 'x-csrf-token': 'guess' },
    { ...somebody.cookie, 'x-csrf-token': other.csrf },
  ]) {
    const answer = await web.send(PAUSE, {}, headers as Record<string, string>);
    expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'csrf' }]);
  }
  expect((await web.submit('/logout', {}, somebody.cookie)).status).toBe(403);
  expect(web.client.steered).toEqual([]);
});

test('it is taken with the token in a header or in a form, and from the API token as it is', async () => {
  const { csrf } = await jsonOf<{ csrf: string }>(web.get('/api/me', somebody.cookie));
  expect(csrf).toBe(somebody.csrf);
  expect((await web.send(PAUSE, {}, { ...somebody.cookie, 'x-csrf-token': csrf })).status).toBe(200);
  expect((await web.send(PAUSE, {}, BEARER)).status).toBe(200);
  expect(web.client.steered.map(({ actor }) => actor)).toEqual([`account:${somebody.account.id}`, 'api']);
});

test('the forms of the pages carry it', async () => {
  for (const path of ['/account']) {
    const html = await (await web.get(path, { accept: 'text/html', ...somebody.cookie })).text();
    const forms = html.match(/<form[^>]*method="post".*?<\/form>/gs) ?? [];
    expect(forms.length).toBeGreaterThan(0);
    for (const form of forms) expect(form).toContain(`name="_csrf" value="${somebody.csrf}"`);
  }
});

describe('before the sign-in, and on the queue board', () => {
  const attempt = (headers: Record<string, string>) => web.submit('/login', { login: 'x', password: 'y' }, headers);

  test.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['a sub-domain', { 'sec-fetch-site': 'same-site' }],
    ['another origin, by an older browser', { origin: 'https://evil.test' }],
    ['an origin that is kept secret', { origin: 'null' }],
  ])('%s is refused', async (_, headers) => {
    expect((await attempt(headers as Record<string, string>)).status).toBe(403);
  });

  test('our own page is not', async () => {
    expect((await attempt({ 'sec-fetch-site': 'same-origin', origin: web.url })).status).toBe(401);
    expect((await attempt({ origin: web.url })).status).toBe(401);
  });

  test('a page elsewhere empties no queue', async () => {
    const headers = { ...somebody.cookie, 'sec-fetch-site': 'cross-site' };
    const answer = await fetch(`${web.url}/queues/api/queues/email/clean/failed`, { method: 'PUT', headers });
    expect(answer.status).toBe(403);
  });
});
