import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import pino from 'pino';
import { ROOT } from '../../../config/root';
import { readBounces, startBounces } from '../../../delivery/inbound/bounces';
import { lifeOf } from '../../../store/message/dead-letters';
import { openFaults } from '../../../store/message/faults';
import { posts } from '../../support/campaigns/people';
import { eventually } from '../../support/eventually';
import { needing } from '../../support/needing';
import { type ImapServer, startImapServer } from '../../support/servers/imap-server';
import { openPostOffice, type PostOffice, type Row } from '../../support/servers/post-office';

/** Bounced e-mails are read back from a real mailbox. */
const { it, beforeAll, afterAll } = needing('dovecot-imapd');

let office: PostOffice;
let server: ImapServer;
beforeAll(async () => {
  [office, server] = await Promise.all([openPostOffice(), startImapServer()]);
});
afterAll(async () => {
  await Promise.all([office.close(), server.stop()]);
});

const fixture = (name: string): string => readFileSync(join(ROOT, 'test/fixtures/bounces', `${name}.eml`), 'utf8');
/** The report about this message by the mail server of the fixture. */
const about = ({ id, region }: Row, name: string, subject: string): string =>
  fixture(name)
    .replaceAll('message-7@example.org', `message-${id}@localhost`)
    .replaceAll('cunwei@village.example', `v${region}@village.example`)
    .replace(/^Subject: .*$/m, `Subject: ${subject}`);
/** @returns whether the mailbox could be read. */
const look = (url = server.url) =>
  readBounces({
    url,
    domain: 'localhost',
    sql: office.sql,
    log: pino({ enabled: false }),
    signal: new AbortController().signal,
  }).then(
    () => true,
    () => false,
  );

/** The villages get e-mails, with SMS as the next channel; one delivery process sends them. */
async function emailsSent(): Promise<Row[]> {
  const { sql } = office;
  await sql`update campaigns set mode = 'live'`;
  await sql`
    update contacts c set email = 'V' || d.region_code || '@village.example'
    from duties d where d.contact_id = c.id and not d.deputy`;
  await office.write('early');
  await sql`
    update messages set channel = 'email', send = 'first', ways = '{email,sms}', key = regexp_replace(key, 'sms$', 'email')`;
  await office.deliver();
  return office.settled('accepted');
}

it('a bounced e-mail fails and the next way is taken; what is in doubt is left to a person', async () => {
  const [gone, late, foreign, ...others] = await emailsSent();
  if (!gone || !late || !foreign) throw new Error('too few villages');
  await server.deliver(about(gone, 'postfix-unknown-user', 'gone'));
  await server.deliver(about(late, 'postfix-delayed', 'late'));
  await server.deliver(about({ ...foreign, region: 'nobody' }, 'postfix-unknown-user', 'of another recipient'));
  await server.deliver(about(foreign, 'exim-in-words', 'in words'));
  await server.deliver(about(foreign, 'holiday-answer', 'holiday'));
  expect(await look()).toBe(true);
  expect(await server.unread()).toEqual(['of another recipient', 'in words', 'holiday']);
  expect((await lifeOf(office.sql, gone.id)).at(-1)).toMatchObject({
    before: 'accepted',
    after: 'failed',
    reason: 'bounced',
    code: '5.1.1',
  });
  await eventually(async () => {
    const [next] = await office.sql`
      select k.role, m.channel, m.state from messages m join ${posts(office.sql)} k on k.id = m.contact_id
      where m.fallback_of = ${gone.id}`;
    expect(next).toEqual({ role: 'deputy', channel: 'email', state: 'accepted' });
  });
  // Only for the unknown mailbox: the superior is asked to correct it, and the next rung asks the deputy.
  const marked =
    await office.sql`select region_code as region, email_bad as why from ${posts(office.sql)} p where email_bad is not null`;
  expect([...marked]).toEqual([{ region: gone.region, why: '5.1.1' }]);
  await eventually(async () => {
    const [asked] = await office.sql`
      select m.params ->> 'missing' as places, m.region_code = g.parent_code as superior, g.name
      from messages m join regions g on g.code = ${gone.region} where m.about = 'correction'`;
    expect(asked).toEqual({ places: JSON.stringify([asked?.name]), superior: true, name: asked?.name });
  });
  const states = new Map((await office.rows()).map(({ id, state }) => [id, state]));
  for (const { id } of [late, foreign, ...others]) expect(states.get(id)).toBe('accepted');
});

