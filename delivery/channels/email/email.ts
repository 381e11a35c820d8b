import { createTransport } from 'nodemailer';
import { codeOf, type Failure, neverConnected, SendFailure } from '../failure';
import { mustEncrypt } from './encryption';
import { saysNobodyIsThere, statusOfAnswer } from './enhanced-status';
import { domainOf, messageIdOf } from './message-id';
import { composeMail, inAscii, readMailbox } from './mime';

export interface OutgoingEmail {
  /** Number of the message. */
  id: number;
  to: string;
  subject: string;
  text: string;
  html: string;
}

export interface EmailChannel {
  name: string;
  /** @returns the Message-ID. @throws SendFailure that says whether it may have been taken */
  send(email: OutgoingEmail): Promise<{ ref: string }>;
  close(): void;
}

const SECOND = 1000;

/** Signs e-mails for a domain (DKIM, RFC 6376), so that other servers believe who sent them. */
export interface Dkim {
  domainName: string;
  keySelector: string;
  /** PEM. */
  privateKey: string;
}

/**
 * E-mail over a pool of SMTP connections, encrypted: smtps:// from the first byte, smtp:// by STARTTLS, which the
 * server must offer unless it runs on this machine or the address says `?ignoreTLS=true` (a catcher).
 * @param url smtp:// or smtps://, with user and password where the server wants them
 * @param from sender, `Name <address>`
 * @param bouncesTo where servers return what they cannot deliver; the sender when left out
 */
export function smtpChannel({
  url,
  from,
  bouncesTo,
  dkim,
}: {
  url: string;
  from: string;
  bouncesTo?: string | undefined;
  dkim?: Dkim | undefined;
}): EmailChannel {
  const address = new URL(url);
  const transport = createTransport({
    url,
    requireTLS: address.protocol === 'smtp:' && mustEncrypt(address),
    ...(dkim && { dkim }),
    pool: true,
    maxConnections: 8,
    maxMessages: Number.POSITIVE_INFINITY,
    // The pool must not submit again by itself after a connection broke: the server may have taken the message.
    maxRequeues: 0,
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 30 * SECOND,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const sender = readMailbox(from);
  const returnTo = bouncesTo === undefined ? sender.address : inAscii(bouncesTo);
  const domain = domainOf(sender.address);
  return {
    name: 'smtp',
    async send({ id, to, subject, text, html }) {
      // Every attempt has the same Message-ID, so that a mailbox can recognise a second copy.
      const name = messageIdOf(id, domain);
      const messageId = `<${name}>`;
      const headers = {
        'X-Nuandong-Message': String(id),
        'Auto-Submitted': 'auto-generated',
        // The administrator reads it (docs/email.md): a contact on duty must be replaced, not just removed.
        'List-Unsubscribe': `<mailto:${sender.address}?subject=unsubscribe%20message-${id}>`,
      };
      const recipient = { name: '', address: inAscii(to) };
      const raw = composeMail({ from: sender, to: recipient, subject, text, html, messageId, headers });
      // Where the server supports RFC 3461, a bounce names the message and returns only its headers.
      const dsn = { id: name, return: 'headers' as const };
      await transport.sendMail({ envelope: { from: returnTo, to: recipient.address }, raw, dsn }).catch(toFailure);
      return { ref: messageId };
    },
    close: () => transport.close(),
  };
}

function toFailure(error: unknown): never {
  throw new SendFailure(classify(error));
}

/** Error codes from before any message can be handed over. */
const BEFORE_MESSAGE = new Set(['EDNS', 'EAUTH', 'ENOAUTH', 'ETLS']);
/** The server could not prove its identity (codes of Node's TLS), so we sent it nothing. */
const UNSAFE = /^(CERT_|ERR_TLS_|ERR_SSL_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_)/;
const SETUP_TIMEOUTS = new Set(['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'UPGRADE_TIMEOUT']);

/**
 * The server's answer decides: 4xx means later, 5xx means never (RFC 5321, 4.2.1). An address is bad only where the
 * enhanced status says so: a bare 550 can also mean that our own server may not send there, and would mark the whole
 * register as bad. Without an answer, the question is whether the server can have the message; nodemailer reports a
 * connection lost in the middle like one that was never made, and only the system's own code tells them apart.
 */
function classify(error: unknown): Failure {
  const code = codeOf(error);
  const { responseCode, response, command, originalCode, timeoutType } = details(error);
  const unsafe = [code, originalCode].some((one) => UNSAFE.test(String(one)));
  if (
    BEFORE_MESSAGE.has(code ?? '') ||
    unsafe ||
    neverConnected(originalCode) ||
    SETUP_TIMEOUTS.has(String(timeoutType))
  ) {
    return { event: 'defer', reason: 'provider-down', code: String(responseCode ?? originalCode ?? code) };
  }
  if (typeof responseCode === 'number') {
    const status = statusOfAnswer(String(response));
    const failure = { reason: 'refused', code: `SMTP ${responseCode}${status ? ` ${status}` : ''}` } as const;
    if (responseCode < 500) return { event: 'defer', ...failure };
    // An answer to MAIL FROM is about our own address.
    const badAddress = command !== 'MAIL FROM' && saysNobodyIsThere(status);
    return { event: 'refuse', ...failure, ...(badAddress && { badAddress }) };
  }
  if (code === 'EENVELOPE') return { event: 'refuse', reason: 'refused', code };
  return { event: 'lose', reason: 'no-answer', ...(code && { code }) };
}

/** The fields that nodemailer adds to its errors, besides the code. */
const details = (
  error: unknown,
): {
  responseCode?: unknown;
  response?: unknown;
  command?: unknown;
  originalCode?: unknown;
  timeoutType?: unknown;
} => (typeof error === 'object' && error !== null ? error : {});
