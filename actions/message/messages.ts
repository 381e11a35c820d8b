import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { handleAgain } from '../../store/message/dead-replies';
import { type QueuedMessage, resendMessage as resend } from '../../store/message/messages';
import type { Acting } from '../acting';

/** Of what is seen: within this region; everything when left out. */
interface Seen {
  region?: string | null;
}

/**
 * Sends a message again that did not arrive.
 * @param confirmed somebody has made sure that one whose fate is unknown did not arrive. @throws Refused
 */
export const resendMessage = (
  { sql, by }: Acting,
  { message, confirmed, region }: { message: number; confirmed: boolean } & Seen,
): Promise<QueuedMessage> =>
  sql.begin(async (transaction) => {
    const within = region === undefined ? {} : { region };
    const queued = await resend(transaction, { id: message, force: confirmed, ...within });
    await audit(transaction, by, 'resend-message', { message, confirmed });
    return queued;
  }) as Promise<QueuedMessage>;

/** Has a reply by SMS handled once more that was set aside. @throws Refused when there is none */
export const answerReply = ({ sql, by }: Acting, { reply, region }: { reply: number } & Seen): Promise<void> =>
  sql.begin(async (transaction) => {
    const within = region === undefined ? {} : { region };
    if (!(await handleAgain(transaction, { id: reply, ...within })))
      throw new Refused(sentence('unknown-reply', { id: reply }));
    await audit(transaction, by, 'answer-reply', { reply });
  }) as Promise<void>;
