import { createServer } from 'node:http';
import { type AddressInfo, createServer as createTcpServer } from 'node:net';
import { createInterface } from 'node:readline';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { createLogger } from '../../../config/log';
import { startDelivery } from '../../../delivery/engine/worker';
import { definitionSchema } from '../../../domain/campaign/definition/definition';
import { everyField } from '../../support/campaigns/campaign';
import { posts } from '../../support/campaigns/people';
import { shanghai } from '../../support/campaigns/tiny';
import { eventually } from '../../support/eventually';
import { openPostOffice, type PostOffice } from '../../support/servers/post-office';

/** Providers' answers, and the resulting states of messages. */
let office: PostOffice;
const closers: (() => Promise<void>)[] = [];
beforeEach(async () => {
  office = await openPostOffice();
});
afterEach(async () => {
  await office.close();
  for (const close of closers.splice(0)) await close();
});

/** A gateway that gives one answer; with a negative status it takes the SMS and hangs up without an answer. */
async function gatewayThatAnswers(status: number, body: object = {}): Promise<{ url: string; taken(): number }> {
  let taken = 0;
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      taken += 1;
      if (status < 0) request.socket.destroy();
      else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, taken: () => taken };
}

async function mailServer(options: SMTPServerOptions): Promise<string> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    closeTimeout: 100,
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => void server.close(() => resolve())));
  return `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
}

/** Takes each message whole and breaks the connection instead of answering. */
async function mailServerThatHangsUp(): Promise<{ url: string; taken(): number }> {
  let taken = 0;
  const server = createTcpServer((socket) => {
    let inMessage = false;
    socket.on('error', () => {}).write('220 test\r\n');
    createInterface(socket).on('line', (line) => {
      if (inMessage && line === '.') {
        taken += 1;
        socket.destroy();
      } else if (line === 'DATA') {
        inMessage = true;
        socket.write('354 go on\r\n');
      } else if (!inMessage) socket.write('250 ok\r\n');
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closers.push(() => new Promise((resolve) => void server.close(() => resolve())));
  return { url: `smtp://127.0.0.1:${(server.address() as AddressInfo).port}`, taken: () => taken };
}

/** Waits for the five messages of the rung; later messages to deputies do not count. */
const firstRow = (...states: string[]) =>
  eventually(async () => {
    const rung = (await office.rows()).slice(0, 5);
    expect(rung.map(({ state }) => state)).toEqual(rung.map(({ state }) => (states.includes(state) ? state : states)));
    return rung[0];
  });
const byEmail = () => office.sql`
  update contacts c set email = 'x' || d.region_code || '@example.org', phone = null
  from duties d where d.contact_id = c.id and not d.deputy`;

test.each([
  ['refuses for good', 400, { code: 'isv.BLACK' }, { state: 'failed', reason: 'refused', code: 'isv.BLACK' }],
  [
    'is overloaded',
    503,
    {},
    { state: 'retry', reason: 'provider-down', code: 'HTTP 503', releaseAt: shanghai('12-02 09:31') },
  ],
  ['breaks in the middle', 500, {}, { state: 'unknown', reason: 'no-answer', code: 'HTTP 500' }],
  ['takes it and hangs up', -1, {}, { state: 'unknown', reason: 'no-answer' }],
  ['gives an answer of an unknown shape', 200, { fine: true }, { state: 'unknown', reason: 'no-answer' }],
])('a gateway that %s', async (_what, status, body, expected) => {
  const gateway = await gatewayThatAnswers(status, body);
  await office.deliver({ REHEARSAL_SMS_URL: gateway.url });
  await office.write('early');
  expect(await firstRow(expected.state)).toMatchObject({ attempts: 1, ...expected });
  // Deputies may have been tried by now, too; each row came to the gateway once.
  await eventually(async () => {
    const rows = await office.sql<
      { attempts: number }[]
    >`select attempts from messages where channel = 'sms' and attempts > 0`;
    expect(rows.filter(({ attempts }) => attempts > 1)).toEqual([]);
    expect(gateway.taken()).toBe(rows.length);
  });
});

test('a gateway that cannot be reached is tried again when the clock has come there', async () => {
  const gone = await gatewayThatAnswers(200);
  await closers.pop()?.();
  const down = await office.deliver({ REHEARSAL_SMS_URL: gone.url });
  await office.write('early');
  expect(await firstRow('retry')).toMatchObject({ reason: 'provider-down', submittedAt: null });
  await down.close();
  await office.deliver();
  await office.campaign.at(shanghai('12-02 09:31'));
  expect(await firstRow('delivered')).toMatchObject({ attempts: 2 });
  expect(await office.texts()).toHaveLength(5);
});

