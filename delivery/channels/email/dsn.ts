import { inAscii } from './mime';

const ACTIONS = ['failed', 'delayed', 'delivered', 'relayed', 'expanded'] as const;

/** What became of an e-mail for one of its recipients (RFC 3464, 2.3). */
export interface RecipientReport {
  /** The final recipient, and the original one where the server names it: they differ when the mail was forwarded. */
  recipients: string[];
  /** `failed` is final, whatever the class of the status: the server has given up. */
  action: (typeof ACTIONS)[number];
  /** `5.1.1` and the like (RFC 3463); empty when there is none. */
  status: string;
}

/** A delivery status notification. */
export interface DeliveryReport {
  /** Message-IDs of the e-mail that it is about, without angle brackets. */
  originals: string[];
  recipients: RecipientReport[];
}

/** Leaves the text for people unparsed: converting it takes time, and a hostile mail can make it take very long. */
const AS_IT_IS = {
  keepDeliveryStatus: true,
  ignoreEmbedded: true,
  skipHtmlToText: true,
  skipTextToHtml: true,
  skipImageLinks: true,
};

/**
 * The machine-readable part, and the returned headers; the second form of each is for addresses in Unicode (RFC 6533).
 */
const STATUS = /^message\/(global-)?delivery-status$/;
const RETURNED = /^(message\/(rfc822|global|global-headers)|text\/rfc822-headers)$/;

/**
 * Reads a delivery status notification (RFC 3464, RFC 6533).
 * @param source the whole mail as the mailbox has it
 * @returns null for every other mail: answers, read receipts, bounces in plain words only
 */
export async function readDeliveryReport(source: Buffer): Promise<DeliveryReport | null> {
  // Read when a mail has come back: it takes some 10 MB of a process.
  const { simpleParser } = await import('mailparser');
  // A source that does not parse as a mail is no report.
  const mail = await simpleParser(source, AS_IT_IS).catch(() => null);
  const partsOf = (type: RegExp) =>
    (mail?.attachments ?? []).filter(({ contentType }) => type.test(contentType)).map(({ content }) => String(content));
  const groups = partsOf(STATUS).flatMap((part) => part.split(BLANK_LINE).map(fieldsOf));
  const recipients = groups.flatMap((group) => recipientIn(group) ?? []);
  if (recipients.length === 0) return null;
  const envelopes = groups.map((group) => group.get('original-envelope-id'));
  const returned = partsOf(RETURNED).map((part) => fieldsOf(part.split(BLANK_LINE)[0] ?? '').get('message-id'));
  return { originals: [...new Set([...envelopes, ...returned].flatMap(withoutBrackets))], recipients };
}

const BLANK_LINE = /\r?\n[ \t]*\r?\n/;

/** Fields of a header by their names in lower case, the first of each; folded lines are joined. */
function fieldsOf(head: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const [, name, value] = /^([!-9;-~]+)[ \t]*:(.*)$/.exec(line) ?? [];
    const key = name?.toLowerCase();
    if (key && value !== undefined && !fields.has(key)) fields.set(key, value.trim());
  }
  return fields;
}

const withoutBrackets = (id: string | undefined): string[] => (id ? [id.replace(/^<|>$/g, '')] : []);

function recipientIn(fields: Map<string, string>): RecipientReport | null {
  const final = addressIn(fields.get('final-recipient'));
  const original = addressIn(fields.get('original-recipient'));
  const action = ACTIONS.find((known) => known === fields.get('action')?.toLowerCase());
  if (!final || !action) return null;
  const status = /^\d\.\d{1,3}\.\d{1,3}/.exec(fields.get('status') ?? '')?.[0] ?? '';
  return { recipients: [final, ...(original ? [original] : [])], action, status };
}

/**
 * @param field `rfc822; name@example.org` or `utf-8; …`, in which `\x{6751}` may stand for a character (RFC 6533, 3)
 */
function addressIn(field: string | undefined): string | null {
  const [, type, written] = /^(rfc822|utf-8)[ \t]*;[ \t]*<?([^<>\s]+@[^<>\s]+)>?/i.exec(field ?? '') ?? [];
  if (!written) return null;
  if (type?.toLowerCase() === 'rfc822') return written;
  return written.replace(/\\x\{([0-9a-f]{1,6})\}/gi, (as, hex: string) => character(Number.parseInt(hex, 16)) ?? as);
}

const character = (code: number): string | null => (code <= 0x10ffff ? String.fromCodePoint(code) : null);

/** @returns whether two spellings name one mailbox: servers change case, and write hosts in ASCII or in Unicode. */
export const sameMailbox = (one: string, other: string): boolean => spelt(one) === spelt(other);

const spelt = (address: string): string => inAscii(address.normalize()).toLowerCase();
