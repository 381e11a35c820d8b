import { type SmallServer, serve } from '../../../services/http-server';
import { type SmsSimulator, startSmsSimulator } from '../../../services/sms-simulator';
import { eventually } from '../../support/eventually';

/** The SMS on a phone, and the replies written on it. */
let hooks: SmallServer;
let simulator: SmsSimulator;
const pushed: { path: string; body: unknown[] }[] = [];
beforeAll(async () => {
  const take = (path: string) => ({
    [`POST ${path}`]: ({ body }: { body: string }) => {
      pushed.push({ path, body: JSON.parse(body) });
      return { body: {} };
    },
  });
  const paths = ['http', 'aliyun', 'tencent'].flatMap((name) => [`/${name}/receipts`, `/${name}/replies`]);
  hooks = await serve({ port: 0, routes: Object.assign({}, ...paths.map(take)) });
  simulator = await startSmsSimulator({ port: 0, hooks: (provider, what) => `${hooks.url}/${provider}/${what}` });
});
afterAll(async () => {
  await simulator.stop();
  await hooks.stop();
});

const PHONE = '19900000001';
const send = (text: string) =>
  fetch(`${simulator.url}/send`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone: PHONE, text, outId: '1', signature: '暖冬' }),
  });
const reply = (content: string, phone = PHONE) =>
  fetch(`${simulator.url}/phone?number=${encodeURIComponent(phone)}`, {
    method: 'POST',
    body: new URLSearchParams({ content }),
  });
const repliesTo = (path: string) => pushed.filter((one) => one.path === path).flatMap(({ body }) => body);

test('a phone shows what it got, and what is written on it reaches the platform’s hook', async () => {
  await send('请上报 <b>https://nd.example.org/r/x</b>');
  const page = await (await fetch(`${simulator.url}/phone?number=${PHONE}`)).text();
  expect(page).toContain('【暖冬】请上报 &#60;b&#62;');
  expect(page).not.toContain('http-equiv="refresh"');
  const after = await (await reply('报 12 户 <i>')).text();
  expect(after).toContain('报 12 户 &#60;i&#62;');
  await eventually(async () => {
    if (repliesTo('/http/replies').length === 0) throw new Error('not pushed yet');
  });
  expect(repliesTo('/http/replies')).toMatchObject([
    { id: expect.stringMatching(/^reply-\d+$/), phone: PHONE, content: '报 12 户 <i>' },
  ]);
  expect(await (await fetch(simulator.url)).text()).toContain(`/phone?number=${PHONE}`);
});

test('an empty reply is refused', async () => {
  expect((await reply('')).status).toBe(400);
});

test('m13: a phone is found by its number, and a stopped clock lets the wall go on again', async () => {
  const put = (at: string | null) =>
    fetch(`${simulator.url}/clock`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ at }),
    });
  await put('2027-02-24T01:30:00.000Z');
  await send('演练中');
  await put(null);
  await send('演练以后');
  const page = await (await fetch(`${simulator.url}/`)).text();
  expect(page).toContain('2027-02-24 09:30');
  expect(page).toContain('<form action="/phone">');
  const times = [...page.matchAll(/class="meta">(\d{4}-\d{2}-\d{2})/g)].map(([, day = '']) => day);
  expect(times.some((day) => day < '2027-02-24')).toBe(true);
  const phone = await (await fetch(`${simulator.url}/phone?number=${PHONE}`)).text();
  expect(phone).toContain('演练以后');
});
