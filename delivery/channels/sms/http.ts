import { Agent } from 'undici';
import { z } from 'zod';
import { PLATFORM_SETTINGS } from '../../../config/settings/platforms';
import type { Receipt } from '../../../store/message/outbox/settlement';
import { unanswered } from '../failure';
import { failureOf, verdictOn } from './errors';
import type { LookUp, OutgoingSms, PushFormat, Reply, SentSms, SmsGateway, SmsPlatform } from './provider';
import { readEach, word } from './pushed';
import { digestOf, LONGEST_REPLY } from './reply';

/** A gateway that is silent for so long may have taken the message: the outcome is unknown. */
const TIMEOUT_MS = 10_000;
/** More connections would only wait for each other: a gateway answers in milliseconds. */
const CONNECTIONS = 64;
const NAME = 'http';

const taken = z.object({ code: z.literal('OK'), id: z.string().min(1) });
const refused = z.object({ code: z.string().max(60), message: z.string().default('') });
const sent = z.object({ code: z.literal('OK'), id: z.string().min(1), status: z.string().max(60).nullable() });
const { http: settings } = PLATFORM_SETTINGS;
type Settings = z.infer<typeof settings>;

/**
 * The generic HTTP gateway: `POST <address>/send` with {phone, text, outId, signature}, answered by {"code": "OK",
 * "id": "…"} or another code when it refuses; `GET <address>/sent?outId=…` answers what became of an SMS.
 */
export const http: SmsPlatform<Settings> = {
  name: NAME,
  settings,
  rehearsal: ({ url }) => ({ SMS_URL: url }),
  open: ({ SMS_URL }) => openGateway(SMS_URL.replace(/\/$/, '')),
  templates: false,
  absenceProvenAfterMs: 60_000,
  receipts: receiptFormat(),
  replies: replyFormat(),
};

function openGateway(address: string): SmsGateway {
  const { origin, pathname } = new URL(address);
  const base = pathname.replace(/\/$/, '');
  const agent = new Agent({ connections: CONNECTIONS, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
  const headers = { 'content-type': 'application/json' };

  async function ask(request: { method: 'GET' | 'POST'; path: string; body?: string }) {
    const { statusCode, body } = await agent.request({ origin, headers, ...request, path: base + request.path });
    return { status: statusCode, body: parsed(await body.text()) };
  }

  return {
    async send({ phone, text, outId, signature }: OutgoingSms) {
      const body = JSON.stringify({ phone, text, outId, signature });
      const answer = await ask({ method: 'POST', path: '/send', body }).catch((cause: unknown) => {
        throw unanswered(cause);
      });
      const accepted = taken.safeParse(answer.body);
      if (answer.status >= 200 && answer.status < 300 && accepted.success) return { ref: accepted.data.id };
      const given = refused.safeParse(answer.body).data;
      // The gateway took it but gave no id: the SMS may well arrive, and must not be sent again.
      throw failureOf(NAME, given && given.code !== 'OK' ? given.code : `HTTP ${answer.status}`, given?.message);
    },

    async lookUp({ outId, phone }: SentSms): Promise<LookUp> {
      const { status, body } = await ask({ method: 'GET', path: `/sent?outId=${encodeURIComponent(outId)}` });
      if (status === 404 && refused.safeParse(body).data?.code === 'ABSENT') return { found: 'absent' };
      const { id, status: code } = sent.parse(body);
      if (code === null) return { found: 'pending', ref: id };
      return { found: 'settled', receipt: receiptOf({ id, outId, phone, status: code }) };
    },

    close: () => (agent.closed ? Promise.resolve() : agent.close()),
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const receipt = z.object({ id: word(100), outId: word(40), phone: z.string().max(30), status: z.string().max(60) });

const receiptOf = ({ id, outId, phone, status }: z.output<typeof receipt>): Receipt => ({
  message: /^\d{1,15}$/.test(outId) ? Number(outId) : null,
  provider: NAME,
  ref: id,
  phone,
  code: status,
  ...verdictOn(status),
});

/** Receipts of that gateway: an array of {id, outId, phone, status}. */
function receiptFormat(): PushFormat<Receipt> {
  return { parse: (body) => readEach(receipt, body, receiptOf), answer: { code: 'OK' } };
}

const reply = z.object({
  id: word(200),
  phone: z.string().min(1).max(30),
  content: word(LONGEST_REPLY),
  at: z.iso.datetime({ offset: true }).nullish(),
});

/** Replies to that gateway: an array of {id?, phone, content, at?}. */
function replyFormat(): PushFormat<Reply> {
  return {
    parse: (body) =>
      readEach(reply, body, ({ id, phone, content, at }) => ({
        provider: NAME,
        dedupe: id || (at ? digestOf(phone, at, content) : null),
        phone,
        content,
        sentAt: at ? new Date(at).toISOString() : null,
      })),
    answer: { code: 'OK' },
  };
}
