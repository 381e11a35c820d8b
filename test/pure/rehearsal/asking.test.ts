import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Asking, asking } from '../../../rehearsal/clock/asking';

interface Echo {
  method: string;
  headers: Record<string, string>;
  body: string;
}

let server: Server;
beforeAll(async () => {
  server = createServer(async (request, response) => {
    const { method, url, headers } = request;
    const body = await text(request);
    if (url === '/half') {
      response.writeHead(200, { 'content-length': '20' });
      response.write('{"rec', () => response.destroy());
    } else if (url === '/elsewhere') response.writeHead(303, { location: '/there?a=1' }).end();
    else response.writeHead(200, { 'set-cookie': ['a=1', 'b=2'] }).end(JSON.stringify({ method, url, headers, body }));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

const ask = (path: string, what: Asking = {}) =>
  asking(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, what, 5000);

test('a form, a file and a text arrive as fetch would send them', async () => {
  const sent = async (body: NonNullable<Asking['body']>, headers = {}) =>
    (await (await ask('/form', { method: 'POST', headers, body })).json()) as Echo;
  const form = await sent(new URLSearchParams({ 户数: '12' }));
  expect([form.method, form.headers['content-type'], form.body]).toEqual([
    ...['POST', 'application/x-www-form-urlencoded;charset=UTF-8'],
    new URLSearchParams({ 户数: '12' }).toString(),
  ]);
  const file = new FormData();
  file.set('file', new Blob(['结果']), 'result.txt');
  const sentFile = await sent(file);
  expect(sentFile.headers['content-type']).toMatch(/^multipart\/form-data; boundary=/);
  expect(sentFile.body).toContain('filename="result.txt"\r\nContent-Type: application/octet-stream\r\n\r\n结果\r\n');
  const own = await sent(new TextEncoder().encode('{}'), { 'content-type': 'application/json' });
  expect([own.headers['content-type'], own.body]).toEqual(['application/json', '{}']);
});

test('an answer that leads elsewhere is followed and tells where it led, unless it is the answer', async () => {
  const followed = await ask('/elsewhere', { method: 'POST', body: 'x' });
  expect([followed.url, await followed.json()]).toMatchObject([
    expect.stringMatching(/\/there\?a=1$/),
    { method: 'GET', body: '' },
  ]);
  const here = await ask('/elsewhere', { redirect: 'manual' });
  expect([here.status, here.headers.get('location'), here.url.endsWith('/elsewhere')]).toEqual([
    303,
    '/there?a=1',
    true,
  ]);
  expect((await ask('/')).headers.getSetCookie()).toEqual(['a=1', 'b=2']);
});

test('an answer of which only half comes is none', async () => {
  await expect(ask('/half')).rejects.toThrow();
});
