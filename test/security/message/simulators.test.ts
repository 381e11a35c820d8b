import { request } from 'node:http';
import { createTransport } from 'nodemailer';
import { type MailCatcher, startMailCatcher } from '../../../services/mail-catcher';
import { newest } from '../../../services/newest';
import { type SmsSimulator, startSmsSimulator } from '../../../services/sms-simulator';
import { createGateway } from '../../../services/sms-simulator/gateway';

let sms: SmsSimulator;
let mail: MailCatcher;
beforeAll(async () => {
  sms = await startSmsSimulator({ port: 0 });
  mail = await startMailCatcher({ smtpPort: 0, httpPort: 0 });
});
afterAll(() => Promise.all([sms.stop(), mail.stop()]));

/** A request with exactly these headers: `fetch` does not let a test set Host and Origin. */
function ask(url: string, method: string, headers: Record<string, string>, body = ''): Promise<number> {
  return new Promise((resolve, reject) => {
    const asked = request(url, { method, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject).end(body);
  });
}

const REPLY = JSON.stringify({ phone: '13800000000', content: '0' });
const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };
const written = async (): Promise<string> => (await fetch(`${sms.url}/phone?number=13800000000`)).text();

describe('H7: no page of another site acts through the simulators', () => {
  test.each([
    ['a page of another site', JSON_TYPE, { origin: 'https://elsewhere.example' }, 403],
    ['a page without an origin', JSON_TYPE, { origin: 'null' }, 403],
    ['a page of another port of this machine', JSON_TYPE, { origin: 'http://127.0.0.1:1' }, 403],
    ['a name that leads here by the DNS of another', JSON_TYPE, { host: 'elsewhere.example:8026' }, 421],
    ['text, which pages send without asking first', { 'content-type': 'text/plain' }, {}, 415],
    ['nothing about its type', {}, {}, 415],
  ])('a reply from %s is refused', async (_, type: Record<string, string>, headers: Record<string, string>, status) => {
    expect(await ask(`${sms.url}/replies`, 'POST', { ...type, ...headers }, REPLY)).toBe(status);
    expect(await written()).not.toContain('回复 · Reply: ');
  });

  test('nor is what has arrived read by one, nor forgotten, nor the form of a phone sent', async () => {
    const foreign = { origin: 'https://elsewhere.example' };
    for (const { url } of [sms, mail]) {
      expect(await ask(`${url}/messages`, 'GET', foreign)).toBe(403);
      expect(await ask(`${url}/messages`, 'GET', { host: 'elsewhere.example' })).toBe(421);
      expect(await ask(`${url}/messages`, 'DELETE', foreign)).toBe(403);
    }
    expect(await ask(`${sms.url}/phone?number=1`, 'POST', { ...FORM_TYPE, ...foreign }, 'content=0')).toBe(403);
    expect(await ask(`${sms.url}/`, 'POST', JSON_TYPE, '{}')).toBe(400);
  });

  test('its own pages, programs, a tunnel and a container of the same network are served', async () => {
    const { host } = new URL(sms.url);
    const own = { ...FORM_TYPE, host, origin: `http://${host}` };
    expect(await ask(`${sms.url}/phone?number=1`, 'POST', own, 'content=0')).toBe(200);
    for (const name of ['localhost:8026', 'simulators:8026', '[::1]:8026', '192.168.3.4:8026'])
      expect(await ask(`${sms.url}/replies`, 'POST', { ...JSON_TYPE, host: name }, REPLY)).toBe(200);
  });
});

describe('L9: the memory of the simulators is bounded', () => {
  test('the newest are kept, and a reader that looks too seldom gets an error', () => {
    const gone: number[] = [];
    const kept = newest<{ seq: number }>({ mostBytes: 100, sizeOf: () => 10, dropped: ({ seq }) => gone.push(seq) });
    for (let seq = 1; seq <= 1000; seq++) kept.push({ seq });
    expect(kept.all().length).toBeLessThanOrEqual(12);
    expect(kept.all().at(-1)).toEqual({ seq: 1000 });
    expect(gone.length + kept.all().length).toBe(1000);
    expect(kept.after(998)).toEqual([{ seq: 999 }, { seq: 1000 }]);
    expect(kept.after(0)).toEqual(kept.all());
    expect(() => kept.after(5)).toThrow('Numbers 6 to ');
  });

  test('the gateway forgets the oldest SMS with all that it knew of them', () => {
    const gateway = createGateway({ mostBytes: 100_000 });
    for (let nr = 0; nr < 2000; nr++) {
      gateway.submit({ provider: 'http', phone: `138${nr}`, text: '测'.repeat(70), outId: `${nr}`, signature: '' });
      gateway.dueReceipts();
    }
    expect(gateway.messages(0).length).toBeLessThan(200);
    expect(gateway.find({ outId: '0' })).toEqual([]);
    expect(gateway.find({ outId: '1999' })).toMatchObject([{ settled: true }]);
  });

  test('a mail of more than 5 MB is refused, whether its size was said before or not', async () => {
    const transport = createTransport(mail.smtpUrl);
    const envelope = { from: 'a@example.org', to: 'b@example.org' };
    const large = `Subject: large\r\n\r\n${'0123456789'.repeat(10).concat('\r\n').repeat(60_000)}`;
    await expect(transport.sendMail({ envelope, raw: large })).rejects.toMatchObject({ responseCode: 552 });
    const unsaid = { ...envelope, size: 0 };
    await expect(transport.sendMail({ envelope: unsaid, raw: large })).rejects.toMatchObject({ responseCode: 552 });
    await transport.sendMail({ envelope, raw: 'Subject: small\r\n\r\nhello' });
    const caught = (await (await fetch(`${mail.url}/messages`)).json()) as { subject: string }[];
    expect(caught.map(({ subject }) => subject)).toEqual(['small']);
    transport.close();
  });
});
