import type { SmsGateway } from '../../../delivery/channels/sms/provider';
import { smppPlatform } from '../../../delivery/channels/sms/smpp';
import { receiptOf, spellings } from '../../../delivery/channels/sms/smpp/receipts';
import { takeReceipts } from '../../../delivery/inbound/receipts';
import type { Receipt } from '../../../store/message/outbox/settlement';
import { keepParts } from '../../../store/message/outbox/sms-parts';
import { keepReplies } from '../../../store/message/replies';
import { eventually } from '../../support/eventually';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';
import { receiptOver, replyOver, type Smsc, startSmsc } from '../../support/servers/smsc';

/** SMPP over real sockets: a gateway controlled by the test on one side, Postgres on the other. */
let office: PostOffice;
let smsc: Smsc;
let gateway: SmsGateway;
beforeAll(async () => {
  office = await openPostOffice();
  await office.write('early');
});
afterAll(() => office.close());
beforeEach(async () => {
  smsc = await startSmsc();
  gateway = open();
});
afterEach(async () => {
  await gateway.close();
  await smsc.stop();
});

const open = (settings: Record<string, string | number> = {}): SmsGateway =>
  smppPlatform.open(smppPlatform.settings.parse({ SMPP_URL: smsc.url, SMPP_TIMEOUT_S: 1, ...settings }), {
    receipts: (receipts) => takeReceipts(office.sql, receipts, 'simulated'),
    replies: (replies) => keepReplies(office.sql, replies, 'simulated'),
  });
async function reopen(settings: Record<string, string | number>): Promise<void> {
  await gateway.close();
  gateway = open(settings);
}

const PHONE = '19900000911';
const FROM = `86${PHONE}`;
const LONG = '请于今日上报。'.repeat(20);
const sms = (text: string, signature = '暖冬') => ({ phone: PHONE, text, outId: '7', signature });

/** The row of the phone's message, as if it had just been submitted in these parts. */
const TOKEN = '00000000-0000-4000-8000-000000000001';
function submittedAs(refs: readonly string[], state = 'accepted'): Promise<number> {
  return office.sql.begin(async (tx) => {
    const [row] = await tx<{ id: number }[]>`
      update messages m set state = ${state}, provider = 'smpp', sent_to = ${PHONE}, provider_ref = ${refs.join(',')}, attempts = 1,
             reason = null, token = ${TOKEN}, lane = 'rehearsal-smpp', submitted_at = now()
      from contacts k where k.id = m.contact_id and k.phone = ${PHONE} and m.channel = 'sms' returning m.id`;
    if (!row) throw new Error('There is no message to that phone');
    const settled = { id: row.id, token: TOKEN, event: 'accept', submitted: true, provider: 'smpp' } as const;
    await keepParts(tx, [{ ...settled, parts: refs }]);
    return row.id;
  }) as Promise<number>;
}
const stateOf = async (id: number) => (await office.rows()).find((row) => row.id === id)?.state;

test('Chinese goes as UCS-2, Latin in the alphabet of the gateway, to a number in E.164', async () => {
  expect(await gateway.send(sms('请上报'))).toEqual({ ref: 'm0', parts: ['m0'] });
  await gateway.send(sms('Please report [today] €', ''));
  expect(smsc.submitted).toMatchObject([
    { to: FROM, coding: 8, text: '【暖冬】请上报', header: null },
    { to: FROM, coding: 0, text: 'Please report [today] €', header: null },
  ]);
});

test('a long text goes in parts of 67 characters, none of which tears a character apart', async () => {
  const text = `${'报'.repeat(62)}😀${LONG}`;
  expect((await gateway.send(sms(text))).parts).toEqual(['m0', 'm1', 'm2', 'm3']);
  expect(smsc.submitted.map(({ text: part }) => part).join('')).toBe(`【暖冬】${text}`);
  expect(smsc.submitted.map(({ header }) => header)).toEqual([1, 2, 3, 4].map((index) => [7, 4, index]));
  expect(smsc.submitted.map(({ octets }) => octets)).toEqual([132, 134, 134, 16]);
  await reopen({ SMPP_LONG: 'payload' });
  await gateway.send(sms(LONG));
  expect(smsc.submitted.at(-1)).toMatchObject({ text: `【暖冬】${LONG}`, header: null });
});

test.each([
  ['ESME_RTHROTTLED', { event: 'defer', reason: 'throttled', wait: 'minute' }],
  ['ESME_RMSGQFUL', { event: 'defer', reason: 'throttled', wait: 'minute' }],
  ['ESME_RSYSERR', { event: 'defer', reason: 'provider-down', down: true }],
  ['ESME_RINVDSTADR', { event: 'refuse', reason: 'refused', badAddress: true }],
  ['ESME_RINVSRCADR', { event: 'defer', reason: 'provider-down', account: true }],
])('%s', async (status, failure) => {
  smsc.says(() => ({ status }));
  await expect(gateway.send(sms(LONG))).rejects.toMatchObject({ failure: { ...failure, code: status } });
  // After a refused part no further part goes out.
  expect(smsc.submitted).toHaveLength(1);
});

