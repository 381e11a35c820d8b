import { spawn } from 'node:child_process';
import { chownSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import { ImapFlow } from 'imapflow';
import { howToGet, PACKAGES } from '../../../services/packages';
import { eventually } from '../eventually';

/** A mail server of the test's own, with one account and an empty INBOX. */
export interface ImapServer {
  /** imap://user:password@host */
  url: string;
  port: number;
  /** Puts a mail into INBOX, as a mail server does that delivers it. */
  deliver(mail: string): Promise<void>;
  /** @returns the subjects of unread mails in INBOX, in their order */
  unread(): Promise<string[]>;
  stop(): Promise<void>;
}

const USER = 'bounces@example.org';
const PASSWORD = 'secret of the tests';

/** Dovecot does not serve mail as root, so as root it gets the account `nobody`. */
function account(): { user: string; group: string; uid: number; gid: number } {
  const { username, uid, gid } = userInfo();
  return uid === 0
    ? { user: 'nobody', group: 'nogroup', uid: 65_534, gid: 65_534 }
    : { user: username, group: String(gid), uid, gid };
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

const configOf = (home: string, port: number): string => {
  const { user, group } = account();
  const unjailed = ['anvil', 'stats'].map((service) => `service ${service} {\n  chroot =\n}`);
  return [
    ...[`base_dir = ${home}/run`, `state_dir = ${home}/run`, 'log_path = /dev/stderr', 'protocols = imap'],
    ...['ssl = no', 'disable_plaintext_auth = no', 'listen = 127.0.0.1, 127.0.0.2', 'first_valid_uid = 1'],
    ...[`default_internal_user = ${user}`, `default_internal_group = ${group}`, `default_login_user = ${user}`],
    'auth_failure_delay = 0',
    `mail_location = maildir:${home}/mail`,
    'service imap-login {\n  chroot =',
    `  inet_listener imap {\n    port = ${port}\n  }\n  inet_listener imaps {\n    port = 0\n  }\n}`,
    ...unjailed,
    // Without this, a sign-in after a wrong password waits for seconds.
    'service anvil {\n  unix_listener anvil-auth-penalty {\n    mode = 0\n  }\n}',
    `passdb {\n  driver = passwd-file\n  args = scheme=PLAIN ${home}/users\n}`,
    `userdb {\n  driver = static\n  args = uid=${user} gid=${group} home=${home}/mail\n}`,
    '',
  ].join('\n');
};

/** @throws Error when it is not installed, or does not start */
export async function startImapServer(): Promise<ImapServer> {
  const dovecot = PACKAGES['dovecot-imapd'].find();
  if (!dovecot) throw new Error(`Missing: ${howToGet('dovecot-imapd')}`);
  const home = mkdtempSync(join(tmpdir(), 'nuandong-imap-'));
  const { uid, gid } = account();
  const port = await freePort();
  writeFileSync(join(home, 'dovecot.conf'), configOf(home, port));
  writeFileSync(join(home, 'users'), `${USER}:{PLAIN}${PASSWORD}\n`);
  for (const folder of ['run', 'mail']) mkdirSync(join(home, folder));
  for (const path of ['', 'run', 'mail', 'users', 'dovecot.conf']) chownSync(join(home, path), uid, gid);
  const server = spawn(dovecot, ['-F', '-c', join(home, 'dovecot.conf')], { uid, gid, stdio: 'ignore' });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()).once('error', () => resolve()));

  async function asUser<T>(work: (client: ImapFlow) => Promise<T>): Promise<T> {
    const auth = { user: USER, pass: PASSWORD };
    const client = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth, logger: false, disableAutoIdle: true });
    client.on('error', () => {});
    await client.connect();
    try {
      await client.mailboxOpen('INBOX');
      return await work(client);
    } finally {
      await client.logout();
    }
  }
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
    rmSync(home, { recursive: true, force: true });
  };
  await eventually(() => asUser(() => Promise.resolve())).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return {
    url: `imap://${encodeURIComponent(USER)}:${encodeURIComponent(PASSWORD)}@127.0.0.1:${port}`,
    port,
    deliver: (mail) => asUser(async (client) => void (await client.append('INBOX', mail))),
    unread: () =>
      asUser(async (client) => {
        const mails = await client.fetchAll('1:*', { envelope: true, flags: true });
        return mails.filter(({ flags }) => !flags?.has('\\Seen')).map(({ envelope }) => envelope?.subject ?? '');
      }),
    stop,
  };
}
