import fc from 'fast-check';
import { z } from 'zod';
import { tencent } from '../../../delivery/channels/sms/tencent';
import { rehearsalTemplates } from '../../../delivery/words/platform-templates';
import { type SmallServer, serve } from '../../../services/http-server';
import { type SmsSimulator, startSmsSimulator } from '../../../services/sms-simulator';
import { eventually } from '../../support/eventually';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

/** Tencent's shape, from its own SDK to the simulator and back. */
let office: PostOffice;
let hooks: SmallServer;
let simulator: SmsSimulator;
const refusedPushes: string[] = [];

beforeEach(async () => {
  office = await openPostOffice();
  const { take: hook } = office.hook('simulator', 'tencent', 'receipts');
  hooks = await serve({
    port: 0,
    routes: {
      'POST /receipts': async ({ body, url }) => {
        try {
          return { body: await hook(JSON.parse(body), { headers: {}, url: url.href }) };
        } catch (error) {
          refusedPushes.push(String(error));
          return { status: 500, body: {} };
        }
      },
    },
  });
  simulator = await startSmsSimulator({ port: 0, hooks: (_, what) => `${hooks.url}/${what}` });
  await office.deliver({ SMS_PROVIDERS: 'tencent', REHEARSAL_SMS_URL: simulator.url });
});
afterEach(async () => {
  await office.close();
  await simulator.stop();
  await hooks.stop();
});

const put = async (path: string, body: unknown) => {
  const answer = await fetch(`${simulator.url}${path}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
};
const approve = () => put('/templates', rehearsalTemplates(office.campaign.definition));
const sms = async () => (await office.rows()).filter(({ channel }) => channel === 'sms');

test('approved texts arrive in full, and their receipts find them by the number Tencent gave', async () => {
  await approve();
  await office.write('early');
  await eventually(async () => {
    for (const { state } of await sms()) if (state !== 'delivered') throw new Error(`still ${state}`);
  });
  const rows = await sms();
  expect(rows.length).toBeGreaterThan(0);
  const arrived = (await (await fetch(`${simulator.url}/messages`)).json()) as {
    outId: string;
    text: string;
    phone: string;
  }[];
  expect(arrived.map(({ outId }) => Number(outId)).sort()).toEqual(rows.map(({ id }) => id).sort());
  for (const { id, text } of rows)
    expect(arrived.find(({ outId }) => outId === String(id))?.text).toBe(`【暖冬】${text}`);
});

test('a text that Tencent has not approved is refused, and says so', async () => {
  await office.write('early');
  await eventually(async () => {
    for (const { state } of await sms()) if (state !== 'failed') throw new Error(`still ${state}`);
  });
  expect((await sms()).every(({ reason, code }) => reason === 'bad-template' && code?.includes('Template'))).toBe(true);
});

test('a receipt that outruns the answer has to come again; a stranger’s has not', async () => {
  const { take: hook } = office.hook('simulator', 'tencent', 'receipts');
  const push = (sid: string) =>
    hook([{ nationcode: '86', mobile: '19900000911', report_status: 'SUCCESS', errmsg: 'DELIVRD', sid }], {
      headers: {},
      url: '/',
    });
  await expect(push('of somebody else')).resolves.toEqual({ result: 0, errmsg: 'OK' });
  await approve();
  await office.write('early');
  await eventually(async () => {
    for (const { state } of await sms()) if (state !== 'delivered') throw new Error(`still ${state}`);
  });
  const [row] = await sms();
  await office.sql`update messages set state = 'submitting', provider_ref = null, lane = 'rehearsal-tencent' where id = ${row?.id ?? 0}`;
  await expect(push('sim-999')).rejects.toThrow(/pushes it again/);
});

test('whatever is pushed is read or refused as unreadable', () => {
  const request = { url: '/', headers: {}, settings: {} };
  fc.assert(
    fc.property(fc.anything(), (body) => {
      for (const format of [tencent.receipts, tencent.replies])
        try {
          format?.parse(body, request);
        } catch (error) {
          expect(error).toBeInstanceOf(z.ZodError);
        }
    }),
  );
  expect(
    tencent.replies?.parse({ nationcode: '86', mobile: '19900000001', text: '0', time: 1796000000 }, request).items,
  ).toMatchObject([{ provider: 'tencent', phone: '19900000001', content: '0', sentAt: '2026-11-30T00:53:20.000Z' }]);
});
