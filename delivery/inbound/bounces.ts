import type { Logger } from 'pino';
import type { Env } from '../../config/env';
import { every } from '../../config/loops/loop';
import type { Sql } from '../../store/db/db';
import { closeFault, openFault } from '../../store/message/faults';
import { addressOfSent, bounce, lastLookedAt, lookedAt, whileAlone } from '../../store/message/outbox/bounces';
import { type DeliveryReport, readDeliveryReport, sameMailbox } from '../channels/email/dsn';
import { saysNobodyIsThere } from '../channels/email/enhanced-status';
import { type Mailbox, mailboxCodeOf, withMailbox } from '../channels/email/imap';
import { domainOf, messageNamed } from '../channels/email/message-id';
import { readMailbox } from '../channels/email/mime';
import { type BounceOutcome, countBounce } from '../metrics';

/** How often the mailbox is looked at; a bounce takes minutes itself, or days. */
const LOOK_EVERY_MS = 60_000;
/** Twice as long after every failure, up to this. */
const LONGEST_WAIT_MS = 15 * 60_000;
/** There is one such mailbox; the fault closes even when it is another one that works. */
const FAULT = { kind: 'bounces', scope: 'imap' } as const;

interface Reading {
  /** imaps://user:password@host/folder */
  url: string;
  /** Of the Message-IDs that we give. */
  domain: string;
  sql: Sql;
  log: Logger;
  /** Nothing more is read once it is aborted; what has been done by half is done again, to no harm. */
  signal: AbortSignal;
  /** Called at every mail: years of them may lie in a mailbox. */
  goesOn?: () => void;
}

/**
 * Reads bounced e-mails back from the mailbox of BOUNCES_IMAP_URL, again and again; does nothing where that is not set.
 * @returns stops it, however long the mail server would take
 */
export function startBounces({ env, sql, log }: { env: Env; sql: Sql; log: Logger }): { stop(): Promise<void> } {
  const url = env.BOUNCES_IMAP_URL;
  if (!url) return { stop: () => Promise.resolve() };
  const aborting = new AbortController();
  const { signal } = aborting;
  const reading = { url, domain: domainOf(readMailbox(env.MAIL_FROM).address), sql, log, signal };
  const how = { name: 'bounces', ms: LOOK_EVERY_MS, longestMs: LONGEST_WAIT_MS, log, firstAfterMs: 0 };
  const loop = every(how, (goesOn) => readBounces({ ...reading, goesOn }));
  return {
    async stop() {
      aborting.abort();
      await loop.stop();
    },
  };
}

/**
 * Looks once at what has come into the mailbox, unless another process is at it.
 * @throws Error with a code in place of what was said, which may hold an address; the fault it raises closes as soon
 *   as the mailbox can be read again
 */
export async function readBounces(reading: Reading): Promise<void> {
  const { sql, log, url, signal } = reading;
  try {
    const looked = await whileAlone(sql, () =>
      withMailbox({ address: url, signal }, (mailbox) => lookAtNew(reading, mailbox)),
    );
    if (looked) await closeFault(sql, FAULT);
  } catch (error) {
    if (signal.aborted) return;
    const code = mailboxCodeOf(error);
    await openFault(sql, { ...FAULT, detail: { code } }).catch(() => log.warn('nor can the fault be noted'));
    throw Object.assign(new Error('the mailbox of bounced e-mails cannot be read'), { code });
  }
}

async function lookAtNew({ url, domain, sql, log, signal, goesOn }: Reading, mailbox: Mailbox): Promise<void> {
  const { username, host, pathname } = new URL(url);
  const name = `${decodeURIComponent(username)}@${host}${pathname}`;
  const { uidValidity } = mailbox;
  for (const { uid, report } of await mailbox.after(await lastLookedAt(sql, name, uidValidity))) {
    if (signal.aborted) return;
    goesOn?.();
    const source = report ? await mailbox.read(uid) : null;
    const outcome = source ? await apply(sql, domain, await readDeliveryReport(source)) : 'other';
    countBounce(outcome);
    // Nobody has to look at what has been dealt with; what has not been is for the person who reads this mailbox.
    if (outcome !== 'other' && outcome !== 'unmatched') await mailbox.markRead(uid);
    else if (outcome === 'unmatched') log.warn({ uid }, 'a bounce belongs to none of our e-mails; it is left unread');
    await lookedAt(sql, { mailbox: name, uidValidity, uid });
  }
}

/** Anybody can write such a mail: it counts only for a message that we sent, and that went to the address it names. */
async function apply(sql: Sql, domain: string, report: DeliveryReport | null): Promise<BounceOutcome> {
  if (!report) return 'other';
  const message = messageOf(report, domain);
  const address = message === null ? null : await addressOfSent(sql, message);
  if (message === null || address === null) return 'unmatched';
  const recipient = report.recipients.find(({ recipients }) => recipients.some((one) => sameMailbox(one, address)));
  if (!recipient) return 'unmatched';
  if (recipient.action !== 'failed') return 'passing';
  const code = recipient.status || 'bounce';
  const badAddress = saysNobodyIsThere(recipient.status) ? address : null;
  return (await bounce(sql, { message, code, badAddress })) ? 'bounced' : 'known';
}

/** @returns the one message of ours that a report is about; null when it names none, or several */
export function messageOf({ originals }: Pick<DeliveryReport, 'originals'>, domain: string): number | null {
  const named = new Set(originals.flatMap((id) => messageNamed(id, domain) ?? []));
  const [message] = named;
  return named.size === 1 && message !== undefined ? message : null;
}
