import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { handleAgain } from '../../store/message/dead-replies';
import { type QueuedMessage, resendMessage as resend } from '../../store/message/messages';
import type { Acting } from '../acting';

/** Limits an act to this region; no limit when left out. */
interface Seen {
  region?: string | null;
}

/**
 * Sends a message again that did not arrive.
 * @param confirmed the user has made sure that an unknown message did not arrive.
 * @throws Refused
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

/** Hands a set-aside reply by SMS to the handler again. @throws Refused when there is none */
export const answerReply = ({ sql, by }: Acting, { reply, region }: { reply: number } & Seen): Promise<void> =>
  sql.begin(async (transaction) => {
    const within = region === undefined ? {} : { region };
    if (!(await handleAgain(transaction, { id: reply, ...within })))
      throw new Refused(sentence('unknown-reply', { id: reply }));
    await audit(transaction, by, 'answer-reply', { reply });
  }) as Promise<void>;
