import { z } from 'zod';
import { timeNoted } from '../domain/round/temporal-notes';
import { escapeHtml, page, type Route, serve, withLinks } from './http-server';
import { newest } from './newest';
import { type Push, pushTo, type SimulatedReceipt } from './receipt-push';
import { aliyunReceipt, aliyunReply, querySendDetails, sendSms } from './sms-simulator/aliyun';
import { BEHAVIOURS } from './sms-simulator/behaviour';
import { createGateway, type Gateway, type SimulatedSms } from './sms-simulator/gateway';
import { startSmppServer } from './sms-simulator/smpp';
import { pullStatus, sendTencentSms, tencentReceipt, tencentReply } from './sms-simulator/tencent';

export type { SimulatedSms } from './sms-simulator/gateway';

export interface SmsSimulator {
  /** Address of the gateway, for SMS_URL. */
  url: string;
  port: number;
  /** The same gateway over SMPP: smpp://user:password@host:port. */
  smppUrl: string;
  stop(): Promise<void>;
}

/** Where receipts and replies are pushed to: a function of the platform's name. */
export type Hooks = (provider: string, what: 'receipts' | 'replies') => string;

/** @returns the hooks of a console, by the simulator's own secret: they reach rehearsals. */
export const consoleHooks =
  (base: string, secret: string): Hooks =>
  (provider, what) =>
    `${base.replace(/\/$/, '')}/hooks/simulator/${provider}/${secret}/${what}`;

const sending = z.object({
  phone: z.string().min(1),
  text: z.string().min(1),
  outId: z.string().min(1),
  signature: z.string().default(''),
});
const templatesGiven = z.array(z.object({ provider: z.string(), code: z.string(), text: z.string() }));
const clockGiven = z.object({ at: z.iso.datetime().nullable(), seed: z.number().int().optional() });
const replyGiven = z.object({ phone: z.string().min(1), content: z.string().min(1), provider: z.string().optional() });

/** Only what the page shows; the rest is fetched with `GET /messages`. */
const SHOWN = 200;
/** Bytes; room for a hundred thousand short replies. */
const MOST_REPLIES = 25_000_000;
/** How often the simulator looks for receipts that have come due. */
const PUMP_MS = 20;

/**
 * An SMS platform that sends nothing: it keeps what it was given, pushes a receipt for each, and can be told to behave
 * badly. It speaks the generic HTTP shape (`POST /send`, `GET /sent`) Aliyun's (by the header `x-acs-action`)
 * and Tencent's (`x-tc-action`), and SMPP 3.4 on a port of its own.
 * For operators and tests: `GET /messages?after=<seq>`, `GET /misdeeds?after=<seq>`, `GET /idle`,
 * `DELETE /messages`, `PUT /wrong-numbers`, `PUT /behaviour`, `PUT /templates`, `PUT /clock`, `POST /replies`, and
 * `GET /` to look at.
 * @param smppPort 0 picks a free one
 * @param hooks where receipts and replies are pushed to; none are pushed when left out
 */
