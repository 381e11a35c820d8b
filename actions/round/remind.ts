import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import type { AskAddress } from '../../store/round/asks';
import { REMINDED_WITHIN_MINUTES, remindUnit as remind } from '../../store/round/remind-unit';
import type { Acting } from '../acting';

/**
 * Reminds one silent unit now.
 * @returns how many messages were written
 * @throws Refused when it was reminded just now, or nobody there can be reminded
 */
export const remindUnit = ({ sql, by }: Acting, place: AskAddress): Promise<{ messages: number }> =>
  atomically(sql, async (transaction) => {
    const messages = await remind(transaction, place);
    if (messages === 'just-now') throw new Refused(sentence('reminded-just-now', { minutes: REMINDED_WITHIN_MINUTES }));
    if (messages === 0) throw new Refused(sentence('unit-not-reminded'));
    const { campaign, key, unit } = place;
    await audit(transaction, by, 'remind', { campaign, key, unit, messages });
    return { messages };
  });