test('once a part has been taken, the rest is submitted in the end or the whole is unknown', async () => {
  smsc.says((n) => (n === 1 ? { status: 'ESME_RTHROTTLED' } : { id: `p${n}` }));
  expect((await gateway.send(sms(LONG))).parts).toEqual(['p0', 'p2', 'p3']);
  smsc.submitted.length = 0;
  smsc.says((n) => (n === 1 ? { status: 'ESME_RINVMSGLEN' } : { id: `q${n}` }));
  await expect(gateway.send(sms(LONG))).rejects.toMatchObject({
    failure: { event: 'lose', reason: 'no-answer', code: 'ESME_RINVMSGLEN', partsTaken: 1 },
  });
  expect(smsc.submitted).toHaveLength(2);
});

test.each([['nothing' as const], ['hang up' as const]])(
  '%s after a submission: the outcome is unknown',
  async (word) => {
    await reopen({ SMPP_TIMEOUT_S: 0.3 });
    smsc.says(() => word);
    await expect(gateway.send(sms('请上报'))).rejects.toMatchObject({
      failure: { event: 'lose', reason: 'no-answer' },
    });
    smsc.says((n) => ({ id: `m${n}` }));
    expect(await gateway.send(sms('又一条'))).toMatchObject({ ref: 'm1' });
    expect(smsc.submitted.map(({ text }) => text)).toEqual(['【暖冬】请上报', '【暖冬】又一条']);
  },
);

test('no more than the window are unanswered at once', async () => {
  await reopen({ SMPP_WINDOW: 2 });
  const answers: ((word: { id: string }) => void)[] = [];
  smsc.says(() => new Promise((resolve) => void answers.push(resolve)));
  const sent = [1, 2, 3].map((n) => gateway.send(sms(`第${n}条`)));
  await eventually(() => expect(answers).toHaveLength(2));
  answers[0]?.({ id: 'a' });
  await eventually(() => expect(answers).toHaveLength(3));
  answers[1]?.({ id: 'b' });
  answers[2]?.({ id: 'c' });
  expect((await Promise.all(sent)).map(({ ref }) => ref)).toEqual(['a', 'b', 'c']);
});

test('without a listener, or with a refused bind, nothing was submitted', async () => {
  await gateway.close();
  await smsc.stop();
  gateway = open();
  const down = { event: 'defer', reason: 'provider-down', down: true, code: 'ECONNREFUSED' };
  await expect(gateway.send(sms('请上报'))).rejects.toMatchObject({ failure: down });
  // It binds as soon as the gateway accepts.
  smsc = await startSmsc(Number(new URL(smsc.url).port));
  smsc.letsIn('ESME_RINVPASWD');
  await eventually(() =>
    expect(gateway.send(sms('请上报'))).rejects.toMatchObject({
      failure: { event: 'defer', reason: 'provider-down', account: true, code: 'ESME_RINVPASWD' },
    }),
  );
  smsc.letsIn('ESME_ROK');
  await eventually(async () => expect(await gateway.send(sms('请上报'))).toMatchObject({ ref: 'm0' }));
});

test('a peer that is there no more is noticed, and bound anew; what waited there for us comes', async () => {
  await reopen({ SMPP_ENQUIRE_S: 0.1, SMPP_TIMEOUT_S: 0.3 });
  const id = await submittedAs(['w1']);
  await eventually(() => expect(smsc.sessions().bound).toBe(1));
  const { binds } = smsc.sessions();
  smsc.goDeaf();
  await eventually(() => expect(smsc.sessions()).toEqual({ bound: 1, binds: binds + 1 }));
  smsc.hangUp();
  await eventually(() => expect(smsc.sessions().binds).toBe(binds + 2));
  expect(await smsc.deliver(receiptOver(FROM, 'w1', 'DELIVRD'))).toBe(0);
  expect(await stateOf(id)).toBe('delivered');
});

test('all parts delivered is delivered; the success of one never covers up the failure of another', async () => {
  const first = await submittedAs(['a1', 'a2']);
  expect(await smsc.deliver(receiptOver(FROM, 'a1', 'DELIVRD'))).toBe(0);
  await smsc.deliver(receiptOver(FROM, 'a1', 'DELIVRD'));
  expect(await stateOf(first)).toBe('accepted');
  await smsc.deliver(receiptOver(FROM, 'a2', 'DELIVRD'));
  expect(await stateOf(first)).toBe('delivered');
  await smsc.deliver(receiptOver(FROM, 'a2', 'UNDELIV'));
  expect(await stateOf(first)).toBe('delivered');
  const second = await submittedAs(['b1', 'b2', 'b3']);
  await Promise.all(['b1', 'b3'].map((ref) => smsc.deliver(receiptOver(FROM, ref, 'DELIVRD'))));
  await smsc.deliver(receiptOver(FROM, 'b2', 'UNDELIV'));
  expect(await stateOf(second)).toBe('failed');
});

