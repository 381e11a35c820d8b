import { z } from 'zod';
import { escapeHtml, page, serve, withLinks } from './http-server';
import { receiptPush } from './receipt-push';

/** One SMS as it was handed to the gateway. */
export interface SimulatedSms {
  seq: number;
  phone: string;
  /** With the signature in front, as it arrives. */
  text: string;
  outId: string;
  /** What the carrier says of it: a phone rings only on DELIVRD. */
  status: string;
  receivedAt: string;
}

export interface SmsSimulator {
  /** Address of the gateway, for SMS_URL. */
  url: string;
  port: number;
  stop(): Promise<void>;
}

const sending = z.object({
  phone: z.string().min(1),
  text: z.string().min(1),
  outId: z.string().min(1),
  signature: z.string().default(''),
});

/** Only what the page shows; the rest is fetched with `GET /messages`. */
const SHOWN = 200;

/**
 * An SMS gateway that sends nothing: it keeps what it was given and pushes a receipt for each.
 * `POST /send`, `GET /messages?after=<seq>`, `DELETE /messages`, `PUT /wrong-numbers`, and `GET /` to look at.
 * @param receiptsUrl where receipts are pushed to; none are pushed when left out
 */
export async function startSmsSimulator({
  port,
  host,
  receiptsUrl,
}: {
  port: number;
  host?: string;
  receiptsUrl?: string;
}): Promise<SmsSimulator> {
  let messages: SimulatedSms[] = [];
  let wrongNumbers = new Set<string>();
  let seq = 0;
  const receipts = receiptPush(receiptsUrl);

  const take = (sms: z.infer<typeof sending>) => {
    seq += 1;
    const id = `sim-${seq}`;
    const at = new Date().toISOString();
    const status = wrongNumbers.has(sms.phone) ? WRONG_NUMBER : 'DELIVRD';
    const text = sms.signature ? `【${sms.signature}】${sms.text}` : sms.text;
    messages.push({ seq, phone: sms.phone, text, outId: sms.outId, status, receivedAt: at });
    receipts.push({ id, outId: sms.outId, phone: sms.phone, status, at });
    return { code: 'OK', id };
  };

  const server = await serve({
    port,
    ...(host && { host }),
    routes: {
      'POST /send': ({ body }) => ({ body: take(sending.parse(JSON.parse(body))) }),
      'GET /messages': ({ url }) => {
        const after = Number(url.searchParams.get('after') ?? 0);
        return { body: messages.filter((sms) => sms.seq > after) };
      },
      'GET /idle': () => ({ body: { pending: receipts.waiting() } }),
      'DELETE /messages': () => {
        messages = [];
        return { body: { deleted: true } };
      },
      'PUT /wrong-numbers': ({ body }) => {
        wrongNumbers = new Set(z.array(z.string()).parse(JSON.parse(body)));
        return { body: { wrongNumbers: wrongNumbers.size } };
      },
      'GET /': () => ({ body: phonesPage(messages) }),
    },
  });
  const stop = async () => {
    receipts.stop();
    await server.stop();
  };
  return { url: server.url, port: server.port, stop };
}

/** Code of the carriers for a number that does not exist. */
const WRONG_NUMBER = 'MK:0001';

function phonesPage(messages: SimulatedSms[]): string {
  const byPhone = new Map<string, SimulatedSms[]>();
  const arrived = messages.filter((sms) => sms.status !== WRONG_NUMBER);
  for (const sms of arrived.slice(-SHOWN).reverse()) byPhone.set(sms.phone, [...(byPhone.get(sms.phone) ?? []), sms]);
  const phones = [...byPhone].map(
    ([phone, received]) =>
      `<section class="card"><strong>${escapeHtml(phone)}</strong>${received
        .map((sms) => `<div class="meta">${sms.receivedAt}</div><p class="text">${withLinks(sms.text)}</p>`)
        .join('')}</section>`,
  );
  const note = `<p class="note">这里显示"手机"收到的短信，共 ${arrived.length} 条，不会发到真实手机。Nothing here reaches a real phone.</p>`;
  return page('短信模拟器 · SMS simulator', note + (phones.join('') || '<p>还没有短信。No SMS yet.</p>'));
}
