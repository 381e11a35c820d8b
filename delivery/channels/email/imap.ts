import { ImapFlow } from 'imapflow';
import { codeOf } from '../failure';
import { mustEncrypt } from './encryption';

const SECOND = 1000;
/** A report returns headers or one of our e-mails, a few KB; what is longer has its machine's part in front. */
const READ_BYTES = 512 * 1024;

/** A folder of a mail account, as far as bounces need it. */
export interface Mailbox {
  /** The numbers of the mails begin anew with another one (RFC 3501, 2.3.1.1). */
  uidValidity: number;
  /** @returns numbers of the mails that came after one, oldest first, and whether each is a report of a mail server. */
  after(uid: number): Promise<{ uid: number; report: boolean }[]>;
  /** @returns a mail as it is, without marking it as read; null when it has gone meanwhile */
  read(uid: number): Promise<Buffer | null>;
  markRead(uid: number): Promise<void>;
}

/** @returns the folder's name: the path of the address, INBOX when there is none. */
const folderOf = ({ pathname }: URL): string => decodeURIComponent(pathname.slice(1)) || 'INBOX';

/**
 * Opens a mailbox over IMAP, encrypted: imaps:// from the first byte, imap:// by STARTTLS, which the server must offer
 * unless it runs on this machine or the address says `?ignoreTLS=true`.
 * @param address imaps://user:password@host/folder
 * @param signal breaks the connection off, whatever is under way
 * @returns what `work` returns; the connection is closed then
 */
export async function withMailbox<T>(
  { address, signal }: { address: string; signal: AbortSignal },
  work: (mailbox: Mailbox) => Promise<T>,
): Promise<T> {
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
    // What it would log are the mails themselves.
    logger: false,
  });
  // The command that was under way is rejected as well; without a listener the process would end.
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

/** @returns the server's own code of why it did not work (RFC 5530), else the system's; never a text. */
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
    // `n:*` is never empty: it has the last mail at least (RFC 3501, 9).
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
