import { z } from 'zod';
import type { Channel } from '../../domain/campaign/plan';
import type { Instant } from '../../domain/instant';
import { type Asking, asking } from '../clock/asking';

/** One message as a simulated phone or mailbox received it. */
export interface Arrival {
  channel: Channel;
  /** Number that the message carries; null when it carries none. */
  message: number | null;
  /** Phone number or e-mail address. */
  to: string;
  text: string;
}

/** The phones and mailboxes that a rehearsal sends to. */
export interface Mailboxes {
  /** @returns the messages that have arrived since the last call, in the order of arrival by channel. */
  collect(): Promise<Arrival[]>;
  /** @returns whether the gateway has pushed every receipt and reply that is due. */
  atRest(): Promise<boolean>;
  /** Sets the gateway's clock to campaign time. @returns when the gateway next pushes by itself, or null */
  setClock(at: Instant): Promise<Instant | null>;
  /** Sets the gateway's behaviour from now on: `kind` or `hostile`. */
  /** Lets the gateway's clock go with the wall again, so that later messages have the real time. */
  letGo(): Promise<void>;
  behave(behaviour: string): Promise<void>;
  /** Gives the gateway the texts of approved templates. */
  approve(templates: readonly { provider: string; code: string; text: string }[]): Promise<void>;
  /** Writes an SMS on one of the phones, to the last sender. */
  reply(phone: string, content: string): Promise<void>;
  /** @returns the gateway's misdeeds since the mailboxes were opened. */
  misdeeds(): Promise<Misdeed[]>;
  /** Makes exactly these phone numbers wrong from now on. */
  makeWrong(phones: readonly string[]): Promise<void>;
}

const messageNumber = z.coerce.number().int().positive().nullable().catch(null);
const sms = z.object({ seq: z.number(), phone: z.string(), text: z.string(), outId: messageNumber });
const mail = z.object({
  seq: z.number(),
  to: z.string(),
  text: z.string(),
  headers: z.object({ 'x-nuandong-message': messageNumber.default(null) }),
});

/** A simulator answers at once, unless its process stands still. */
const TIMEOUT_MS = 60_000;

const idle = z.object({ pending: z.number() });

const clockSet = z.object({ nextAt: z.string().nullable() });
const misdeed = z.object({
  seq: z.number(),
  outId: messageNumber,
  kind: z.string(),
  at: z.string(),
  receiptAt: z.string().nullable().optional(),
});

/** A misdeed of the gateway with a message, as the gateway itself recorded it. */
export type Misdeed = z.infer<typeof misdeed>;

/** Reads the SMS simulator and the mail catcher; it ignores messages that arrived before. */
export async function openMailboxes(
  { sms: smsUrl, mail: mailUrl }: { sms: string; mail: string },
  seed: number,
): Promise<Mailboxes> {
  const newSms = newcomers(smsUrl, sms);
  const newMail = newcomers(mailUrl, mail);
  await Promise.all([newSms(), newMail()]);
  const before =
    z
      .array(misdeed)
      .parse(await ask(new URL('/misdeeds', smsUrl)))
      .at(-1)?.seq ?? 0;
  return {
    async collect() {
      const [messages, mails] = await Promise.all([newSms(), newMail()]);
      return [
        ...messages.map(({ phone, text, outId }) => ({ channel: 'sms' as const, message: outId, to: phone, text })),
        ...mails.map(({ to, text, headers }) => ({
          channel: 'email' as const,
          message: headers['x-nuandong-message'],
          to,
          text,
        })),
      ];
    },
    async atRest() {
      const { pending } = idle.parse(await ask(new URL('/idle', smsUrl)));
      return pending === 0;
    },
    async setClock(at) {
      return clockSet.parse(await put('/clock', { at, seed })).nextAt;
    },
    async letGo() {
      await put('/clock', { at: null });
    },
    async behave(behaviour) {
      await put('/behaviour', behaviour);
    },
    async approve(templates) {
      await put('/templates', templates);
    },
    async reply(phone, content) {
      await send('POST', '/replies', { phone, content });
    },
    misdeeds: async () => z.array(misdeed).parse(await ask(new URL(`/misdeeds?after=${before}`, smsUrl))),
    async makeWrong(phones) {
      await put('/wrong-numbers', phones);
    },
  };

  function put(path: string, value: unknown): Promise<unknown> {
    return send('PUT', path, value);
  }

  function send(method: 'PUT' | 'POST', path: string, value: unknown): Promise<unknown> {
    const headers = { 'content-type': 'application/json' };
    return ask(new URL(path, smsUrl), { method, body: JSON.stringify(value), headers });
  }
}

/** @returns a function that fetches the messages since its last call. */
function newcomers<Message extends { seq: number }>(
  base: string,
  schema: z.ZodType<Message>,
): () => Promise<Message[]> {
  let last = 0;
  return async () => {
    const messages = z.array(schema).parse(await ask(new URL(`/messages?after=${last}`, base)));
    last = messages.at(-1)?.seq ?? last;
    return messages;
  };
}

async function ask(address: URL, what: Asking = {}): Promise<unknown> {
  const response = await asking(address, what, TIMEOUT_MS);
  if (!response.ok)
    throw new Error(`The simulator at ${address.host} answered ${response.status} to ${address.pathname}`);
  return response.json();
}