it('a bounce counts once, however often it comes and however many processes look', async () => {
  const [, , twice] = await office.rows();
  if (!twice) throw new Error('the first test has written none');
  const before = await office.rows();
  await server.deliver(about(twice, 'postfix-unknown-user', 'once'));
  await server.deliver(about(twice, 'postfix-given-up', 'and again'));
  await Promise.all([look(), look(), ...[1, 2].map(() => office.deliver({ BOUNCES_IMAP_URL: server.url }))]);
  await eventually(async () => expect(await server.unread()).toEqual(['of another recipient', 'in words', 'holiday']));
  expect((await lifeOf(office.sql, twice.id)).filter(({ after }) => after === 'failed')).toHaveLength(1);
  await eventually(async () => expect(await office.rows()).toHaveLength(before.length + 1));
});

it('a message of a rehearsal does not bounce, nor one that was never tried', async () => {
  const [, , , rehearsed, untried] = await office.rows();
  if (!rehearsed || !untried) throw new Error('the first test has written none');
  await office.sql`update messages set attempts = 0 where id = ${untried.id}`;
  await server.deliver(about(untried, 'postfix-unknown-user', 'untried'));
  expect(await look()).toBe(true);
  await office.sql`update campaigns set mode = 'rehearsal'`;
  await server.deliver(about(rehearsed, 'postfix-unknown-user', 'rehearsed'));
  expect(await look()).toBe(true);
  expect((await server.unread()).slice(-2)).toEqual(['untried', 'rehearsed']);
  const after = (await office.rows()).filter(({ id }) => id === rehearsed.id || id === untried.id);
  expect(after.map(({ state }) => state)).toEqual(['accepted', 'accepted']);
});

it('a mailbox that cannot be read is a fault, until it can be', async () => {
  expect(await look(server.url.replace('secret', 'wrong'))).toBe(false);
  expect(await openFaults(office.sql)).toMatchObject([{ kind: 'bounces', detail: { code: 'AUTHENTICATIONFAILED' } }]);
  expect(await look()).toBe(true);
  expect(await openFaults(office.sql)).toEqual([]);
  // An address of this machine that does not look like one needs encryption, which this server cannot do.
  expect(await look(server.url.replace('127.0.0.1', '127.0.0.2'))).toBe(false);
  expect(await openFaults(office.sql)).toMatchObject([{ kind: 'bounces', detail: { code: 'STARTTLS' } }]);
  expect(await look(`${server.url.replace('127.0.0.1', '127.0.0.2')}?ignoreTLS=true`)).toBe(true);
});

it('a server that takes the connection and says nothing does not hold up a shutdown', async () => {
  let connected = () => {};
  const connection = new Promise<void>((resolve) => {
    connected = resolve;
  });
  const silent = createServer((socket) => {
    socket.on('error', () => {});
    connected();
  });
  await new Promise<void>((resolve) => void silent.listen(0, '127.0.0.1', resolve));
  await office.sql`update faults set closed_at = clock_timestamp()`;
  const env = { ...office.env, BOUNCES_IMAP_URL: `imap://a:b@127.0.0.1:${(silent.address() as AddressInfo).port}` };
  const reading = startBounces({ env, sql: office.sql, log: pino({ enabled: false }) });
  await connection;
  const from = performance.now();
  await reading.stop();
  // Its own limit is 10 s.
  expect(performance.now() - from).toBeLessThan(5000);
  expect(await openFaults(office.sql)).toEqual([]);
  await new Promise((resolve) => silent.close(resolve));
});
