import { z } from 'zod';
import { codeOf, neverConnected, SendFailure } from '../failure';
import { verdictOn } from './carrier-codes';
import type { OutgoingSms, ReceiptFormat, SmsProvider } from './provider';

/** A gateway that has not answered by then has perhaps taken the message: the outcome is unknown. */
const TIMEOUT_MS = 10_000;
const NAME = 'http';

const taken = z.object({ code: z.literal('OK'), id: z.string().min(1) });
const refused = z.object({ code: z.string().max(60) });

/**
 * The generic HTTP gateway: `POST <address>/send` with {phone, text, outId, signature}, answered by
 * {"code": "OK", "id": "…"} or another code when it refuses.
 */
export function httpProvider(address: string): SmsProvider {
  const url = `${address.replace(/\/$/, '')}/send`;
  return {
    name: NAME,
    async send(sms) {
      const { status, body } = await post(url, sms);
      const answer = taken.safeParse(body);
      if (status >= 200 && status < 300 && answer.success) return { ref: answer.data.id };
      throw failed(status, refused.safeParse(body).data?.code);
    },
  };
}

async function post(url: string, sms: OutgoingSms): Promise<{ status: number; body: unknown }> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(sms),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const text = await response.text();
    return { status: response.status, body: parsed(text) };
  } catch (cause) {
    const code = codeOf(cause);
    if (neverConnected(code)) throw new SendFailure({ event: 'defer', reason: 'provider-down', ...(code && { code }) });
    throw new SendFailure({ event: 'lose', reason: 'no-answer', ...(code && { code }) });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Too many requests and "unavailable" say that nothing was taken; other server errors leave that open. */
function failed(status: number, given: string | undefined): SendFailure {
  const code = given ?? `HTTP ${status}`;
  if (status === 429 || status === 503) return new SendFailure({ event: 'defer', reason: 'provider-down', code });
  if (status >= 500) return new SendFailure({ event: 'lose', reason: 'no-answer', code });
  // Taken without a number of its own: it may well arrive, and must not be sent again.
  if (status < 300 && given === undefined) return new SendFailure({ event: 'lose', reason: 'no-answer', code });
  return new SendFailure({ event: 'refuse', reason: 'refused', code });
}

const receipts = z.array(
  z.object({ id: z.string(), outId: z.string(), phone: z.string(), status: z.string().max(60) }),
);

/** Receipts of that gateway: an array of {id, outId, phone, status}. */
export const httpReceipts: ReceiptFormat = {
  parse: (body) =>
    receipts.parse(body).map(({ id, outId, phone, status }) => ({
      message: /^\d{1,15}$/.test(outId) ? Number(outId) : null,
      provider: NAME,
      ref: id,
      phone,
      code: status,
      ...verdictOn(status),
    })),
  answer: { code: 'OK' },
};
