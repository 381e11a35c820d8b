import type { Receipt } from '../../../../store/message/outbox/settlement';
import { verdictOn } from '../errors';
import type { Delivered } from './message';

/** message_state of a TLV or of query_sm_resp, in the words of a receipt's text (SMPP 3.4, 5.2.28 and appendix B). */
export const STATES: Readonly<Record<number, string>> = {
  2: 'DELIVRD',
  3: 'EXPIRED',
  4: 'DELETED',
  5: 'UNDELIV',
  8: 'REJECTD',
};
/** Not final: the SMS is under way, or the gateway itself does not know. */
const OPEN = new Set(['SCHEDULED', 'ENROUTE', 'ACCEPTD', 'UNKNOWN', '']);

/**
 * @returns null when the state is not final. TLVs take precedence over the text, which is only a convention (appendix
 *   B).
 */
export function receiptOf(
  provider: string,
  { phone, text, receiptedId, state }: Pick<Delivered, 'phone' | 'text' | 'receiptedId' | 'state'>,
): Receipt | null {
  const said = (name: string) => new RegExp(`\\b${name}:\\s*(\\S+)`, 'i').exec(text)?.[1]?.slice(0, 65) ?? '';
  const ref = receiptedId ?? said('id');
  const word = said('stat').toUpperCase() || (state === null ? '' : (STATES[state] ?? ''));
  if (ref === '' || OPEN.has(word)) return null;
  const code = codeOf(word, said('err'));
  return { message: null, provider, ref, phone, code, ...verdictOn(code), part: { spellings: spellings(ref) } };
}

/** The carrier's own code, where there is one, says more than "undelivered". */
export const codeOf = (word: string, err: string): string =>
  (word === 'UNDELIV' && /[1-9a-z]/i.test(err) ? `UNDELIV ${err}` : word).slice(0, 60);

/**
 * Some gateways write the number in hexadecimal in their answer and in decimal in the receipt, or the reverse, with or
 * without leading zeros (Kannel has a setting for it, msg-id-type).
 * @returns every spelling of the number that the answer may have used, the given one first
 */
export function spellings(id: string): string[] {
  const bare = id.replace(/^0+(?=.)/, '');
  const found = [id, bare, bare.toLowerCase(), bare.toUpperCase()];
  if (/^\d+$/.test(bare)) {
    const hex = BigInt(bare).toString(16);
    found.push(hex, hex.toUpperCase(), hex.padStart(8, '0'), hex.padStart(8, '0').toUpperCase());
  }
  if (/^[\da-f]+$/i.test(bare)) {
    const decimal = BigInt(`0x${bare}`).toString();
    found.push(decimal, decimal.padStart(10, '0'));
  }
  return [...new Set(found)];
}
