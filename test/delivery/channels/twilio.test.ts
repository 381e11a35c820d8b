import { createHmac } from 'node:crypto';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import fc from 'fast-check';
import { z } from 'zod';
import { signatureOf, twilio } from '../../../delivery/channels/sms/twilio';

/** Twilio's side of the API, as its reference describes it. */
const asked: { method: string; url: string; headers: IncomingHttpHeaders; form: Record<string, string> }[] = [];
let answers: { status: number; body: object }[] = [];
const server = createServer(async (request, response) => {
  const { method = '', url = '', headers } = request;
  asked.push({ method, url, headers, form: Object.fromEntries(new URLSearchParams(await text(request))) });
  const { status, body } = answers.shift() ?? { status: 500, body: {} };
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
});
const SECRETS = { TWILIO_AUTH_TOKEN: 'a token of the tests', PUBLIC_URL: 'https://nd.example.org' };
let gateway: ReturnType<typeof twilio.open>;

beforeAll(async () => {
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const settings = twilio.settings.parse({
    ...SECRETS,
    TWILIO_ACCOUNT_SID: 'AC1',
    TWILIO_FROM: '+15550100',
    TWILIO_URL: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    RECEIPTS_URL: 'https://nd.example.org/hooks/sms/twilio/a-secret/receipts',
  });
  gateway = twilio.open(settings, { receipts: () => Promise.resolve(), replies: () => Promise.resolve() });
});
afterAll(async () => {
  await gateway.close();
  server.close();
});
beforeEach(() => {
  asked.length = 0;
  answers = [];
});

const SMS = { phone: '19900000001', text: '请上报', outId: '17', signature: '暖冬' };

test('an SMS is one form, with the address for its receipt', async () => {
  answers = [{ status: 201, body: { sid: 'SM1', status: 'queued' } }];
  expect(await gateway.send(SMS)).toEqual({ ref: 'SM1' });
  expect(asked[0]).toMatchObject({
    method: 'POST',
    url: '/2010-04-01/Accounts/AC1/Messages.json',
    headers: { authorization: `Basic ${Buffer.from(`AC1:${SECRETS.TWILIO_AUTH_TOKEN}`).toString('base64')}` },
    form: { To: '+8619900000001', From: '+15550100', Body: '【暖冬】请上报' },
  });
  expect(asked[0]?.form.StatusCallback).toMatch(
    /^https:\/\/nd\.example\.org\/hooks\/sms\/twilio\/.*\/receipts\?outId=17$/,
  );
});

test.each([
  [
    { status: 400, body: { code: 21211, message: 'x' } },
    { event: 'refuse', badAddress: true, code: '21211' },
  ],
  [
    { status: 401, body: { code: 20003 } },
    { event: 'defer', account: true },
  ],
  [
    { status: 429, body: { code: 20429 } },
    { event: 'defer', down: true },
  ],
  [
    { status: 400, body: { code: 99999 } },
    { event: 'refuse', reason: 'refused' },
  ],
  [
    { status: 500, body: { code: 20500 } },
    { event: 'lose', reason: 'no-answer' },
  ],
  [{ status: 200, body: {} }, { event: 'lose' }],
])('%j means %j', async (answer, failure) => {
  answers = [answer];
  await expect(gateway.send(SMS)).rejects.toMatchObject({ failure });
});

test('it is asked by its own number, else by the words that went to the number', async () => {
  const sent = { outId: '17', phone: SMS.phone, text: SMS.text, submittedAt: '2026-12-01T00:00:00.000Z' };
  const one = { sid: 'SM1', body: '【暖冬】请上报', status: 'sent', error_code: null };
  answers = [
    { status: 200, body: one },
    {
      status: 200,
      body: {
        messages: [
          { ...one, body: '别的' },
          { ...one, status: 'undelivered', error_code: 30005 },
        ],
      },
    },
    { status: 200, body: { messages: [] } },
    { status: 503, body: {} },
  ];
  expect(await gateway.lookUp?.({ ...sent, ref: 'SM1' })).toEqual({ found: 'pending', ref: 'SM1' });
  expect(await gateway.lookUp?.({ ...sent, ref: null })).toMatchObject({
    found: 'settled',
    receipt: { message: 17, ref: 'SM1', event: 'receipt-failed', badNumber: true },
  });
  expect(await gateway.lookUp?.({ ...sent, ref: null })).toEqual({ found: 'absent' });
  await expect(gateway.lookUp?.({ ...sent, ref: null })).rejects.toThrow('503');
  expect(asked.map(({ url }) => url.replace(/.*AC1/, ''))).toEqual([
    '/Messages/SM1.json',
    ...Array(3).fill('/Messages.json?To=%2B8619900000001'),
  ]);
});

const RECEIPTS = '/hooks/sms/twilio/secret/receipts?outId=17';
const push = (url: string, body: Record<string, string>) => ({
  url,
  headers: { 'x-twilio-signature': signatureOf(SECRETS, url, body) },
  settings: SECRETS,
});

test('a receipt is believed by its signature; steps on the way say nothing', () => {
  const body = { MessageSid: 'SM1', MessageStatus: 'delivered', To: '+8619900000001' };
  const parse = (fields: Record<string, string>) => twilio.receipts?.parse(fields, push(RECEIPTS, fields)).items;
  expect(parse(body)).toMatchObject([{ message: 17, ref: 'SM1', event: 'receipt-delivered' }]);
  expect(parse({ ...body, MessageStatus: 'sent' })).toEqual([]);
  expect(parse({ ...body, MessageStatus: 'undelivered', ErrorCode: '30003' })).toMatchObject([
    { event: 'receipt-temporary', code: '30003' },
  ]);
  const forged = push(RECEIPTS, { ...body, MessageStatus: 'failed' });
  expect(() => twilio.receipts?.parse(body, forged)).toThrow(z.ZodError);
  expect(() => twilio.receipts?.parse(body, { url: RECEIPTS, headers: {}, settings: SECRETS })).toThrow(/signature/);
});

test('the signature is taken over address and sorted fields', () => {
  const by = (told: string) => createHmac('sha1', SECRETS.TWILIO_AUTH_TOKEN).update(told).digest('base64');
  expect(signatureOf(SECRETS, '/a?b=1', { To: '2', From: '1' })).toBe(by('https://nd.example.org/a?b=1From1To2'));
});

test('replies have their sender, and nothing is answered by the way', () => {
  const body = { MessageSid: 'SM9', From: '+8619900000001', Body: '0' };
  const url = '/hooks/sms/twilio/secret/replies';
  expect(twilio.replies?.parse(body, push(url, body)).items).toEqual([
    { provider: 'twilio', dedupe: 'SM9', phone: '+8619900000001', content: '0', sentAt: null },
  ]);
  expect(twilio.replies?.answer).toBe('<Response/>');
});

test('whatever is pushed is read or refused as unreadable', () => {
  fc.assert(
    fc.property(fc.oneof(fc.anything(), fc.dictionary(fc.string(), fc.string())), (body) => {
      for (const format of [twilio.receipts, twilio.replies])
        try {
          format?.parse(body, { url: RECEIPTS, headers: { 'x-twilio-signature': 'x' }, settings: SECRETS });
        } catch (error) {
          expect(error).toBeInstanceOf(z.ZodError);
        }
    }),
  );
});
