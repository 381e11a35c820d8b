import type { Instant } from '../../domain/instant';
import type { Sql } from '../../store/db/db';
import { type MessageBehind, messagesBehind } from '../../store/rehearsal/rehearsals';
import { REPLY_RUNG } from '../audit/answers-expected';
import type { Received } from '../audit/audit-input';
import type { Heard } from '../people/heard';
import type { Arrival, Mailboxes } from '../people/mailboxes';
import type { Witness } from '../people/witness';

/** Messages that arrived at an instant: all for the audit, and for the people those that they can read and answer. */
export interface Delivery {
  received: Received[];
  heard: Heard[];
}

interface Post {
  sql: Sql;
  campaign: string;
  mailboxes: Mailboxes;
  /** Numbers without a reader. */
  wrongNumbers: ReadonlySet<string>;
  /** Sees every text that arrives. */
  witness: Witness;
}

const LINK = /https?:\/\/[^\s"<>]+?\/[ra]\/[\w-]+/;

/** Empties the mailboxes and stamps their messages with campaign time. It skips other campaigns' messages. */
export async function collectPost(
  { sql, campaign, mailboxes, wrongNumbers, witness }: Post,
  at: Instant,
): Promise<Delivery> {
  const arrivals = await mailboxes.collect();
  const numbers = arrivals.flatMap(({ message }) => message ?? []);
  const behind = new Map<number, MessageBehind[]>();
  for (const message of numbers.length > 0 ? await messagesBehind(sql, numbers) : []) {
    const number = message.envelope ?? message.id;
    behind.set(number, [...(behind.get(number) ?? []), message]);
  }
  const own = arrivals
    .flatMap((arrival) => (behind.get(arrival.message ?? 0) ?? [null]).map((message) => ({ arrival, message })))
    .filter(({ message }) => message === null || message.campaign === campaign);
  for (const { arrival, message } of own)
    witness.look({ place: 'message', where: `message ${message?.id ?? 'of unknown origin'}`, text: arrival.text });
  return {
    received: own.map(({ arrival, message }) => receivedAs(arrival, message, at)),
    heard: own
      .filter(({ arrival }) => !wrongNumbers.has(arrival.to))
      .flatMap(({ arrival, message }) => heardAs(arrival, message, at))
      .sort(byReader),
  };
}

/**
 * Of those who hear of the same thing at the same instant, the first acts: who that is must not depend on the
 * machine.
 */
const byReader = (one: Heard, other: Heard): number =>
  one.contact - other.contact || Number(one.phone === null) - Number(other.phone === null);

/** Kept until the audit, some hundred thousand of a province: without what only the people need. */
function receivedAs({ channel, to }: Arrival, behind: MessageBehind | null, at: Instant): Received {
  if (behind === null) return { channel, message: null, rightAddress: false, at };
  const { id, round, rung, kind, region, contact, about, envelope, phone, email } = behind;
  const message = { id, round, rung, kind, region, contact, about, envelope };
  return { channel, message, rightAddress: (channel === 'sms' ? phone : email) === to, at };
}

function heardAs({ channel, to, text }: Arrival, message: MessageBehind | null, at: Instant): Heard[] {
  const link = LINK.exec(text)?.[0];
  // An answer to a reply asks for no further act.
  if (!message || !link || message.rung === REPLY_RUNG) return [];
  const { round, rung, kind, region, contact, envelope } = message;
  const phone = channel === 'sms' ? to : null;
  return [{ round, rung, kind, region, contact, phone, link, amongSeveral: envelope !== null, at }];
}
