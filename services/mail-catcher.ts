import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { escapeHtml, page, serve, withLinks } from './http-server';
import { newest } from './newest';

/** One e-mail as a mailbox shows it. */
export interface CaughtMail {
  seq: number;
  to: string;
  from: string;
  subject: string;
  text: string;
  html: string;
  headers: { 'x-nuandong-message'?: string };
  receivedAt: string;
}

export interface MailCatcher {
  /** For SMTP_URL. */
  smtpUrl: string;
  url: string;
  stop(): Promise<void>;
}

/** Our own mails have some ten kilobytes. */
const LARGEST_MAIL = 5_000_000;
/** Room for some ten thousand mails. */
const MOST_BYTES = 200_000_000;

/** Only what the page shows; the rest is fetched with `GET /messages`. */
const SHOWN = 200;

/**
 * Starts a mail server that delivers nothing: it takes every e-mail and keeps it. `GET /messages?after=<seq>`,
 * `DELETE /messages`, and `GET /` for a page.
 */
export async function startMailCatcher({
  smtpPort,
  httpPort,
  host = '127.0.0.1',
}: {
  smtpPort: number;
  httpPort: number;
  host?: string;
}): Promise<MailCatcher> {
  const mails = newest<CaughtMail>({
    mostBytes: MOST_BYTES,
    sizeOf: ({ text, html }) => 1_000 + 2 * (text.length + html.length),
  });
  let seq = 0;
  const keep = (mail: ParsedMail, recipients: string[]) => {
    seq += 1;
    const message = mail.headers.get('x-nuandong-message');
    mails.push({
      seq,
      to: recipients.join(', '),
      from: mail.from?.text ?? '',
      subject: mail.subject ?? '',
      text: mail.text ?? '',
      html: mail.html || '',
      headers: typeof message === 'string' ? { 'x-nuandong-message': message } : {},
      receivedAt: new Date().toISOString(),
    });
  };

  const smtp = await startSmtp({ port: smtpPort, host, keep });
  const http = await serve({
    port: httpPort,
    host,
    routes: {
      'GET /messages': ({ url }) => {
        const after = Number(url.searchParams.get('after') ?? 0);
        return { body: mails.after(after) };
      },
      'DELETE /messages': () => {
        mails.clear();
        return { body: { deleted: true } };
      },
      'GET /': () => ({ body: mailsPage(mails.all()) }),
    },
  });
  const stop = async () => {
    await Promise.all([smtp.stop(), http.stop()]);
  };
  return { smtpUrl: `smtp://${host}:${smtp.port}`, url: http.url, stop };
}

async function startSmtp({
  port,
  host,
  keep,
}: {
  port: number;
  host: string;
  keep: (mail: ParsedMail, recipients: string[]) => void;
}): Promise<{ port: number; stop(): Promise<void> }> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    size: LARGEST_MAIL,
    // Idle pooled connections of the sender must not hold up the end.
    closeTimeout: 200,
    onData(stream, session, done) {
      wholeOf(stream)
        .then((mail) => simpleParser(mail, { skipTextToHtml: true }))
        .then((mail) => {
          const recipients = session.envelope.rcptTo.map((recipient) => recipient.address);
          keep(mail, recipients);
        })
        .then(() => done(), done);
    },
  });
  // A sender that disconnects does no harm; without a listener its error would end this process.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.server.address() as AddressInfo;
  return { port: address.port, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

/**
 * @throws Error for the answer to the sender, when the mail is too large; the stream is read to its end all the same
 */
async function wholeOf(stream: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of stream) {
    size += part.length;
    if (size <= LARGEST_MAIL) parts.push(part);
  }
  if (size <= LARGEST_MAIL) return Buffer.concat(parts);
  throw Object.assign(new Error(`The mail has more than ${LARGEST_MAIL} bytes`), { responseCode: 552 });
}

function mailsPage(mails: readonly CaughtMail[]): string {
  const cards = mails
    .slice(-SHOWN)
    .reverse()
    .map(
      (mail) => `<section class="card"><strong>${escapeHtml(mail.subject)}</strong>
<div class="meta">${escapeHtml(mail.from)} → ${escapeHtml(mail.to)} · ${mail.receivedAt}</div>
<p class="text">${withLinks(mail.text)}</p></section>`,
    );
  const note = `<p class="note">这里显示截获的邮件，共 ${mails.length} 封，不会真正发出。Nothing here is delivered.</p>`;
  return page('邮件截获 · Caught mail', note + (cards.join('') || '<p>还没有邮件。No mail yet.</p>'));
}
