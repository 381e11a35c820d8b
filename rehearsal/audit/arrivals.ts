import { DateTime } from 'luxon';
import { epochMs, type Instant } from '../../domain/instant';
import { rungKind } from '../../domain/round/rung-kinds';
import type { AuditInput, Received, Violation } from './audit-input';

/**
 * Misdeeds that leave the outcome unknown: the SMS may have arrived, so it counts towards the number's day until known.
 */
const UNSURE = new Set(['lost-before', 'silent-after']);

/** The outbox's reason for a message that waits because its number has had its share of the day. */
export const CAPPED = 'cap';

/** @returns whether the contact's number had reached its daily limit of SMS, counting those that may have arrived. */
export function isCapped(
  { received, troubles, caps }: AuditInput,
  contact: number,
  on: Instant,
  zone: string,
): boolean {
  const dayOf = (at: Instant) => DateTime.fromMillis(epochMs(at), { zone }).toISODate();
  const day = dayOf(on);
  const those = [
    ...received.filter(({ channel }) => channel === 'sms'),
    ...troubles.filter(({ kind }) => UNSURE.has(kind)),
  ].filter(({ message, at }) => message?.contact === contact && dayOf(at) === day);
  const sms = new Map<string, boolean>();
  // An envelope counts once, and as a reminder when all its messages are reminders.
  for (const { message, at } of those) {
    const one = `${message?.envelope ?? message?.id} ${at}`;
    sms.set(one, message !== null && rungKind(message.kind).counted === 'reminder' && sms.get(one) !== false);
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
