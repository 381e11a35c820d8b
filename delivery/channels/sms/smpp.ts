import { setTimeout as pause } from 'node:timers/promises';
import smpp, { type Fields, type PDU } from 'smpp';
import { z } from 'zod';
import { PLATFORM_SETTINGS } from '../../../config/settings/platforms';
import { signed } from '../../../domain/message/segments';
import { SendFailure } from '../failure';
import { failureOf, verdictOn } from './errors';
import { international } from './numbers';
import type { Inbound, LookUp, OutgoingSms, SentSms, SmsGateway, SmsPlatform } from './provider';
import { readDelivered } from './smpp/message';
import { codeOf, receiptOf, STATES } from './smpp/receipts';
import { replyKeeper } from './smpp/replies';
import { type BoundSession, bindSession, statusOf } from './smpp/session';
import { encodeText, headerOf } from './smpp/text';
import { type Window, windowOf } from './smpp/window';

const NAME = 'smpp';

const { smpp: settings } = PLATFORM_SETTINGS;
type Settings = z.infer<typeof settings>;

/** SMPP 3.4 as a transceiver. Receipts and replies come over the same session: every delivery process binds its own. */
export const smppPlatform: SmsPlatform<Settings> = {
  name: NAME,
  settings,
  rehearsal: ({ smpp }) =>
    smpp === undefined
      ? null
      : settings.parse({
          SMPP_URL: smpp,
          SMPP_SOURCE: '10690000',
          // With one request at a time, a broken connection loses the answer to one message only.
          SMPP_WINDOW: 1,
          SMPP_REFERENCE_TLV: '1400',
        }),
  open: openGateway,
  listens: true,
  templates: false,
  // query_sm needs the gateway's own number, which an unanswered submission does not have.
  absenceProvenAfterMs: null,
};

function openGateway(settings: Settings, inbound: Inbound): SmsGateway {
  const { hostname, port, protocol, username, password } = new URL(settings.SMPP_URL);
  const tls = protocol === 'smpps:';
  const closing = new AbortController();
  const keepReply = replyKeeper(NAME, (replies) => inbound.replies(replies));
  const session = bindSession({
    provider: NAME,
    host: hostname,
    port: Number(port) || (tls ? 3550 : 2775),
    tls,
    systemId: decodeURIComponent(username),
    password: decodeURIComponent(password),
    systemType: settings.SMPP_SYSTEM_TYPE,
    timeoutMs: settings.SMPP_TIMEOUT_S * 1000,
    enquireMs: settings.SMPP_ENQUIRE_S * 1000,
    async deliver(pdu) {
      const delivered = readDelivered(pdu);
      if (!delivered.isReceipt) return keepReply(delivered);
      const receipt = receiptOf(NAME, delivered);
      if (receipt) await patiently(() => inbound.receipts([receipt]), closing.signal);
    },
  });
  const window = windowOf(settings.SMPP_WINDOW);
  const sender = {
    source_addr: settings.SMPP_SOURCE,
    source_addr_ton: settings.SMPP_SOURCE_TON,
    source_addr_npi: settings.SMPP_SOURCE_NPI,
  };
  return {
    async send(sms) {
      const refs = await window.enter(() => submitParts({ session, window }, partsOf(settings, sender, sms)));
      return { ref: refs.join(','), parts: refs };
    },
    lookUp: (sent) => lookUp(session, sender, sent),
    inHand: settings.SMPP_WINDOW,
    close() {
      closing.abort();
      return session.close();
    },
  };
}

/** A receipt can arrive a moment before the answer to its submission is stored. */
const EARLY_MS = 2_000;
const LOOK_EVERY_MS = 100;

async function patiently(work: () => Promise<void>, closing: AbortSignal): Promise<void> {
  for (const end = Date.now() + EARLY_MS; ; await pause(LOOK_EVERY_MS))
    try {
      return await work();
    } catch (error) {
      if (closing.aborted || Date.now() > end) throw error;
    }
}

const INTERNATIONAL = 1;
const E164 = 1;
const WITH_HEADER = 0x40;
const FINAL_RECEIPT = 1;

