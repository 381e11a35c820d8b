import { eventually } from '../../support/eventually';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';
import { startSmsc } from '../../support/servers/smsc';

/** The whole way, from the outbox over SMPP to the simulator and back. */
let office: PostOffice;
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(() => office.close());

const settings = () => ({ SMS_PROVIDERS: 'smpp', REHEARSAL_SMPP_URL: office.gateway.smppUrl });
const put = async (path: string, body: unknown) => {
  const answer = await fetch(`${office.gateway.url}${path}`, {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect(answer.ok).toBe(true);
};
const idle = () =>
  eventually(async () => expect(await (await fetch(`${office.gateway.url}/idle`)).json()).toEqual({ pending: 0 }));

test('messages arrive in full and once, and are delivered when every part is', async () => {
  await office.deliver(settings());
  await office.write('early');
  const rows = await office.settled('delivered');
  await idle();
  const arrived = await office.texts();
  expect(arrived.map(({ outId }) => Number(outId)).sort()).toEqual(rows.map(({ id }) => id).sort());
  for (const { id, text } of rows)
    expect(arrived.find(({ outId }) => outId === String(id))?.text).toBe(`【暖冬】${text}`);
  const parts = await office.sql`select count(*)::int as n from sms_parts where event = 'receipt-delivered'`;
  expect(parts[0]?.n).toBe(rows.reduce((sum, { segments }) => sum + (segments ?? 0), 0));
});

test('receipts and replies from a time without a bound session come afterwards', async () => {
  const first = await office.deliver(settings());
  await put('/clock', { at: '2026-12-02T01:30:00.000Z' });
  await put('/wrong-numbers', ['19900000912']);
  await office.write('early');
  // A fallback and a notice follow the wrong number: their receipts belong to this time too.
  await eventually(async () => {
    const rows = await office.settled('delivered', 'failed');
    expect(rows.map(({ state }) => state).sort()).toEqual([...Array(6).fill('delivered'), 'failed']);
  });
  // Otherwise a receipt that is stored but not yet confirmed comes again.
  await idle();
  await first.close();
  const answer = await fetch(`${office.gateway.url}/replies`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ phone: '19900000911', content: '0', provider: 'smpp' }),
  });
  expect(answer.ok).toBe(true);
  expect(await (await fetch(`${office.gateway.url}/idle`)).json()).toEqual({ pending: 1 });
  await office.deliver(settings());
  await idle();
  const kept = await office.sql`select phone, content, scope from replies`;
  expect([...kept]).toEqual([{ phone: '19900000911', content: '0', scope: 'simulated' }]);
});

test('an SMS without an answer is unknown, not given to the gateway again, and charged for the parts that were taken', async () => {
  const smsc = await startSmsc();
  try {
    const isSecondPart = (n: number) => smsc.submitted[n]?.header?.[2] === 2;
    const brokenAt = new Set([0]);
    smsc.says((n) => {
      // One message is lost as a whole; another loses its second part.
      if (brokenAt.size < 2 && isSecondPart(n)) brokenAt.add(n);
      return brokenAt.has(n) ? 'hang up' : { id: `m${n}` };
    });
    await office.deliver({ ...settings(), REHEARSAL_SMPP_URL: smsc.url, SMS_PRICE_FEN: 5 });
    await office.write('early');
    const rows = await office.settled('accepted', 'unknown');
    expect(rows.filter(({ state }) => state === 'unknown')).toMatchObject(
      Array(2).fill({ reason: 'no-answer', attempts: 1 }),
    );
    const first = smsc.submitted.filter(({ header }) => header === null || header[2] === 1);
    expect(new Set(first.map(({ to }) => to)).size).toBe(rows.length);
    expect(first).toHaveLength(rows.length);
    const taken = smsc.submitted.length - brokenAt.size;
    expect([...(await office.sql`select fen::int as fen from spending`)]).toEqual([{ fen: taken * 5 }]);
  } finally {
    await smsc.stop();
  }
});