export async function startSmsSimulator({
  port,
  smppPort = 0,
  host,
  hooks,
}: {
  port: number;
  smppPort?: number;
  host?: string;
  hooks?: Hooks;
}): Promise<SmsSimulator> {
  const gateway = createGateway();
  const templates = new Map<string, string>();
  const pushes = pushesTo(hooks);
  const smpp = await startSmppServer({ gateway, port: smppPort, ...(host && { host }) });
  const replies = newest<WrittenReply>({ mostBytes: MOST_REPLIES, sizeOf: ({ content }) => 200 + 2 * content.length });
  let written = 0;
  const writtenOn = new Map<string, number>();
  /** Starts at the time of day: another simulator, or this one after a restart, must not use the same numbers. */
  const firstReply = Date.now();

  /** Receipts in the platform's shape go to the platform's hook. */
  function pump(): void {
    for (const { sms, status, at } of gateway.dueReceipts()) {
      const receipt = { id: sms.id, outId: sms.outId, phone: sms.phone, status, at: new Date(at).toISOString() };
      if (sms.provider === 'smpp') smpp.receipt(receipt);
      else pushes.to(sms.provider, 'receipts').push(SHAPES[sms.provider]?.receipt(receipt) ?? receipt);
    }
  }

  function hand(by: string, given: GivenReply): void {
    if (by === 'smpp') smpp.reply({ ...given, seq: written });
    else pushes.to(by, 'replies').push((SHAPES[by]?.reply ?? genericReply)(given));
  }

  function reply({ phone, content, provider }: z.infer<typeof replyGiven>): object {
    const last = gateway.find({ phone }).at(-1)?.sms;
    const by = provider ?? last?.provider ?? 'http';
    const nth = writtenOn.get(phone) ?? 0;
    writtenOn.set(phone, nth + 1);
    const misdeed = gateway.misdeedOfReply({ provider: by, phone, nth });
    const at = new Date().toISOString();
    written += 1;
    replies.push({ seq: written, phone, content, at });
    const id = misdeed?.endsWith('without-id') ? undefined : firstReply + written;
    const given = { phone, content, at, ...(id !== undefined && { id }) };
    const times = misdeed?.startsWith('reply-twice') ? 2 : 1;
    for (let time = 0; time < times; time++) hand(by, given);
    return { code: 'OK' };
  }

  const server = await serve({
    port,
    ...(host && { host }),
    routes: {
      'POST /send': ({ body }) => generic(gateway, sending.parse(JSON.parse(body)), pump),
      'GET /sent': ({ url }) => sentTo(gateway, url.searchParams.get('outId') ?? ''),
      // For the platforms' own clients; a page cannot send these headers without a preflight request.
      'POST /': {
        takes: 'anything',
        answer: ({ url, headers, body }) => {
          const query = Object.fromEntries(url.searchParams);
          switch (
            `${headers['x-tc-action'] ? 'tencent' : 'aliyun'} ${headers['x-tc-action'] ?? headers['x-acs-action']}`
          ) {
            // A receipt finds no message before the answer is stored, so receipts come on their own, a little later.
            case 'tencent SendSms':
              return sendTencentSms(gateway, templates, JSON.parse(body));
            case 'tencent PullSmsSendStatusByPhoneNumber':
              return pullStatus(gateway, JSON.parse(body));
            case 'aliyun QuerySendDetails':
              return querySendDetails(gateway, query);
            case 'aliyun SendSms': {
              const answer = sendSms(gateway, templates, query);
              pump();
              return answer;
            }
            default:
              throw new Error('Name what is asked in x-acs-action or x-tc-action.');
          }
        },
      },
      'GET /messages': ({ url }) => ({ body: gateway.messages(Number(url.searchParams.get('after') ?? 0)) }),
      'GET /misdeeds': ({ url }) => ({ body: gateway.misdeeds(Number(url.searchParams.get('after') ?? 0)) }),
      'GET /idle': () => {
        pump();
        return { body: { pending: pushes.waiting() + smpp.waiting() } };
      },
      'DELETE /messages': () => {
        gateway.forget();
        replies.clear();
        writtenOn.clear();
        return { body: { deleted: true } };
      },
      'PUT /wrong-numbers': ({ body }) => {
        const phones = z.array(z.string()).parse(JSON.parse(body));
        gateway.makeWrong(phones);
        return { body: { wrongNumbers: phones.length } };
      },
      'PUT /behaviour': ({ body }) => {
        const behaviour = BEHAVIOURS[z.string().parse(JSON.parse(body))];
        if (!behaviour) throw new Error(`There are these behaviours: ${Object.keys(BEHAVIOURS).join(', ')}`);
        gateway.behave(behaviour);
        return { body: { behaviour: behaviour.name } };
      },
      'PUT /templates': ({ body }) => {
        for (const { code, text } of templatesGiven.parse(JSON.parse(body))) templates.set(code, text);
        return { body: { templates: templates.size } };
      },
      'PUT /clock': ({ body }) => {
        const { at, seed } = clockGiven.parse(JSON.parse(body));
        const next = gateway.setClock(at === null ? null : Date.parse(at), seed);
        pump();
        return { body: { nextAt: next === null ? null : new Date(next).toISOString() } };
      },
      'POST /replies': ({ body }) => ({ body: reply(replyGiven.parse(JSON.parse(body))) }),
      'GET /': () => ({ body: phonesPage(gateway.messages(0)) }),
      'GET /phone': ({ url }) => ({
        body: phonePage(url.searchParams.get('number') ?? '', { gateway, replies: replies.all() }),
      }),
      'POST /phone': {
        takes: 'a form',
        answer: ({ url, body }) => {
          const number = url.searchParams.get('number') ?? '';
          reply(replyGiven.parse({ phone: number, content: new URLSearchParams(body).get('content') ?? '' }));
          return { body: phonePage(number, { gateway, replies: replies.all() }) };
        },
      },
    },
  });
  const timer = setInterval(pump, PUMP_MS);
  const stop = async () => {
    clearInterval(timer);
    pushes.stop();
    await Promise.all([server.stop(), smpp.stop()]);
  };
  return { url: server.url, port: server.port, smppUrl: smpp.url, stop };
}

/** A reply that was written on one of the phones. */
interface WrittenReply {
  seq: number;
  phone: string;
  content: string;
  at: string;
}

/** Replies have an id, but some platforms leave it out. */
type GivenReply = Omit<WrittenReply, 'seq'> & { id?: number };

const genericReply = ({ id, ...reply }: GivenReply): object => ({
  ...(id !== undefined && { id: `reply-${id}` }),
  ...reply,
});

