import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { ROOT } from '../../../config/root';
import { readDeliveryReport, sameMailbox } from '../../../delivery/channels/email/dsn';
import { messageOf } from '../../../delivery/inbound/bounces';

const fixture = (name: string): Buffer => readFileSync(join(ROOT, 'test/fixtures/bounces', `${name}.eml`));
const OURS = 'example.org';
const TO = 'cunwei@village.example';

test.each([
  ['postfix-unknown-user', 'failed', '5.1.1', [TO, TO]],
  ['postfix-given-up', 'failed', '4.4.1', [TO]],
  ['postfix-delayed', 'delayed', '4.4.1', [TO]],
  ['exchange-unknown-user', 'failed', '5.1.10', ['CunWei@village.example']],
  ['qq-mailbox-full', 'failed', '5.2.2', [TO]],
  ['forwarded', 'failed', '5.1.1', ['private@elsewhere.example', TO]],
  ['unicode-address', 'failed', '5.1.1', ['村长@例子.中国']],
])(
  'a report like %s says of which message, to whom, and what became of it',
  async (name, action, status, recipients) => {
    const report = await readDeliveryReport(fixture(name));
    expect(report).toEqual({ originals: ['message-7@example.org'], recipients: [{ action, status, recipients }] });
    expect(messageOf(report ?? { originals: [] }, OURS)).toBe(7);
  },
);

test.each(['exim-in-words', 'holiday-answer', 'read-receipt'])('a mail like %s is no report', async (name) => {
  expect(await readDeliveryReport(fixture(name))).toBeNull();
});

test('a mailbox is the same however a server spells it, and no other', () => {
  expect(sameMailbox('CunWei@VILLAGE.example', TO)).toBe(true);
  expect(sameMailbox('村长@例子.中国', '村长@xn--fsqu00a.xn--fiqs8s')).toBe(true);
  expect(sameMailbox('xcunwei@village.example', TO)).toBe(false);
  expect(sameMailbox('cunwei@village.example.com', TO)).toBe(false);
});

test.each([
  ['of another domain', ['message-7@example.com']],
  ['that only ends like ours', ['message-7@badexample.org']],
  ['that goes on', ['message-7@example.org.example.com', 'message-7x@example.org']],
  ['of two of our messages', ['message-7@example.org', 'message-8@example.org']],
  ['of nobody', []],
])('Message-IDs %s name none of our messages', (_, originals) => {
  expect(messageOf({ originals }, OURS)).toBeNull();
});

/** A real report with pieces cut out, doubled or overwritten, as from broken and malicious servers. */
const broken = fc
  .tuple(
    fc.constantFrom('postfix-unknown-user', 'exchange-unknown-user', 'qq-mailbox-full', 'unicode-address'),
    fc.array(fc.tuple(fc.nat(4000), fc.nat(200), fc.string({ unit: 'binary', maxLength: 40 })), { maxLength: 6 }),
  )
  .map(([name, cuts]) => {
    let text = fixture(name).toString();
    for (const [at, length, instead] of cuts) text = text.slice(0, at) + instead + text.slice(at + length);
    return text;
  });

test('whatever comes, reading it does not fail, and without our Message-ID it is about none of our messages', async () => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(broken, fc.string({ unit: 'binary', maxLength: 300 })), async (text) => {
      await readDeliveryReport(Buffer.from(text));
      const report = await readDeliveryReport(Buffer.from(text.replace(/example\.org/gi, 'example.net')));
      expect(messageOf(report ?? { originals: [] }, OURS)).toBeNull();
    }),
    { numRuns: 300 },
  );
});
