/**
 * The number of SMS segments of a text, which is the price of a message. Mainland gateways count signature and text
 * together in UTF-16 units: up to 70 is one segment, else 67 per segment. A text of GSM-7 characters only (impossible
 * with a Chinese signature) has 160 and 153; its characters of the extension table count twice (3GPP TS 23.038).
 */
const UCS2 = { single: 70, part: 67 };
const GSM7 = { single: 160, part: 153 };

/** Longest text that a gateway accepts, in UTF-16 units with the signature. */
export const LONGEST_SMS = 500;

const GSM7_BASIC = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
const GSM7_EXTENSION = new Set('^€{}[]~|\\\f');

/** The text as the phone shows it: the platform puts the signature before it in 【】. */
export const signed = (text: string, signature: string): string => (signature ? `【${signature}】${text}` : text);

/**
 * @param text the text without the signature
 * @param signature name of the approved signature, without brackets; empty when the platform adds none
 * @returns number of segments; 0 for an empty text
 */
export function countSegments(text: string, signature: string): number {
  const whole = signed(text, signature);
  const septets = gsm7Length(whole);
  return septets === null ? segmentsOf(whole.length, UCS2) : segmentsOf(septets, GSM7);
}

const segmentsOf = (length: number, limit: { single: number; part: number }): number =>
  length === 0 ? 0 : length <= limit.single ? 1 : Math.ceil(length / limit.part);

/** Length in GSM-7 characters; null when a character is not in that alphabet. */
function gsm7Length(text: string): number | null {
  let length = 0;
  for (const character of text) {
    if (GSM7_BASIC.has(character)) length += 1;
    else if (GSM7_EXTENSION.has(character)) length += 2;
    else return null;
  }
  return length;
}
