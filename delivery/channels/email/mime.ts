import { domainToASCII } from 'node:url';
import addressparser from 'nodemailer/lib/addressparser';
import { encodeWord, encodeWords, foldLines, quoteString } from 'nodemailer/lib/mime-funcs';

/** A mailbox as envelopes and headers need it. */
export interface Mailbox {
  name: string;
  address: string;
}

export interface Mail {
  from: Mailbox;
  to: Mailbox;
  subject: string;
  text: string;
  html: string;
  /** With its angle brackets. */
  messageId: string;
  headers: Readonly<Record<string, string>>;
}

/** @param written `Name <address>` or an address alone. @throws Error when there is no address in it */
export function readMailbox(written: string): Mailbox {
  const [first] = addressparser(written, { flatten: true });
  if (!first?.address) throw new Error(`MAIL_FROM is "${written}"; write it as: Name <name@example.org>`);
  return { name: first.name, address: inAscii(first.address) };
}

/** Writes the host part as in the DNS; the part before the @ may be in any script (RFC 6531). */
export function inAscii(address: string): string {
  const at = address.lastIndexOf('@');
  return `${address.slice(0, at)}@${domainToASCII(address.slice(at + 1)) || address.slice(at + 1)}`;
}

/** Neither base64 nor a header can contain it. */
const BOUNDARY = '=_text-or-html';
const LINE = /.{1,76}/g;

/**
 * Composes the message for the wire (RFC 5322, RFC 2046), with the words as text and as HTML. Nodemailer's own composer
 * does the same with a dozen streams, which takes three times as long as handing the message to the server
 * (`npm run bench -- delivery`).
 */
export function composeMail({ from, to, subject, text, html, messageId, headers }: Mail): string {
  const head = {
    From: headerOf(from),
    To: headerOf(to),
    Subject: encodeWords(oneLine(subject), 'B', 52, true),
    'Message-ID': messageId,
    Date: new Date().toUTCString().replace('GMT', '+0000'),
    ...headers,
    'MIME-Version': '1.0',
    'Content-Type': `multipart/alternative; boundary="${BOUNDARY}"`,
  };
  return [
    ...Object.entries(head).map(([name, value]) => foldLines(`${name}: ${oneLine(value)}`, 76)),
    '',
    ...partOf('plain', text),
    ...partOf('html', html),
    `--${BOUNDARY}--`,
    '',
  ].join('\r\n');
}

/** Removes line breaks, so that no value from outside can begin a new header. */
const oneLine = (value: string): string => value.replace(/[\r\n]+/g, ' ');

const ASCII = /^[\x20-\x7e]*$/;

function headerOf({ name, address }: Mailbox): string {
  if (name === '') return address;
  return `${ASCII.test(name) ? quoteString(name) : encodeWord(name, 'B', 52)} <${address}>`;
}

const partOf = (kind: 'plain' | 'html', words: string): string[] => [
  `--${BOUNDARY}`,
  `Content-Type: text/${kind}; charset=utf-8`,
  'Content-Transfer-Encoding: base64',
  '',
  ...(Buffer.from(words.replace(/\r?\n/g, '\r\n')).toString('base64').match(LINE) ?? []),
];
