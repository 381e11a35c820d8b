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

/** How often the mailbox is read; a bounce itself takes minutes or days. */
const LOOK_EVERY_MS = 60_000;
/** The interval doubles after every failure, up to this. */
const LONGEST_WAIT_MS = 15 * 60_000;
/** There is one such mailbox, so the fault closes also when a newly set one works. */
const FAULT = { kind: 'bounces', scope: 'imap' } as const;

interface Reading {
  /** imaps://user:password@host/folder */
  url: string;
  /** Domain of our Message-IDs. */
  domain: string;
  sql: Sql;
  log: Logger;
  /** Stops reading when aborted; the next run repeats unfinished work, without harm. */
  signal: AbortSignal;
  /** Called at every mail, because a mailbox may hold mails of years. */
  goesOn?: () => void;
}

/**
 * Reads bounces regularly from the mailbox at BOUNCES_IMAP_URL; without that setting it does nothing. @returns a
 * function that stops it, without waiting for a slow mail server
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
 * Reads new mails in the mailbox once, unless another process is reading it.
 * @throws Error with a code instead of the server's text, which may hold an address; the fault closes as soon as the
 *   mailbox can be read again
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
    // Marks handled mails as read; the others are for the person who reads this mailbox.
    if (outcome !== 'other' && outcome !== 'unmatched') await mailbox.markRead(uid);
    else if (outcome === 'unmatched') log.warn({ uid }, 'a bounce belongs to none of our e-mails; it is left unread');
    await lookedAt(sql, { mailbox: name, uidValidity, uid });
  }
}

/** A bounce can be forged: it counts only for a message that we sent to the address it names. */
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
