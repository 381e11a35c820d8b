import { setTimeout as pause } from 'node:timers/promises';
import smpp, { type Fields, type PDU } from 'smpp';
import { z } from 'zod';
import type { Gateway, Outcome } from './gateway';

/** The TLV for the sender's own number of a message; 0x1400 to 0x3FFF are for gateways' own TLVs. */
const REFERENCE = { id: 0x1400, name: 'vendor_1400' } as const;
smpp.addTLV(REFERENCE.name, { id: REFERENCE.id, type: smpp.types.tlv.string });

/** A long SMS whose last part never comes gets receipts for the parts that came. */
const PARTS_MS = 5_000;

/** How many long SMS keep the numbers of their parts; the newest stay. */
const MOST_REMEMBERED = 100_000;

/** The answer to a submit_sm; null breaks the connection. */
type Answer = Fields | null;

/** Takes submit_sm, each of which is one part of an SMS. */
export interface Submissions {
  submit(pdu: PDU): Promise<Answer>;
  /** @returns the numbers of an SMS's parts, by the gateway's number of the SMS; null while parts are missing. */
  partsOf(id: string): string[] | null;
}

/** A long SMS; its first part decides the outcome of the whole. */
interface Begun {
  id: string;
  of: number;
  ids: string[];
  /** The connection breaks at the last part. */
  silent: boolean;
  at: number;
}

const refuse = (status: string): Fields => ({ command_status: smpp.errors[status] });

export function takeSubmissions(gateway: Gateway): Submissions {
  const begun = new Map<string, Begun>();
  const byId = new Map<string, Begun>();

  function goOn(part: Part): Answer {
    const known = begun.get(keyOf(part));
    if (!known) return refuse('ESME_RSUBMITFAIL');
    const message_id = `${known.id}-${part.index}`;
    known.ids.push(message_id);
    gateway.append(known.id, part.text);
    if (part.index < known.of) return { message_id };
    begun.delete(keyOf(part));
    return known.silent ? null : { message_id };
  }

  function beginLong(part: Part, { id, kind }: Extract<Outcome, { id: string }>): Answer {
    const message_id = `${id}-1`;
    const one = { id, of: part.of, ids: [message_id], silent: kind === 'silent', at: Date.now() };
    begun.set(keyOf(part), one);
    byId.set(id, one);
    for (const remembered of [begun, byId]) forgetOldest(remembered);
    return { message_id };
  }

  return {
    async submit(pdu) {
      const part = read(pdu);
      if (part.index > 1) return goOn(part);
      const { phone, text, outId } = part;
      const outcome = gateway.submit({ provider: 'smpp', phone, text, outId, signature: '' });
      switch (outcome.kind) {
        case 'throttled':
          return refuse('ESME_RTHROTTLED');
        case 'fault':
          return refuse('ESME_RSYSERR');
        case 'lost':
          return null;
        case 'silent':
          return part.of > 1 ? beginLong(part, outcome) : null;
        case 'taken': {
          const answer = part.of > 1 ? beginLong(part, outcome) : { message_id: outcome.id };
          if (outcome.delayMs > 0) await pause(outcome.delayMs);
          return answer;
        }
      }
    },
    partsOf(id) {
      const long = byId.get(id);
      if (!long) return [id];
      return long.ids.length === long.of || Date.now() - long.at > PARTS_MS ? long.ids : null;
    },
  };
}

/** A Map iterates its keys in the order of insertion. */
function forgetOldest(remembered: Map<string, unknown>): void {
  if (remembered.size <= MOST_REMEMBERED) return;
  for (const [oldest] of remembered) {
    remembered.delete(oldest);
    return;
  }
}

interface Part {
  phone: string;
  text: string;
  outId: string;
  /** From the user data header: the same for all parts of an SMS. */
  reference: number;
  of: number;
  index: number;
}

const keyOf = ({ phone, reference, of }: Part): string => `${phone} ${reference} ${of}`;

const content = z.object({ message: z.string().default(''), udh: z.array(z.instanceof(Buffer)).default([]) });
const submission = z.object({
  destination_addr: z.string().min(1),
  short_message: content,
  message_payload: content.optional(),
  [REFERENCE.name]: z.string().default(''),
});

/** @throws ZodError when the PDU is no such part */
function read(pdu: PDU): Part {
  const { destination_addr, short_message, message_payload, vendor_1400 } = submission.parse(pdu);
  const header = short_message.udh.find((element) => element[0] === 0 && element.length >= 5);
  return {
    phone: destination_addr.replace(/^86(?=\d{11}$)/, ''),
    text: message_payload?.message || short_message.message,
    outId: vendor_1400,
    reference: header?.readUInt8(2) ?? 0,
    of: header?.readUInt8(3) ?? 1,
    index: header?.readUInt8(4) ?? 1,
  };
}
