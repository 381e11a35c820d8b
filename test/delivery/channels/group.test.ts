import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Agent, type Dispatcher } from 'undici';
import { GROUPS, robotsOf } from '../../../config/settings/groups';
import { groupChannel } from '../../../delivery/channels/group/group';

interface Asked {
  url: URL;
  headers: IncomingMessage['headers'];
  body: string;
}

/** Answers as the providers do: to an address without a right key, or without a right signature, by a code. */
let server: Server;
let dispatcher: Dispatcher;
const asked: Asked[] = [];
let answer: (one: Asked, response: ServerResponse) => void;
const SECRET = 'SEC0123456789';
const NOW = Date.parse('2026-12-02T10:00:00Z');

beforeAll(async () => {
  server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const one = { url: new URL(request.url ?? '/', 'http://here'), headers: request.headers, body };
    asked.push(one);
    answer(one, response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // The settings allow https only; the test leads to the local server what goes to the provider's host.
  dispatcher = new Agent().compose((dispatch) => (options, handler) => dispatch({ ...options, origin }, handler));
});
afterAll(async () => {
  await dispatcher.close();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  answer = (_, response) => response.end(JSON.stringify({ errcode: 0, errmsg: 'ok' }));
});

const ROBOTS = [
  { name: 'wecom', kind: 'wecom', url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k1' },
  { name: 'ding', kind: 'dingtalk', url: 'https://oapi.dingtalk.com/robot/send?access_token=t1', secret: SECRET },
  { name: 'oa', kind: 'webhook', url: 'https://oa.example.org/hooks/nuandong', secret: SECRET },
];
const robots = robotsOf({ GROUP_ROBOTS: JSON.stringify(ROBOTS) });
const channel = (now = () => NOW) => groupChannel(robots, { dispatcher, now });
const MESSAGE = { id: 7, title: '汇总', text: '3 个单位未报\n详情见系统' };
const failureOf = (sending: Promise<unknown>) =>
  sending.then(
    () => null,
    ({ failure }) => failure,
  );

it('each robot gets the message as its provider wants it, signed where it signs', async () => {
  const { send, kindOf, close } = channel();
  for (const { name } of ROBOTS) expect(await send(name, MESSAGE)).toEqual({ ref: '7' });
  const [wecom, ding, oa] = asked;
  expect(wecom?.url.search).toBe('?key=k1');
  expect(JSON.parse(wecom?.body ?? '')).toEqual({
    msgtype: 'markdown',
    markdown: { content: '**汇总**\n3 个单位未报\n详情见系统' },
  });
  const sign = createHmac('sha256', SECRET).update(`${NOW}\n${SECRET}`).digest('base64');
  expect(Object.fromEntries(ding?.url.searchParams ?? [])).toEqual({
    ...{ access_token: 't1', timestamp: String(NOW), sign },
  });
  expect(JSON.parse(ding?.body ?? '')).toMatchObject({ msgtype: 'markdown', markdown: { title: '汇总' } });
  expect(JSON.parse(oa?.body ?? '')).toEqual(MESSAGE);
  const digest = createHmac('sha256', SECRET).update(`${NOW}.${oa?.body}`).digest('hex');
  expect(oa?.headers['x-nuandong-signature']).toBe(`sha256=${digest}`);
  expect([kindOf('ding'), kindOf('nobody')]).toEqual(['dingtalk', null]);
  await close();
});

it.each([
  ['too many in a minute', 200, { errcode: 45009 }, { event: 'defer', reason: 'throttled', wait: 'minute' }],
  ['a key that is none', 200, { errcode: 93000 }, { event: 'refuse', reason: 'refused', code: '93000' }],
  ['a server that is ill', 502, 'bad gateway', { event: 'defer', reason: 'provider-down' }],
  ['an answer that says nothing', 200, 'hello', { event: 'lose', reason: 'no-answer' }],
  ['a redirect, which is not followed', 302, {}, { event: 'refuse', reason: 'refused', code: 'HTTP 302' }],
])('%s', async (_, status, body, failure) => {
  answer = (__, response) => {
    response.writeHead(status, { location: 'http://169.254.169.254/' });
    response.end(typeof body === 'string' ? body : JSON.stringify(body));
  };
  expect(await failureOf(channel().send('wecom', MESSAGE))).toMatchObject(failure);
  expect(asked).toHaveLength(1);
});

it('a robot sends no more than its share in any minute, and a long text is cut to whole characters', async () => {
  let now = NOW;
  const { send } = channel(() => now);
  const long = { ...MESSAGE, text: '寒'.repeat(3000) };
  for (let nr = 0; nr < 20; nr++) await send('wecom', long);
  expect(await failureOf(send('wecom', MESSAGE))).toEqual({ event: 'defer', reason: 'throttled', wait: 'minute' });
  now += 60_000;
  await send('wecom', MESSAGE);
  const { content } = JSON.parse(asked[0]?.body ?? '').markdown as { content: string };
  expect(Buffer.byteLength(content)).toBeLessThanOrEqual(4096);
  expect(content).toMatch(/^\*\*汇总\*\*\n寒+…$/);
});

it('the settings take https only, names once, and never repeat a key', () => {
  const parse = (value: object) => GROUPS.GROUP_ROBOTS.safeParse(JSON.stringify([value]));
  const [robot] = ROBOTS;
  for (const wrong of [
    { ...robot, url: 'http://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k1' },
    { ...robot, kind: 'feishu' },
    { ...robot, secret: 'short' },
  ]) {
    const { error } = parse(wrong);
    expect(error?.message).toBeDefined();
    expect(error?.message).not.toContain('k1');
  }
  expect(GROUPS.GROUP_ROBOTS.safeParse(JSON.stringify([robot, robot])).success).toBe(false);
  expect(robotsOf({ GROUP_ROBOTS: GROUPS.GROUP_ROBOTS.parse('') })).toEqual([]);
});

it('an address of another host is never asked', async () => {
  const elsewhere = [{ name: 'wecom', kind: 'wecom' as const, url: 'https://127.0.0.1/send?key=k1' }];
  const { send } = groupChannel(elsewhere, { dispatcher });
  expect(await failureOf(send('wecom', MESSAGE))).toEqual({ event: 'refuse', reason: 'refused', code: 'host' });
  expect(asked).toEqual([]);
});