test('what goes wrong is logged without a name, a number or a text', async () => {
  const lines: string[] = [];
  const log = createLogger({ LOG_LEVEL: 'trace' }, { write: (line) => void lines.push(line) });
  const gateway = await gatewayThatAnswers(400, { code: 'isv.BLACK' });
  const delivery = await startDelivery({
    env: { ...office.env, REHEARSAL_SMS_URL: gateway.url },
    sql: office.sql,
    log,
  });
  closers.push(() => delivery.close());
  await office.write('early');
  const written = (await office.rows()).map(({ id }) => id);
  // E-mails that take the place of the failed messages may follow at any moment.
  await eventually(async () => {
    const rows = (await office.rows()).filter(({ id }) => written.includes(id));
    expect(rows.map(({ state }) => state)).toEqual(written.map(() => 'failed'));
  });
  log.info({ phone: '19900000911', contact: { email: 'x@example.org' } }, 'a slip');
  // Messages on other channels have their own lines.
  const told = lines.filter((line) => line.includes('isv.BLACK')).map((line) => JSON.parse(line).message as number);
  for (const id of written) expect([id, told.filter((one) => one === id).length]).toEqual([id, 1]);
  expect(lines.join('')).not.toMatch(/1990000|甲9|example\.org|零报告/);
});

test('a rehearsal never uses the live gateway, not even when it has none of its own', async () => {
  const { REHEARSAL_SMS_URL: _, ...withoutRehearsal } = office.env;
  const delivery = await startDelivery({ env: withoutRehearsal, sql: office.sql });
  closers.push(() => delivery.close());
  await office.write('early');
  expect(await firstRow('failed')).toMatchObject({ reason: 'no-rehearsal-transport', submittedAt: null });
  expect(await office.liveTexts()).toEqual([]);
});

test('a live campaign uses the live gateway', async () => {
  await office.sql`update campaigns set mode = 'live'`;
  await office.deliver();
  await office.write('early');
  await office.settled('delivered');
  expect(await office.liveTexts()).toHaveLength(5);
  expect(await office.texts()).toEqual([]);
});

test('an e-mail carries its number, text and HTML, and is accepted', async () => {
  await byEmail();
  await office.deliver();
  await office.write('early');
  const rows = await office.settled('accepted');
  const mails = await office.mails();
  expect(mails.map(({ headers }) => Number(headers['x-nuandong-message'])).sort((a, b) => a - b)).toEqual(
    rows.map(({ id }) => id),
  );
  const mail = mails.find(({ to }) => to === 'x911@example.org');
  expect(mail?.subject).toBe('提醒：冬季慰问·摸底');
  expect(mail?.text).toContain('甲911，您好');
  expect(mail?.html).toMatch(/<a href="(https:\/\/nd\.example\.org\/r\/[\w-]+)"[^>]*>\1<\/a>/);
});

test.each([
  [550, { state: 'failed', reason: 'refused', code: 'SMTP 550' }],
  [451, { state: 'retry', reason: 'refused', code: 'SMTP 451' }],
])('a mail server that answers %d', async (responseCode, expected) => {
  const url = await mailServer({
    onRcptTo: (_address, _session, done) => done(Object.assign(new Error('no'), { responseCode })),
  });
  await byEmail();
  await office.deliver({ REHEARSAL_SMTP_URL: url });
  await office.write('early');
  expect(await firstRow(expected.state)).toMatchObject(expected);
});

test('an address that the mail server does not know is marked; one that it refuses for another reason is not', async () => {
  const url = await mailServer({
    onRcptTo({ address }, _session, done) {
      const word = address.startsWith('x911') ? '5.1.1 nobody here' : '5.7.1 not from you';
      done(Object.assign(new Error(word), { responseCode: 550 }));
    },
  });
  await byEmail();
  await office.sql`update campaigns set mode = 'live'`;
  await office.deliver({ SMTP_URL: url });
  await office.write('early');
  await eventually(async () =>
    expect((await office.rows()).map(({ code }) => code)).toEqual(
      expect.arrayContaining(Array(4).fill('SMTP 550 5.7.1')),
    ),
  );
  expect([...(await office.sql`select email, email_bad as why from contacts where email_bad is not null`)]).toEqual([
    { email: 'x911@example.org', why: 'SMTP 550 5.1.1' },
  ]);
  expect([...(await office.sql`select channel, region_code as region from corrections`)]).toEqual([
    { channel: 'email', region: '911' },
  ]);
  // From now on the deputy gets the messages.
  await office.write('due');
  const told = await office.sql`
    select c.role, m.channel from messages m join ${posts(office.sql)} c on c.id = m.contact_id where m.rung = 'due' and m.region_code = '911'`;
  expect([...told]).toEqual([{ role: 'deputy', channel: 'sms' }]);
});

test('a mail server that breaks off after it has taken the message is not given it again', async () => {
  const server = await mailServerThatHangsUp();
  await byEmail();
  await office.deliver({ REHEARSAL_SMTP_URL: server.url });
  await office.write('early');
  expect(await firstRow('unknown')).toMatchObject({ reason: 'no-answer' });
  expect(server.taken()).toBe(5);
});

test('a message whose template cannot be used fails, and the others go out', async () => {
  const definition = definitionSchema.parse({
    ...everyField,
    messages: { early: { 'zh-CN': { sms: '{{ nobody | unknown }}' } } },
  });
  await office.sql`update campaigns set definition = ${office.sql.json(definition)}`;
  await office.write('early');
  await office.sql`update messages set template = 'early' where region_code = '911'`;
  await office.deliver();
  const rows = await office.settled('failed', 'delivered');
  expect(rows.filter(({ state }) => state === 'failed')).toMatchObject([{ region: '911', reason: 'bad-template' }]);
});
