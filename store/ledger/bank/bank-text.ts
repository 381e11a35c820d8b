import iconv from 'iconv-lite';
import type { BankEncoding } from '../../../domain/ledger/bank/bank-format';

/** Banks' GBK is code page 936; the wider GBK of the library has characters that they do not know. */
const NAMES: Readonly<Record<BankEncoding, string>> = {
  gbk: 'cp936',
  gb18030: 'gb18030',
  'utf-8': 'utf8',
  'utf-8-bom': 'utf8',
};

export const BYTE_ORDER_MARK = Buffer.from('\ufeff');

const ASCII = /^[\x20-\x7e]*$/;

/** Text as a bank's encoding has it. */
export interface BankText {
  /** @returns the bytes, or the characters that the encoding lacks, each once */
  bytes(text: string): Buffer | { lacks: string[] };
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
  const known = (given: string): boolean => text(iconv.encode(given, name)) === given;
  return {
    text,
    bytes(given) {
      if (ASCII.test(given)) return Buffer.from(given, 'latin1');
      const bytes = iconv.encode(given, name);
      return text(bytes) === given ? bytes : { lacks: [...new Set(given)].filter((one) => !known(one)) };
    },
  };
}
