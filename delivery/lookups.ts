import type { Logger } from 'pino';
import { epochMs, plusMs } from '../domain/instant';
import { nextLookUp } from '../domain/lookup';
import type { Sql } from '../register/db';
import { askAgain, dueLookUps, foundAtProvider, neverTaken, type UnknownMessage } from '../register/lookups';
import { moveReceipted } from '../register/settling';
import { platformNamed } from './channels/sms/platforms';
import type { LookUp } from './channels/sms/provider';
import { readLane } from './lanes';
import { MAX_ATTEMPTS } from './retry';
import type { Transports } from './transports';

/** Asked about one after the other: they are few, and a provider in trouble is not to be pressed. */
const AT_ONCE = 20;
/** What was found is given so long for its receipt. */
const RECEIPT_MS = 24 * 3_600_000;

interface LookingUp {
  sql: Sql;
  transports: Transports;
  log: Logger;
}

/** Asks the providers about messages that nobody knows about, as far as their turn has come. */
export function lookUpUnknown({ sql, transports, log }: LookingUp): Promise<void> {
  return sql.begin(async (tx) => {
    for (const message of await dueLookUps(tx, { limit: AT_ONCE })) {
      const answer = await ask(transports, message).catch((error: Error) => {
        log.warn({ message: message.id, provider: message.provider, error: error.name }, 'provider could not be asked');
        return null;
      });
      await apply(answer);

      async function apply(found: LookUp | null): Promise<void> {
        const { id, lookups, now } = message;
        if (found?.found === 'settled')
          return void (await moveReceipted(tx, [{ ...found.receipt, message: id }], MAX_ATTEMPTS));
        // That it was taken is known already where only the receipt is missing.
        if (found?.found === 'pending' && message.reason !== 'no-receipt')
          return foundAtProvider(tx, id, { ref: found.ref, until: plusMs(now, RECEIPT_MS) });
        if (found?.found === 'absent' && provesAbsence(message)) return neverTaken(tx, id);
        // Who cannot be asked at all is not asked again.
        return askAgain(
          tx,
          id,
          found === null && !canBeAsked(transports, message) ? null : nextLookUp(lookups + 1, now),
        );
      }
    }
  }) as Promise<void>;
}

const wayOf = ({ provider, lane }: UnknownMessage): string | null =>
  provider ?? (lane ? (readLane(lane)?.provider ?? null) : null);

function canBeAsked(transports: Transports, message: UnknownMessage): boolean {
  const provider = wayOf(message);
  return message.channel === 'sms' && provider !== null && Boolean(transports.sms(message.mode, provider)?.lookUp);
}

async function ask(transports: Transports, message: UnknownMessage): Promise<LookUp | null> {
  const provider = wayOf(message);
  if (message.channel !== 'sms' || provider === null || message.phone === null) return null;
  const gateway = transports.sms(message.mode, provider);
  if (!gateway?.lookUp) return null;
  const { id, phone, text, ref, touchedAt } = message;
  return gateway.lookUp({ outId: String(id), phone, text: text ?? '', ref, submittedAt: touchedAt });
}

/** Only after so long is a platform's "I know nothing of it" the last word. */
function provesAbsence(message: UnknownMessage): boolean {
  const provider = wayOf(message);
  const after = provider === null ? null : platformNamed(provider).absenceProvenAfterMs;
  if (after === null || message.submittedAt === null) return false;
  return epochMs(message.now) - epochMs(message.submittedAt) >= after;
}