const SHAPES: Readonly<
  Record<
    string,
    {
      receipt(receipt: SimulatedReceipt): object;
      reply(reply: GivenReply): object;
    }
  >
> = {
  aliyun: { receipt: aliyunReceipt, reply: aliyunReply },
  tencent: { receipt: tencentReceipt, reply: tencentReply },
};

/** One push at a time to each hook. */
function pushesTo(hooks: Hooks | undefined) {
  const pushes = new Map<string, Push>();
  return {
    to(provider: string, what: 'receipts' | 'replies'): Push {
      const url = hooks?.(provider, what);
      const known = pushes.get(`${provider} ${what}`) ?? pushTo(url);
      pushes.set(`${provider} ${what}`, known);
      return known;
    },
    waiting: () => [...pushes.values()].reduce((sum, push) => sum + push.waiting(), 0),
    stop() {
      for (const push of pushes.values()) push.stop();
    },
  };
}

function generic(gateway: Gateway, sms: z.infer<typeof sending>, pump: () => void): ReturnType<Route> {
  const outcome = gateway.submit({ provider: 'http', ...sms });
  pump();
  switch (outcome.kind) {
    case 'taken':
      return { afterMs: outcome.delayMs, body: { code: 'OK', id: outcome.id } };
    case 'throttled':
      return { status: 429, body: { code: 'THROTTLED', message: FLOW_CONTROL[outcome.period] } };
    case 'fault':
      return { status: 503, body: { code: 'HTTP 503' } };
    default:
      return { broken: true };
  }
}

const FLOW_CONTROL = { minute: '分钟级流控', hour: '小时级流控', day: '天级流控' } as const;

function sentTo(gateway: Gateway, outId: string): ReturnType<Route> {
  const [found] = gateway.find({ outId });
  if (!found) return { status: 404, body: { code: 'ABSENT' } };
  return { body: { code: 'OK', id: found.sms.id, status: found.settled ? found.sms.status : null } };
}

/** The zone of the season, for people: 2026-12-02 09:30 */
const chinaTime = (instant: string): string => timeNoted(instant, 'Asia/Shanghai').slice(0, 16);

function phonesPage(messages: SimulatedSms[]): string {
  const byPhone = new Map<string, SimulatedSms[]>();
  const arrived = messages.filter((sms) => sms.status === 'DELIVRD');
  for (const sms of arrived.slice(-SHOWN).reverse()) byPhone.set(sms.phone, [...(byPhone.get(sms.phone) ?? []), sms]);
  const phones = [...byPhone].map(
    ([phone, received]) =>
      `<section class="card"><strong>${escapeHtml(phone)}</strong> <a href="/phone?number=${encodeURIComponent(phone)}">回复 · Reply</a>${received
        .map((sms) => `<div class="meta">${chinaTime(sms.receivedAt)}</div><p class="text">${withLinks(sms.text)}</p>`)
        .join('')}</section>`,
  );
  const note = `<p class="note">这里显示"手机"收到的短信，共 ${arrived.length} 条，不会发到真实手机。Nothing here reaches a real phone. 时间为北京时间；演练中的短信是演练的时间。China time; a rehearsal's SMS have its own.</p>`;
  const find =
    '<form action="/phone"><p><label>号码 · Number <input name="number" required inputmode="tel" maxlength="30"></label> <button>查找 · Find</button></p></form>';
  return page('短信模拟器 · SMS simulator', note + find + (phones.join('') || '<p>还没有短信。No SMS yet.</p>'));
}

/** The page of one phone: the SMS it got and the replies written on it, the newest last, and a line for an answer. */
function phonePage(
  phone: string,
  { gateway, replies }: { gateway: Gateway; replies: readonly WrittenReply[] },
): string {
  const got = gateway
    .find({ phone })
    .filter(({ sms }) => sms.status === 'DELIVRD')
    .map(({ sms }) => ({ at: sms.receivedAt, text: withLinks(sms.text), by: '' }));
  const written = replies
    .filter((reply) => reply.phone === phone)
    .map(({ at, content }) => ({ at, text: escapeHtml(content), by: '回复 · Reply: ' }));
  // Received SMS have the campaign's time, replies the wall-clock time, so each list keeps its own order.
  const lines = [...got, ...written].map(
    ({ at, text, by }) =>
      `<section class="card"><div class="meta">${chinaTime(at)}</div><p class="text">${by}${text}</p></section>`,
  );
  const form = `<form method="post" action="/phone?number=${encodeURIComponent(phone)}"><p><label>回复短信 · Answer
<input name="content" required maxlength="300" placeholder="0 / 1 / 报 12 户 / T" autofocus></label> <button>发送 · Send</button></p></form>`;
  return page(`${escapeHtml(phone)} · 短信模拟器`, `<p><a href="/">全部 · All phones</a></p>${lines.join('')}${form}`, {
    renewed: false,
  });
}
