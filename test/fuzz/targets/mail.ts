import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { readDeliveryReport, sameMailbox } from '../../../delivery/channels/email/dsn';
import { type Mailbox, mailboxCodeOf, withMailbox } from '../../../delivery/channels/email/imap';
import { messageOf } from '../../../delivery/inbound/bounces';
import { filesAt, mutating, type Outcome, type Target, type Targets } from '../target';

/** What is done with a mail that came back. */
async function read(source: Buffer): Promise<boolean> {
  const report = await readDeliveryReport(source);
  if (!report) return false;
  messageOf(report, 'example.org');
  for (const { recipients } of report.recipients)
    for (const one of recipients) sameMailbox(one, 'cunwei@village.example');
  return true;
}

/** Mails that came back, as the mailbox has them. */
function bounces(): Target {
  const corpus = filesAt('test/fixtures/bounces');
  return {
    corpus,
    mutate: mutating.text(corpus),
    feed: async (input) => ((await read(input)) ? 'accepted' : 'refused'),
  };
}

/** Between two answers of the server in a script. */
const NEXT = '\n----\n';

/** A mail server over IMAP that answers something else: what it says is a script of answers, one for each command. */
function imap(): Target {
  const corpus = filesAt('test/fuzz/corpus/imap');
  let script: string[] = [];
  const server = createServer((socket) => serve(socket, [...script]));
  const listening = once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    corpus,
    mutate: mutating.text(corpus),
    async feed(input): Promise<Outcome> {
      await listening;
      script = String(input).split(NEXT);
      const address = server.address();
      const port = typeof address === 'object' ? address?.port : 0;
      const { signal } = new AbortController();
      try {
        await withMailbox({ address: `imap://a:b@127.0.0.1:${port}/INBOX`, signal }, lookAtAll);
        return 'accepted';
      } catch (error) {
        if (typeof mailboxCodeOf(error) !== 'string') throw error;
        return 'refused';
      }
    },
    close: async () => void server.close(),
  };
}

async function lookAtAll(mailbox: Mailbox): Promise<void> {
  for (const { uid } of (await mailbox.after(0)).slice(0, 20)) {
    const source = await mailbox.read(uid);
    if (source && (await read(source))) await mailbox.markRead(uid);
  }
}

/** Answers each command with the next words of the script, with the command's own tag for `TAG`; then hangs up. */
function serve(socket: Socket, script: string[]): void {
  socket.on('error', () => {});
  const say = (tag: string): void => {
    const next = script.shift();
    if (next === undefined) socket.end();
    else socket.write(`${next.replaceAll('TAG', tag).replace(/\r?\n/g, '\r\n')}\r\n`);
  };
  say('*');
  // Whoever waits for more than the script has waits in vain, as before a server that hangs.
  socket.setTimeout(40, () => socket.destroy());
  let heard = '';
  socket.on('data', (bytes) => {
    heard += bytes;
    for (let end = heard.indexOf('\r\n'); end >= 0; end = heard.indexOf('\r\n')) {
      say(heard.split(' ', 1)[0] ?? '*');
      heard = heard.slice(end + 2);
    }
  });
}

export const targets: Targets = { dsn: bounces, imap };
