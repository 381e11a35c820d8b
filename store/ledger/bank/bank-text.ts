import iconv from 'iconv-lite';
import type { BankEncoding } from '../../../domain/ledger/bank/bank-format';

/** Banks' GBK is code page 936; the wider GBK of the library has characters that they do not know. */
const NAMES: Readonly<Record<BankEncoding, string>> = {
  gbk: 'cp936',
  gb18030: 'gb18030',
  'utf-8': 'utf8',
  'utf-8-bom': 'utf8',
};

export const BYTE_ORDER_MARK = '\ufeff';

const ASCII = /^[\x20-\x7e]*$/;
/** Half of a character, the only thing that UTF-8 lacks. */
const HALF = /\p{Surrogate}/u;
const NOTHING: readonly string[] = [];

/** Text as a bank's encoding has it. */
export interface BankText {
  /** @returns the characters that the encoding lacks, each once */
  lacks(text: string): readonly string[];
  /** Of text that lacks nothing. */
  bytes(text: string): Buffer;
  /** Bytes that mean nothing become U+FFFD. */
  text(bytes: Buffer): string;
}

/** @returns how to write and read an encoding */
export function bankText(encoding: BankEncoding): BankText {
  const name = NAMES[encoding];
  // Most of a file is digits, which every encoding has alike.
  const text = (some: Buffer): string => {
    const plain = some.toString('latin1');
    return ASCII.test(plain) ? plain : iconv.decode(some, name, { stripBOM: false });
  };
  const isUtf8 = name === 'utf8';
  const bytes = (given: string): Buffer =>
    isUtf8 ? Buffer.from(given) : ASCII.test(given) ? Buffer.from(given, 'latin1') : iconv.encode(given, name);
  const known = (given: string): boolean => (isUtf8 ? !HALF.test(given) : text(bytes(given)) === given);
  return {
    text,
    bytes,
    lacks: (given) => (ASCII.test(given) || known(given) ? NOTHING : [...new Set(given)].filter((one) => !known(one))),
  };
}
