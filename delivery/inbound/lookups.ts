import type { Logger } from 'pino';
import { epochMs, plusMs } from '../../domain/instant';
import type { Sql } from '../../store/db/db';
import {
  answered,
  foundAtProvider,
  neverTaken,
  takeLookUps,
  type UnknownMessage,
  unanswered,
} from '../../store/message/outbox/lookups';
import type { Receipt } from '../../store/message/outbox/settlement';
import { applyReceiptRows } from '../../store/message/outbox/settling';
import { platformNamed } from '../channels/sms/platforms';
import type { LookUp } from '../channels/sms/provider';
import { readLane } from '../engine/lanes';
import { MAX_ATTEMPTS } from '../engine/retry';
import type { Transports } from '../engine/transports';

/** Look-ups are few, and must not burden a provider in trouble. */
const AT_ONCE = 20;
/** How long a found message waits for its receipt. */
const RECEIPT_MS = 24 * 3_600_000;

interface LookingUp {
  sql: Sql;
  transports: Transports;
  log: Logger;
}

/**
 * Asks the providers about unknown messages whose look-up is due.
 * @returns false when there may be more of them
 */
export async function lookUpUnknown({ sql, transports, log }: LookingUp): Promise<boolean> {
  const due = await takeLookUps(sql, { limit: AT_ONCE });
  if (due.length === 0) return true;
  await Promise.all(due.map((message) => lookUp({ sql, transports, log }, message)));
  return due.length < AT_ONCE;
}

async function lookUp({ sql, transports, log }: LookingUp, message: UnknownMessage): Promise<void> {
  const { id, provider } = message;
  let answer: LookUp | null;
  try {
    answer = await ask(transports, message);
  } catch (error) {
    log.warn({ message: id, provider, error: classOf(error) }, 'provider could not be asked');
    return unanswered(sql, message);
  }
  if (answer) await apply(sql, message, answer);
  await answered(sql, message);
}

async function apply(sql: Sql, message: UnknownMessage, answer: LookUp): Promise<void> {
  const { id, now, reason, mode } = message;
  if (answer.found === 'settled') {
    const by = mode === 'live' ? 'live' : 'simulated';
    await applyReceiptRows(sql, [asAsked(message, answer.receipt)], { by, attempts: MAX_ATTEMPTS });
  }
  // If only the receipt is missing, it is known already that the provider took the message.
  else if (answer.found === 'pending' && reason !== 'no-receipt')
    await foundAtProvider(sql, id, { ref: answer.ref, until: plusMs(now, RECEIPT_MS) });
  else if (answer.found === 'absent' && provesAbsence(message)) await neverTaken(sql, id);
}

/** The answer belongs to the message that we asked about, however the provider writes its number and phone. */
const asAsked = ({ id, ref, phone }: UnknownMessage, receipt: Receipt): Receipt => ({
  ...receipt,
  message: id,
  ref: ref ?? receipt.ref,
  phone: phone ?? receipt.phone,
});

const wayOf = ({ provider, lane }: UnknownMessage): string | null =>
  provider ?? (lane ? (readLane(lane)?.provider ?? null) : null);

async function ask(transports: Transports, message: UnknownMessage): Promise<LookUp | null> {
  const provider = wayOf(message);
  if (message.channel !== 'sms' || provider === null || message.phone === null) return null;
  const gateway = transports.sms(message.mode, provider);
  if (!gateway?.lookUp) return null;
  const { id, phone, text, ref, touchedAt } = message;
  return gateway.lookUp({ outId: String(id), phone, text: text ?? '', ref, submittedAt: touchedAt });
}

const classOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);

/** @returns whether enough time has passed that the platform's "not found" is final. */
function provesAbsence(message: UnknownMessage): boolean {
  const provider = wayOf(message);
  const after = provider === null ? null : platformNamed(provider).absenceProvenAfterMs;
  if (after === null || message.submittedAt === null) return false;
  return epochMs(message.now) - epochMs(message.submittedAt) >= after;
}
