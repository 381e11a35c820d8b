import { connect } from 'node:net';
import { hookSecret } from '../../config/hook-secrets';
import type { Sql } from '../../store/db/db';
import { signIn } from '../support/accounts';
import { type OpenCampaign, openCampaign } from '../support/campaigns/campaign';
import { posts } from '../support/campaigns/people';
import { eventually } from '../support/eventually';
import { consoleEnv, jsonOf, type TestConsole, testConsole } from '../support/servers/console';
import { emptyDatabase, testDatabase } from '../support/servers/database';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sql: Sql;
let campaign: OpenCampaign;
let web: TestConsole;

beforeAll(async () => {
  database = await testDatabase();
  sql = database.sql;
});
beforeEach(async () => {
  await emptyDatabase(sql);
  campaign = await openCampaign(sql);
  web = await testConsole(sql);
});
afterEach(() => web.close());
afterAll(() => database.drop());

const MB = 1024 * 1024;
const FORGED = '1aaaaaaaaaaaa';

/** Announces a body, and sends only its beginning. @returns the socket, and the answer so far */
function begin(path: string, { type, length, first = '' }: { type: string; length: number; first?: string }) {
  const { hostname, port } = new URL(web.url);
  const socket = connect(Number(port), hostname);
  let said = '';
  socket.on('data', (chunk) => {
    said += chunk;
  });
  socket.on('error', () => {});
  socket.write(
    `POST ${path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\ncontent-type: ${type}\r\ncontent-length: ${length}\r\n\r\n${first}`,
  );
  return { socket, said: () => said };
}

const MULTIPART = 'multipart/form-data; boundary=x';

test.each([
  ['the form', `/r/${FORGED}`, MULTIPART, 404],
  ['a photo', `/r/${FORGED}/photos/${'a'.repeat(64)}?offset=0&size=1000`, 'application/octet-stream', 404],
  ['the API of links', `/api/links/${FORGED}`, 'application/json', 404],
  ['acknowledging', `/a/${FORGED}`, 'application/x-www-form-urlencoded', 404],
  ['receipts', '/hooks/sms/http/wrong-secret/receipts', 'application/json', 404],
  ['replies', '/hooks/sms/http/wrong-secret/replies', 'application/json', 404],
  ['warnings', '/hooks/weather/cma/wrong-secret', 'application/xml', 404],
])('H9: without signature or secret %s is refused before its body has come', async (_, path, type, status) => {
  const { socket, said } = begin(path, { type, length: 500_000 });
  await eventually(() => expect(said()).toMatch(new RegExp(`^HTTP/1.1 ${status} `)));
  socket.destroy();
});

test('H9: a page of a forged link still says what to do, in the language of the reader', async () => {
  const page = await web.submit(`/r/${FORGED}?lang=zh-CN`, { households: '3' });
  expect([page.status, await page.text()]).toEqual([404, expect.stringContaining('这个链接不完整或有误')]);
  const json = await web.get(`/api/links/${FORGED}`, { accept: 'application/json', 'accept-language': 'en' });
  expect(await json.json()).toMatchObject({
    code: 'forged',
    message: expect.stringContaining('The link is incomplete'),
  });
});

/** One chunk, sent again and again, so that the sender needs no memory either. */
function files(count: number, bytes: number): ReadableStream<Uint8Array> {
  const chunk = new Uint8Array(MB);
  const head = (n: number) =>
    new TextEncoder().encode(
      `\r\n--x\r\ncontent-disposition: form-data; name="f${n}"; filename="f.jpg"\r\ncontent-type: image/jpeg\r\n\r\n`,
    );
  let sent = 0;
  return new ReadableStream({
    pull(controller) {
      const chunksOfOne = bytes / MB;
      if (sent === count * chunksOfOne) {
        controller.enqueue(new TextEncoder().encode('\r\n--x--\r\n'));
        return controller.close();
      }
      if (sent % chunksOfOne === 0) controller.enqueue(head(sent / chunksOfOne));
      controller.enqueue(chunk);
      sent += 1;
    },
  });
}

/** @returns the most bytes of buffers during the work, above those before it. */
async function growth(work: () => Promise<unknown>): Promise<number> {
  const held = () => process.memoryUsage().arrayBuffers;
  global.gc?.();
  const before = held();
  let most = before;
  const timer = setInterval(() => {
    most = Math.max(most, held());
  }, 5);
  await work();
  clearInterval(timer);
  return most - before;
}

