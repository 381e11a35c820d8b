import { createHmac, timingSafeEqual } from 'node:crypto';
import { Agent } from 'undici';
import { z } from 'zod';
import { PLATFORM_SETTINGS } from '../../../config/settings/platforms';
import type { Receipt } from '../../../store/message/outbox/settlement';
import { unanswered } from '../failure';
import { failureOf, verdictOn } from './errors';
import { international } from './numbers';
import type { LookUp, OutgoingSms, Push, PushFormat, Reply, SentSms, SmsGateway, SmsPlatform } from './provider';
import { readEach, word } from './pushed';
import { LONGEST_REPLY } from './reply';

const NAME = 'twilio';
const TIMEOUT_MS = 10_000;
const CONNECTIONS = 32;

const settings = PLATFORM_SETTINGS.twilio.extend({
  PUBLIC_URL: z.url(),
  /** Our own address, to which Twilio pushes receipts. */
  RECEIPTS_URL: z.url(),
});
type Settings = z.infer<typeof settings>;

const accepted = z.object({ sid: z.string().min(1) });
const refused = z.object({ code: z.number(), message: z.string().default('') });
const listed = z.object({
  sid: z.string(),
  body: z.string().nullable(),
  status: z.string(),
  error_code: z.number().nullable(),
});
const list = z.object({ messages: z.array(listed) });

/**
 * Twilio Programmable Messaging, API of 2010-04-01. Used without Twilio's SDK, which covers the whole platform: this
 * needs one form post and one signature.
 */
export const twilio: SmsPlatform<Settings> = {
  name: NAME,
  settings,
  open: openGateway,
  templates: false,
  // The list of an account shows the messages that Twilio took, and nothing about requests still on their way to it.
  absenceProvenAfterMs: null,
  receipts: receiptFormat(),
  replies: replyFormat(),
};

function openGateway(settings: Settings): SmsGateway {
  const { TWILIO_ACCOUNT_SID: account, TWILIO_AUTH_TOKEN: token, TWILIO_FROM: from, TWILIO_URL } = settings;
  const { origin, pathname } = new URL(TWILIO_URL);
  const base = `${pathname.replace(/\/$/, '')}/2010-04-01/Accounts/${account}`;
  const agent = new Agent({ connections: CONNECTIONS, headersTimeout: TIMEOUT_MS, bodyTimeout: TIMEOUT_MS });
  const authorization = `Basic ${Buffer.from(`${account}:${token}`).toString('base64')}`;

  async function ask(path: string, form?: URLSearchParams): Promise<{ status: number; body: unknown }> {
    const { statusCode, body } = await agent.request({
      origin,
      path: base + path,
      method: form ? 'POST' : 'GET',
      headers: { authorization, ...(form && { 'content-type': 'application/x-www-form-urlencoded' }) },
      ...(form && { body: form.toString() }),
    });
    return { status: statusCode, body: await body.json().catch(() => null) };
  }

  return {
    async send({ phone, text, outId, signature }: OutgoingSms) {
      const form = new URLSearchParams({
        To: international(phone),
        [from.startsWith('MG') ? 'MessagingServiceSid' : 'From']: from,
        Body: withSignature(text, signature),
        StatusCallback: `${settings.RECEIPTS_URL}?outId=${outId}`,
      });
      const { status, body } = await ask('/Messages.json', form).catch((cause: unknown) => {
        throw unanswered(cause);
      });
      const taken = accepted.safeParse(body);
      if (status >= 200 && status < 300 && taken.success) return { ref: taken.data.sid };
      const given = refused.safeParse(body).data;
      throw failureOf(NAME, given && status < 500 ? String(given.code) : `HTTP ${status}`);
    },

    async lookUp({ outId, phone, text, ref }: SentSms): Promise<LookUp> {
      const path = ref
        ? `/Messages/${ref}.json`
        : `/Messages.json?${new URLSearchParams({ To: international(phone) })}`;
      const { status, body } = await ask(path);
      if (status !== 200) throw new Error(`Twilio answered ${status} to a look-up`);
      const found = ref ? listed.parse(body) : list.parse(body).messages.find((one) => one.body?.endsWith(text));
      if (!found) return { found: 'absent' };
      const code = codeOfStatus(found.status, found.error_code === null ? '' : String(found.error_code));
      if (code === null) return { found: 'pending', ref: found.sid };
      return {
        found: 'settled',
        receipt: { message: Number(outId), provider: NAME, ref: found.sid, phone, code, ...verdictOn(code) },
      };
    },

    close: () => (agent.closed ? Promise.resolve() : agent.close()),
  };
}

