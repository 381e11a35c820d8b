import { DateTime } from 'luxon';
import { epochMs, type Instant } from '../../domain/instant';
import { rungKind } from '../../domain/round/rung-kinds';
import type { AuditInput, MessageRef, Received, Violation } from './audit-input';

/**
 * Misdeeds that leave the outcome unknown: the SMS may have arrived, so it counts towards the number's day until known.
 */
const UNSURE = new Set(['lost-before', 'silent-after']);

/** The outbox's reason for a message that waits because its number has had its share of the day. */
export const CAPPED = 'cap';

/** The SMS that came to each contact, or may have come. */
export interface SmsCounted {
  caps: AuditInput['caps'];
  zone: string;
  ofContact: ReadonlyMap<number, readonly { message: MessageRef; at: Instant }[]>;
}

/** Sorts the SMS of a season by contact, once: it is asked for thousands of them. */
export function countSms({ received, troubles, caps, plan: { zone } }: AuditInput): SmsCounted {
  const ofContact = new Map<number, { message: MessageRef; at: Instant }[]>();
  const count = ({ message, at }: Pick<Received, 'message' | 'at'>) => {
    if (message === null) return;
    const those = ofContact.get(message.contact);
    if (those) those.push({ message, at });
    else ofContact.set(message.contact, [{ message, at }]);
  };
  for (const one of received) if (one.channel === 'sms') count(one);
  for (const one of troubles) if (UNSURE.has(one.kind)) count(one);
  return { caps, zone, ofContact };
}

/** @returns whether the contact's number had reached its daily limit of SMS, counting those that may have arrived. */
export function isCapped({ caps, zone, ofContact }: SmsCounted, contact: number, on: Instant): boolean {
  const dayOf = (at: Instant) => DateTime.fromMillis(epochMs(at), { zone }).toISODate();
  const those = ofContact.get(contact) ?? [];
  if (those.length < Math.min(caps.messages, caps.reminders)) return false;
  const day = dayOf(on);
  const sms = new Map<string, boolean>();
  // An envelope counts once, and as a reminder when all its messages are reminders.
  for (const { message, at } of those.filter((one) => dayOf(one.at) === day)) {
    const one = `${message.envelope ?? message.id} ${at}`;
    sms.set(one, rungKind(message.kind).counted === 'reminder' && sms.get(one) !== false);
  }
  const reminders = [...sms.values()].filter((isReminder) => isReminder).length;
  return sms.size >= caps.messages || reminders >= caps.reminders;
}

/** @returns a violation by a message that arrived. */
export const violation = (kind: Violation['kind'], { message, at }: Received, detail: string): Violation => ({
  kind,
  round: message?.round ?? null,
  unit: message?.region ?? null,
  rung: message?.rung ?? null,
  at,
  detail,
});
