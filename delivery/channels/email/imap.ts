import type { ImapFlow } from 'imapflow';
import { codeOf } from '../failure';
import { mustEncrypt } from './encryption';

const SECOND = 1000;
/** A report returns headers or one of our e-mails, a few KB; in longer ones the machine-readable part comes first. */
const READ_BYTES = 512 * 1024;

/** A folder of a mail account, with the operations that bounces need. */
export interface Mailbox {
  /** When this value changes, the mails are numbered anew (RFC 3501, 2.3.1.1). */
  uidValidity: number;
  /** @returns the numbers of the mails after `uid`, oldest first, and whether each is a report of a mail server. */
  after(uid: number): Promise<{ uid: number; report: boolean }[]>;
  /** @returns the source of a mail, without marking it as read; null when it has been deleted meanwhile */
  read(uid: number): Promise<Buffer | null>;
  markRead(uid: number): Promise<void>;
}

/** @returns the folder's name: the path of the address, INBOX when there is none. */
const folderOf = ({ pathname }: URL): string => decodeURIComponent(pathname.slice(1)) || 'INBOX';

/**
 * Opens a mailbox over IMAP, encrypted: imaps:// from the first byte, imap:// by STARTTLS, which the server must offer
 * unless it runs on this machine or the address says `?ignoreTLS=true`.
 * @param address imaps://user:password@host/folder
 * @param signal breaks off the connection at any point
 * @returns what `work` returns; the connection is closed then
 */
export async function withMailbox<T>(
  { address, signal }: { address: string; signal: AbortSignal },
  work: (mailbox: Mailbox) => Promise<T>,
): Promise<T> {
  // Read when there is such a mailbox: it takes some 10 MB of a process.
  const { ImapFlow } = await import('imapflow');
  signal.throwIfAborted();
  const url = new URL(address);
  const secure = url.protocol === 'imaps:';
  const client = new ImapFlow({
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 993 : 143),
    secure,
    auth: { user: decodeURIComponent(url.username), pass: decodeURIComponent(url.password) },
    ...(!secure && { doSTARTTLS: mustEncrypt(url) }),
    disableAutoIdle: true,
    connectionTimeout: 10 * SECOND,
    greetingTimeout: 10 * SECOND,
    socketTimeout: 60 * SECOND,
    // Its log would contain the mails themselves.
    logger: false,
  });
  // The running command rejects as well; without a listener here the process would end.
  client.on('error', () => {});
  const breakOff = () => client.close();
  signal.addEventListener('abort', breakOff);
  try {
    await client.connect();
    const { uidValidity } = await client.mailboxOpen(folderOf(url));
    return await work(mailboxOf(client, Number(uidValidity)));
  } finally {
    signal.removeEventListener('abort', breakOff);
    await client.logout().catch(() => client.close());
  }
}

/** @returns the server's own code for the failure (RFC 5530), else the system's; never a text. */
export function mailboxCodeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if ('serverResponseCode' in error && typeof error.serverResponseCode === 'string') return error.serverResponseCode;
  return codeOf(error) ?? ('tlsFailed' in error ? 'STARTTLS' : error.name);
}

const PAGE = 200;

const mailboxOf = (client: ImapFlow, uidValidity: number): Mailbox => ({
  uidValidity,
  async after(uid) {
    const found = (await client.search({ uid: `${uid + 1}:*` }, { uid: true })) || [];
    // `n:*` is never empty: it always includes the last mail (RFC 3501, 9).
    const uids = found.filter((one) => one > uid).sort((a, b) => a - b);
    const mails: { uid: number; report: boolean }[] = [];
    for (let start = 0; start < uids.length; start += PAGE) {
      const page = await client.fetchAll(uids.slice(start, start + PAGE), { bodyStructure: true }, { uid: true });
      mails.push(...page.map((one) => ({ uid: one.uid, report: one.bodyStructure?.type === 'multipart/report' })));
    }
    return mails.sort((a, b) => a.uid - b.uid);
  },
  async read(uid) {
    const mail = await client.fetchOne(String(uid), { source: { maxLength: READ_BYTES } }, { uid: true });
    return mail ? (mail.source ?? null) : null;
  },
  async markRead(uid) {
    await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
  },
});
