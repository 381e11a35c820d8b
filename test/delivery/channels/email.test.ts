import { createHash, createVerify, generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { simpleParser } from 'mailparser';
import { SMTPServer, type SMTPServerOptions } from 'smtp-server';
import { smtpChannel } from '../../../delivery/channels/email/email';
import { SendFailure } from '../../../delivery/channels/failure';

const closers: (() => void)[] = [];
afterEach(() => {
  for (const close of closers.splice(0)) close();
});

/** A mail server on its own port. @returns that port and the full text of the mails that it took */
async function mailServer(options: SMTPServerOptions = {}): Promise<{ port: number; taken: string[] }> {
  const taken: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    closeTimeout: 100,
    onData(stream, _session, done) {
      text(stream).then((message) => {
        taken.push(message);
        done();
      }, done);
    },
    ...options,
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closers.push(() => void server.close(() => {}));
  return { port: (server.server.address() as AddressInfo).port, taken };
}

const FROM = '暖冬 <nuandong@example.org>';
const MAIL = { id: 7, to: 'a@example.org', subject: '提醒', text: '您好', html: '<p>您好</p>' };

function channel(url: string, dkim?: Parameters<typeof smtpChannel>[0]['dkim']) {
  const opened = smtpChannel({ url, from: FROM, dkim });
  closers.push(() => opened.close());
  return opened;
}

/** RFC 6376, 3.4.2: relaxed canonicalisation of one header. */
const relaxed = (header: string): string => {
  const colon = header.indexOf(':');
  const value = header
    .slice(colon + 1)
    .replace(/\r\n(?=[ \t])/g, '')
    .replace(/[ \t]+/g, ' ')
    .trim();
  return `${header.slice(0, colon).trim().toLowerCase()}:${value}`;
};

test('e-mails are signed so that another server can check it with the key in the DNS', async () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  });
  const { port, taken } = await mailServer({ disabledCommands: ['STARTTLS'] });
  await channel(`smtp://127.0.0.1:${port}`, { domainName: 'example.org', keySelector: 'nd', privateKey }).send(MAIL);
  const [message = ''] = taken;
  const [head = '', ...body] = message.split('\r\n\r\n');
  const headers = head.split(/\r\n(?![ \t])/);
  const signature = headers.find((header) => /^dkim-signature:/i.test(header)) ?? '';
  const tag = (name: string) =>
    new RegExp(`[;\\s]${name}=([^;]+)`).exec(signature.slice(15))?.[1]?.replace(/\s/g, '') ?? '';
  expect([tag('d'), tag('s'), tag('a'), tag('c')]).toEqual(['example.org', 'nd', 'rsa-sha256', 'relaxed/relaxed']);
  const canonical = body
    .join('\r\n\r\n')
    .split('\r\n')
    .map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''))
    .join('\r\n')
    .replace(/(\r\n)*$/, '\r\n');
  expect(createHash('sha256').update(canonical).digest('base64')).toBe(tag('bh'));
  const signed = tag('h')
    .split(':')
    .map((name) => relaxed(headers.find((header) => header.toLowerCase().startsWith(`${name.toLowerCase()}:`)) ?? ''));
  const own = relaxed(signature).replace(/b=[^;]*$/, 'b=');
  const check = createVerify('RSA-SHA256').update([...signed, own].join('\r\n'));
  expect(check.verify(publicKey, tag('b'), 'base64')).toBe(true);
});

test('a server without a trusted certificate gets no message', async () => {
  // The certificate that smtp-server brings for tests is self-signed.
  const { port, taken } = await mailServer({ secure: true });
  const sending = channel(`smtps://127.0.0.1:${port}`).send(MAIL);
  await expect(sending).rejects.toBeInstanceOf(SendFailure);
  await expect(sending).rejects.toMatchObject({ failure: { event: 'defer', reason: 'provider-down' } });
  expect(taken).toEqual([]);
});

test('elsewhere than on this machine a server has to encrypt', async () => {
  const { port, taken } = await mailServer({ disabledCommands: ['STARTTLS'] });
  // An address of this machine that does not look like one.
  await expect(channel(`smtp://127.0.0.2:${port}`).send(MAIL)).rejects.toBeInstanceOf(SendFailure);
  expect(taken).toEqual([]);
});

test('addresses may be in Chinese', async () => {
  const recipients: string[] = [];
  const { port } = await mailServer({
    disabledCommands: ['STARTTLS'],
    onRcptTo({ address }, _session, done) {
      recipients.push(address);
      done();
    },
  });
  await channel(`smtp://127.0.0.1:${port}`).send({ ...MAIL, to: '村长@例子.中国' });
  expect(recipients.map((address) => address.split('@')[0])).toEqual(['村长']);
});

test('what is sent is what mail programs read', async () => {
  const { port, taken } = await mailServer({ disabledCommands: ['STARTTLS'] });
  const words = `${'摸底'.repeat(100)}\n.\n..点 “引号” 😀\n`;
  const subject = `【暖冬】${'困难群众走访慰问'.repeat(8)}\r\nBcc: thief@example.org`;
  await channel(`smtp://127.0.0.1:${port}`).send({ ...MAIL, subject, text: words, html: `<p>${words}</p>` });
  const read = await simpleParser(taken[0] ?? '');
  expect(read.subject).toBe(subject.replace('\r\n', ' '));
  expect(read.text).toBe(words);
  expect(read.html).toBe(`<p>${words}</p>`);
  expect(read.from?.value).toEqual([{ name: '暖冬', address: 'nuandong@example.org' }]);
  expect([read.bcc, read.messageId, read.date instanceof Date]).toEqual([undefined, '<message-7@example.org>', true]);
  for (const line of (taken[0] ?? '').split('\r\n')) expect(line.length).toBeLessThanOrEqual(78);
});

test('what cannot be delivered comes back to its own address, and names the message where the server can', async () => {
  const envelopes: object[] = [];
  const { port, taken } = await mailServer({
    disabledCommands: ['STARTTLS'],
    hideDSN: false,
    onMailFrom({ address, args }, _session, done) {
      envelopes.push({ address, ...(typeof args === 'object' && args) });
      done();
    },
  });
  await channel(`smtp://127.0.0.1:${port}`).send(MAIL);
  const returning = smtpChannel({ url: `smtp://127.0.0.1:${port}`, from: FROM, bouncesTo: 'bounces@example.org' });
  closers.push(() => returning.close());
  await returning.send(MAIL);
  expect(envelopes).toMatchObject([
    { address: 'nuandong@example.org', RET: 'HDRS', ENVID: 'message-7@example.org' },
    { address: 'bounces@example.org' },
  ]);
  expect((await simpleParser(taken[1] ?? '')).from?.text).toContain('nuandong@example.org');
});
