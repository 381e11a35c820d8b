import type { Instant } from '../../domain/instant';
import type { Sql } from '../../store/db/db';
import { type MessageBehind, messagesBehind } from '../../store/rehearsal/rehearsals';
import { REPLY_RUNG } from '../audit/answers-expected';
import type { Received } from '../audit/audit-input';
import type { Heard } from '../people/cast';
import type { Arrival, Mailboxes } from '../people/mailboxes';

/** What arrived at an instant: for the audit everything, for the people what they can read and answer. */
export interface Delivery {
  received: Received[];
  heard: Heard[];
}

interface Post {
  sql: Sql;
  campaign: string;
  mailboxes: Mailboxes;
  /** Nobody reads what comes to these. */
  wrongNumbers: ReadonlySet<string>;
}

const LINK = /https?:\/\/[^\s"<>]+?\/[ra]\/[\w-]+/;

/** Empties the mailboxes and stamps what was in them with campaign time. Other campaigns' messages are left aside. */
export async function collectPost({ sql, campaign, mailboxes, wrongNumbers }: Post, at: Instant): Promise<Delivery> {
  const arrivals = await mailboxes.collect();
  const numbers = arrivals.flatMap(({ message }) => message ?? []);
  const behind = new Map(
    (numbers.length > 0 ? await messagesBehind(sql, numbers) : []).map((message) => [message.id, message]),
  );
  const own = arrivals
    .map((arrival) => ({ arrival, message: behind.get(arrival.message ?? 0) ?? null }))
    .filter(({ message }) => message === null || message.campaign === campaign);
  return {
    received: own.map(({ arrival, message }) => receivedAs(arrival, message, at)),
    heard: own
      .filter(({ arrival }) => !wrongNumbers.has(arrival.to))
      .flatMap(({ arrival, message }) => heardAs(arrival, message, at)),
  };
}

function receivedAs({ channel, to }: Arrival, message: MessageBehind | null, at: Instant): Received {
  const address = channel === 'sms' ? message?.phone : message?.email;
  return { channel, message, rightAddress: address === to, at };
}

function heardAs({ channel, to, text }: Arrival, message: MessageBehind | null, at: Instant): Heard[] {
  const link = LINK.exec(text)?.[0];
  // What answers a reply tells its sender nothing to act on.
  if (!message || !link || message.rung === REPLY_RUNG) return [];
  const { round, rung, kind, region, contact } = message;
  return [{ round, rung, kind, region, contact, phone: channel === 'sms' ? to : null, link, at }];
}
