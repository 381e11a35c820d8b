import smpp from 'smpp';

/** A text encoded for SMPP: one part, or several that the phone joins again. */
export interface EncodedText {
  /** data_coding: 0 the gateway's default alphabet (GSM-7, an octet a character), 8 UCS-2 (SMPP 3.4, 5.2.19). */
  coding: number;
  /** Without headers. */
  parts: Buffer[];
}

const GSM7 = 0;
const UCS2 = 8;
/** Octets of a text in one part, and of each part of a longer text (3GPP TS 23.040, 9.2.3.24.1). */
const ROOM = { [GSM7]: { single: 160, part: 153 }, [UCS2]: { single: 140, part: 134 } };

/** @param whole keeps the text in one piece whatever its length, for gateways that split it themselves */
export function encodeText(text: string, { whole }: { whole: boolean }): EncodedText {
  const coding = smpp.encodings.ASCII.match(text) ? GSM7 : UCS2;
  const encode = coding === GSM7 ? smpp.encodings.ASCII.encode : inUcs2;
  const { single, part } = ROOM[coding];
  const all = encode(text);
  if (whole || all.length <= single) return { coding, parts: [all] };
  return { coding, parts: cut([...text].map(encode), part) };
}

const inUcs2 = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

/** Never splits a character: neither an escaped one of GSM-7 nor a surrogate pair. */
function cut(characters: readonly Buffer[], room: number): Buffer[] {
  const parts: Buffer[][] = [[]];
  let used = 0;
  for (const character of characters) {
    if (used + character.length > room) {
      parts.push([]);
      used = 0;
    }
    parts.at(-1)?.push(character);
    used += character.length;
  }
  return parts.map((part) => Buffer.concat(part));
}

const CONCATENATED = 0x00;

/** User data header of a part (3GPP TS 23.040, 9.2.3.24.1): reference 0 to 255, how many parts, and which from 1. */
export const headerOf = (reference: number, of: number, index: number): Buffer =>
  Buffer.from([5, CONCATENATED, 3, reference % 256, of, index]);

/**
 * @param address a number in E.164 without the plus sign, as SMPP writes it.
 * @returns the number as in the register: Chinese numbers without country code
 */
export function registerNumber(address: string): string {
  const digits = address.replace(/^\+/, '');
  return digits.startsWith('86') && digits.length === 13 ? digits.slice(2) : `+${digits}`;
}