/** Twilio does not add the signature by itself. */
const withSignature = (text: string, signature: string): string => (signature ? `【${signature}】${text}` : text);

/** @returns the carrier's code, or null while there is none: Twilio reports every step */
function codeOfStatus(status: string, error: string): string | null {
  if (status === 'delivered' || status === 'read') return 'DELIVRD';
  return status === 'undelivered' || status === 'failed' ? error || 'FAILED' : null;
}

const receipt = z.object({
  MessageSid: z.string(),
  MessageStatus: z.string().max(60),
  To: z.string().default(''),
  ErrorCode: z.string().max(60).default(''),
});

function receiptFormat(): PushFormat<Receipt> {
  return {
    parse(body, request) {
      assertSigned(body, request);
      const { items, malformed } = readEach(receipt, body, ({ MessageSid, MessageStatus, To, ErrorCode }) => {
        const code = codeOfStatus(MessageStatus, ErrorCode);
        const outId = new URL(request.url, 'http://hook').searchParams.get('outId') ?? '';
        const message = /^\d{1,15}$/.test(outId) ? Number(outId) : null;
        return code === null ? [] : [{ message, provider: NAME, ref: MessageSid, phone: To, code, ...verdictOn(code) }];
      });
      return { items: items.flat(), malformed };
    },
    answer: '',
  };
}

const reply = z.object({ MessageSid: z.string().max(100), From: z.string().max(30), Body: word(LONGEST_REPLY) });

function replyFormat(): PushFormat<Reply> {
  return {
    parse(body, request) {
      assertSigned(body, request);
      return readEach(reply, body, ({ MessageSid, From, Body }) => ({
        provider: NAME,
        dedupe: MessageSid,
        phone: From,
        content: Body,
        sentAt: null,
      }));
    },
    // Twilio would send any other text to the sender as an SMS.
    answer: '<Response/>',
  };
}

const signing = settings.pick({ TWILIO_AUTH_TOKEN: true, PUBLIC_URL: true });

/**
 * Twilio signs what it pushes: HMAC-SHA1, keyed with the token, over the address and the sorted fields
 * (X-Twilio-Signature, https://www.twilio.com/docs/usage/webhooks/webhooks-security).
 * @throws ZodError when the signature is missing or wrong
 */
function assertSigned(body: unknown, { headers, url, settings }: Push): void {
  const known = signing.safeParse(settings);
  const fields = z.record(z.string(), z.string()).parse(body);
  const signed = known.success && signatureOf(known.data, url, fields);
  const given = Buffer.from(String(headers['x-twilio-signature'] ?? ''));
  const right = signed ? Buffer.from(signed) : Buffer.alloc(0);
  z.literal(true, 'the signature is missing or wrong; check TWILIO_AUTH_TOKEN and PUBLIC_URL').parse(
    right.length > 0 && right.length === given.length && timingSafeEqual(right, given),
  );
}

/** @param url path and query as they were asked for. @returns what stands in X-Twilio-Signature */
export function signatureOf(
  { TWILIO_AUTH_TOKEN, PUBLIC_URL }: Pick<Settings, 'TWILIO_AUTH_TOKEN' | 'PUBLIC_URL'>,
  url: string,
  fields: Readonly<Record<string, string>>,
): string {
  const sorted = Object.keys(fields)
    .sort()
    .map((name) => name + fields[name]);
  const told = PUBLIC_URL.replace(/\/$/, '') + url + sorted.join('');
  return createHmac('sha1', TWILIO_AUTH_TOKEN).update(told).digest('base64');
}
