import type { PDU } from 'smpp';
import { z } from 'zod';
import { registerNumber } from './text';

/** A deliver_sm in our terms, not yet read as a receipt or a reply. */
export interface Delivered {
  /** As in the register. */
  phone: string;
  text: string;
  /** Whether it is a receipt, which says what became of an SMS (esm_class, SMPP 3.4, 5.2.12). */
  isReceipt: boolean;
  /** Which part of a reply in several parts. */
  part: { reference: number; of: number; index: number } | null;
  /** The gateway's id of the SMS that the receipt is about, and its state, where TLVs give them outside the text. */
  receiptedId: string | null;
  state: number | null;
  /** The gateway's reference for the whole reply. */
  reference: number | null;
}

const words = z.union([z.string(), z.instanceof(Buffer).transform((raw) => raw.toString('latin1'))]);
const content = z.object({ message: words.default(''), udh: z.array(z.instanceof(Buffer)).optional() });
const fields = z.object({
  source_addr: z.string().max(20),
  esm_class: z.number(),
  short_message: content.default({ message: '' }),
  message_payload: content.optional(),
  receipted_message_id: z.string().max(65).optional(),
  message_state: z.number().optional(),
  user_message_reference: z.number().optional(),
});

/** Bits 2 to 5 of esm_class: the kind of message, of which 1 is a receipt of the gateway. */
const KIND = 0x3c;
const RECEIPT = 0x04;

/** @throws ZodError when it is not a deliver_sm as SMPP 3.4 describes it */
export function readDelivered(pdu: PDU): Delivered {
  const { source_addr, esm_class, short_message, message_payload, ...read } = fields.parse(pdu);
  return {
    phone: registerNumber(source_addr),
    text: message_payload?.message || short_message.message,
    isReceipt: (esm_class & KIND) === RECEIPT || read.receipted_message_id !== undefined,
    part: partOf(short_message.udh ?? message_payload?.udh ?? []),
    receiptedId: read.receipted_message_id ?? null,
    state: read.message_state ?? null,
    reference: read.user_message_reference ?? null,
  };
}

const EIGHT_BITS = 0x00;
const SIXTEEN_BITS = 0x08;

/** Information elements for concatenation, with a reference of 8 or 16 bits (3GPP TS 23.040, 9.2.3.24.1 and .8). */
function partOf(header: readonly Buffer[]): Delivered['part'] {
  for (const element of header) {
    if (element[0] === EIGHT_BITS && element.length >= 5)
      return { reference: element.readUInt8(2), of: element.readUInt8(3), index: element.readUInt8(4) };
    if (element[0] === SIXTEEN_BITS && element.length >= 6)
      return { reference: element.readUInt16BE(2), of: element.readUInt8(4), index: element.readUInt8(5) };
  }
  return null;
}