test('both of two parts whose receipts come at the same moment count', async () => {
  for (let turn = 0; turn < 10; turn++) {
    const refs = ['x', 'y', 'z'].map((part) => `t${turn}-${part}`);
    const id = await submittedAs(refs);
    await Promise.all(refs.map((ref) => smsc.deliver(receiptOver(FROM, ref, 'DELIVRD'))));
    expect(await stateOf(id)).toBe('delivered');
  }
});

test('a receipt that outruns the answer waits for it a moment, and else has to come again', async () => {
  const id = await submittedAs(['earlier'], 'submitting');
  const quick = smsc.deliver(receiptOver(FROM, 'quick', 'DELIVRD'));
  await submittedAs(['quick'], 'submitting');
  expect(await quick).toBe(0);
  expect(await stateOf(id)).toBe('delivered');
  await submittedAs(['slow'], 'submitting');
  expect(await smsc.deliver(receiptOver(FROM, 'never heard of', 'DELIVRD'))).toBe(0x64);
  await submittedAs(['slow'], 'accepted');
  expect(await smsc.deliver(receiptOver(FROM, 'never heard of', 'DELIVRD'))).toBe(0);
});

test('a number in hexadecimal in the answer and in decimal in the receipt is the same, for the same phone', async () => {
  const id = await submittedAs(['1a2B', '0000A3F1']);
  await smsc.deliver(receiptOver('8619900000912', '0000006699', 'DELIVRD'));
  await smsc.deliver(receiptOver(FROM, '0000006699', 'DELIVRD'));
  expect(await stateOf(id)).toBe('accepted');
  const byTlv = { receipted_message_id: '41969', message_state: 2, short_message: '' };
  expect(await smsc.deliver(receiptOver(FROM, '', '', byTlv))).toBe(0);
  expect(await stateOf(id)).toBe('accepted');
  await submittedAs(['1a2b', 'A3F1']);
  await smsc.deliver(receiptOver(FROM, '6699', 'DELIVRD'));
  await smsc.deliver(receiptOver(FROM, '', '', byTlv));
  expect(await stateOf(id)).toBe('delivered');
  expect(spellings('0000006699')).toContain('1a2b');
});

test('a receipt that is not the last word says nothing', () => {
  const read = (text: string): Receipt | null =>
    receiptOf('smpp', { phone: PHONE, text, receiptedId: null, state: null });
  for (const stat of ['ENROUTE', 'ACCEPTD', 'UNKNOWN']) expect(read(`id:1 stat:${stat} err:000`)).toBeNull();
  expect(read('id:1 stat:UNDELIV err:027')).toMatchObject({ event: 'receipt-failed', code: 'UNDELIV 027' });
  expect(read('id:1 stat:EXPIRED err:000')).toMatchObject({ event: 'receipt-temporary', code: 'EXPIRED' });
  expect(read('id:1 stat:MK:0001 err:')).toMatchObject({ code: 'MK:0001', badNumber: true });
  expect(read('hello')).toBeNull();
});

test('replies are kept once, Chinese and Latin, long ones in one piece', async () => {
  const kept = async () =>
    (await office.sql`select content from replies where phone = ${PHONE} order by id`).map(({ content }) => content);
  expect(await smsc.deliver(replyOver(FROM, '报 12 户'))).toBe(0);
  expect(await smsc.deliver(replyOver(FROM, '报 12 户'))).toBe(0);
  expect(await smsc.deliver({ source_addr: FROM, data_coding: 0, short_message: 'T [x]' })).toBe(0);
  const part = (index: number, text: string) =>
    smsc.deliver({
      source_addr: FROM,
      data_coding: 8,
      esm_class: 0x40,
      short_message: Buffer.concat([Buffer.from([5, 0, 3, 9, 2, index]), Buffer.from(text, 'utf16le').swap16()]),
    });
  expect(await Promise.all([part(2, '，路不通'), part(1, '报 12 户')])).toEqual([0, 0]);
  expect(await kept()).toEqual(['报 12 户', 'T [x]', '报 12 户，路不通']);
});

test('it is asked about every part by query_sm', async () => {
  const sent = { outId: '7', phone: PHONE, text: '', submittedAt: '2026-12-02T01:30:00.000Z' };
  expect(await gateway.lookUp?.({ ...sent, ref: 'm1,m2' })).toMatchObject({
    found: 'settled',
    receipt: { message: 7, event: 'receipt-delivered' },
  });
  expect(await gateway.lookUp?.({ ...sent, ref: null })).toEqual({ found: 'absent' });
});