const upload = (path: string): Promise<number> =>
  fetch(new URL(path, web.url), {
    method: 'POST',
    headers: { 'content-type': MULTIPART },
    body: files(6, 8 * MB),
    duplex: 'half',
  }).then(
    (answer) => answer.status,
    () => 0,
  );

test('H9: twenty anonymous uploads of 48 MB do not grow memory', async () => {
  const statuses: number[] = [];
  const grown = await growth(async () => {
    statuses.push(...(await Promise.all(Array.from({ length: 20 }, () => upload(`/r/${FORGED}`)))));
  });
  expect(statuses.every((status) => status === 404 || status === 0)).toBe(true);
  expect(grown).toBeLessThan(100 * MB);
});

test('H9: one link has few uploads under way at once; the next is asked to come again', async () => {
  const path = `/r/${await campaign.token('report', '911')}`;
  const form = new FormData();
  form.set('households', '3');
  form.set('cash', '1');
  const hand = () =>
    fetch(new URL(path, web.url), { method: 'POST', body: form, headers: { accept: 'application/json' } });
  const slow = Array.from({ length: 4 }, () => begin(path, { type: MULTIPART, length: MB }));
  await eventually(async () => {
    const answer = await hand();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
  });
  for (const { socket } of slow) socket.destroy();
  await eventually(async () => expect((await hand()).status).toBe(200));
});

test('H9: a form with a text longer than any field is refused', async () => {
  const form = new FormData();
  form.set('remarks', 'x'.repeat(20_000));
  const path = new URL(`/r/${await campaign.token('report', '911')}`, web.url);
  const answer = await fetch(path, { method: 'POST', body: form, headers: { accept: 'application/json' } });
  expect([answer.status, await answer.json()]).toMatchObject([413, { code: 'request-too-large' }]);
});

test('M7: the API of links takes as many reports a minute as the form does', async () => {
  const path = `/api/links/${await campaign.token('report', '911')}`;
  const statuses: number[] = [];
  for (let n = 0; n < 31; n += 1) statuses.push((await web.send(path, { figures: { households: n, cash: 1 } })).status);
  expect(statuses.slice(0, 30)).toEqual(Array.from({ length: 30 }, () => 200));
  expect(statuses[30]).toBe(429);
});

test('M7: a link in the messages to a number opens nothing more when the number is another', async () => {
  const path = `/api/links/${await campaign.token('report', '911')}`;
  await sql`update contacts set language = 'en' where id in (select contact_id from duties where region_code = '911')`;
  expect((await web.get(path)).status).toBe(200);
  await sql`update contacts set phone = '+8619900009999' where id in (select id from ${posts(sql)} p where region_code = '911' and role = 'contact')`;
  expect([(await web.get(path)).status, await jsonOf(web.get(path))]).toMatchObject([410, { code: 'revoked' }]);
});

test('a platform’s own secret opens its hook', async () => {
  const answer = await web.send(`/hooks/sms/http/${hookSecret(consoleEnv(), 'http')}/receipts`, []);
  expect([answer.status, await answer.json()]).toEqual([200, { code: 'OK' }]);
});

test('M7: an officer takes back the links of a lost phone, for a reason that is written down', async () => {
  const path = `/api/links/${await campaign.token('report', '911')}`;
  const other = `/api/links/${await campaign.token('report', '912')}`;
  const revoke = '/api/register/911/contact/revoke-links';
  const beyond = await web.send(revoke, { reason: '手机丢失' }, (await signIn(sql, 'county-officer', '92')).headers);
  expect(beyond.status).toBe(404);
  const done = await web.send(revoke, { reason: '手机丢失' }, (await signIn(sql, 'county-officer', '91')).headers);
  expect(await done.json()).toEqual({ ended: campaign.rounds.length });
  expect((await web.get(path)).status).toBe(410);
  expect((await web.get(other)).status).toBe(200);
  expect(await sql`select verb, target ->> 'region' as region from audit_log where verb = 'revoke-links'`).toEqual([
    { verb: 'revoke-links', region: '911' },
  ]);
});