/** @returns the fields of each submit_sm */
function partsOf(settings: Settings, sender: Fields, { phone, text, outId, signature }: OutgoingSms): Fields[] {
  const whole = settings.SMPP_LONG === 'payload';
  const { coding, parts } = encodeText(signed(text, signature), { whole });
  const common = {
    ...sender,
    dest_addr_ton: INTERNATIONAL,
    dest_addr_npi: E164,
    destination_addr: international(phone).slice(1),
    registered_delivery: FINAL_RECEIPT,
    data_coding: coding,
    ...referenceIn(settings.SMPP_REFERENCE_TLV, outId),
  };
  return parts.map((part, index) => {
    if (whole) return { ...common, short_message: Buffer.alloc(0), message_payload: part };
    if (parts.length === 1) return { ...common, short_message: part };
    const header = headerOf(Number(outId), parts.length, index + 1);
    return { ...common, esm_class: WITH_HEADER, short_message: Buffer.concat([header, part]) };
  });
}

function referenceIn(tag: string | undefined, outId: string): Fields {
  if (tag === undefined) return {};
  const name = `vendor_${tag.toLowerCase()}`;
  smpp.addTLV(name, { id: Number.parseInt(tag, 16), type: smpp.types.tlv.string });
  return { [name]: outId };
}

/** Further tries of a later part while the gateway answers "try later": the phone waits for the remaining parts. */
const TRIES = 5;

/**
 * Submits the parts in order, so that nothing more goes out once the gateway refuses one.
 * @returns the gateway's number of each
 * @throws SendFailure; after the first accepted part always `lose`: the SMS is incomplete, and is not sent again
 */
async function submitParts(
  way: { session: BoundSession; window: Window },
  parts: readonly Fields[],
): Promise<string[]> {
  const refs: string[] = [];
  for (const part of parts)
    try {
      refs.push(await (refs.length === 0 ? submit(way, part) : submitInTheEnd(way, part)));
    } catch (error) {
      if (refs.length === 0 || !(error instanceof SendFailure)) throw error;
      const { code = 'PART', down, account } = error.failure;
      const known = { code, partsTaken: refs.length, ...(down && { down }), ...(account && { account }) };
      throw new SendFailure({ event: 'lose', reason: 'no-answer', ...known }, { cause: error });
    }
  return refs;
}

const taken = z.object({ message_id: z.string().min(1).max(65) });

async function submit({ session, window }: { session: BoundSession; window: Window }, part: Fields): Promise<string> {
  const answer = await session.ask('submit_sm', part);
  if (answer.command_status !== 0) {
    const failure = failureOf(NAME, statusOf(answer));
    if (failure.failure.reason === 'throttled') window.slowDown();
    throw failure;
  }
  window.goOn();
  const { data } = taken.safeParse(answer);
  // The gateway took it but gave no number: no receipt can ever be matched to it.
  if (!data) throw new SendFailure({ event: 'lose', reason: 'no-answer', code: 'NO_MESSAGE_ID' });
  return data.message_id;
}

async function submitInTheEnd(way: { session: BoundSession; window: Window }, part: Fields): Promise<string> {
  for (let tries = 0; ; tries++)
    try {
      return await submit(way, part);
    } catch (error) {
      if (!(error instanceof SendFailure) || error.failure.event !== 'defer' || tries === TRIES) throw error;
      await pause(100 * 2 ** tries);
    }
}

const queried = z.object({ message_state: z.number(), error_code: z.number().default(0) });

/** Asks about every part by query_sm. @throws Error when the gateway does not answer; many do not support query_sm */
async function lookUp(session: BoundSession, sender: Fields, { outId, phone, ref }: SentSms): Promise<LookUp> {
  if (ref === null) return { found: 'absent' };
  const codes: (string | null)[] = [];
  for (const message_id of ref.split(',')) codes.push(await query(session, { ...sender, message_id }));
  const settled = codes.filter((code) => code !== null);
  const code = settled.find((one) => one !== 'DELIVRD') ?? (settled.length === codes.length ? settled[0] : undefined);
  if (code === undefined) return { found: 'pending', ref };
  return {
    found: 'settled',
    receipt: { message: Number(outId), provider: NAME, ref, phone, code, ...verdictOn(code) },
  };
}

/** @returns null while the carrier has not spoken */
async function query(session: BoundSession, fields: Fields): Promise<string | null> {
  const answer: PDU = await session.ask('query_sm', fields);
  if (answer.command_status !== 0) throw new Error(`The SMPP gateway answered ${statusOf(answer)} to query_sm`);
  const { message_state, error_code } = queried.parse(answer);
  const word = STATES[message_state];
  return word === undefined ? null : codeOf(word, String(error_code));
}
