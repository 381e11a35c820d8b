import type { AddressInfo } from 'node:net';
import { type ParsedMail, simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import { escapeHtml, page, serve, withLinks } from './http-server';

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

/** Only what the page shows; the rest is fetched with `GET /messages`. */
const SHOWN = 200;

/**
 * A mail server that delivers nothing: it takes every e-mail and keeps it.
 * `GET /messages?after=<seq>`, `DELETE /messages`, and `GET /` to look at.
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
  let mails: CaughtMail[] = [];
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
        return { body: mails.filter((mail) => mail.seq > after) };
      },
      'DELETE /messages': () => {
        mails = [];
        return { body: { deleted: true } };
      },
      'GET /': () => ({ body: mailsPage(mails) }),
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
    // Idle pooled connections of the sender must not hold up the end.
    closeTimeout: 200,
    onData(stream, session, done) {
      simpleParser(stream, { skipTextToHtml: true })
        .then((mail) =>
          keep(
            mail,
            session.envelope.rcptTo.map((recipient) => recipient.address),
          ),
        )
        .then(() => done(), done);
    },
  });
  // A sender that breaks off is its own affair; without a listener it would end this process.
  server.on('error', () => {});
  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(port, host, () => resolve());
  });
  const address = server.server.address() as AddressInfo;
  return { port: address.port, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

function mailsPage(mails: CaughtMail[]): string {
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
