import { sentence } from '../../domain/text/refusal';
import { FeedError, type FeedProblem } from '../reading';

/** Ten times the largest answer seen for a whole country; a larger one is no feed. */
export const LARGEST_BYTES = 10 * 1024 * 1024;

/**
 * Turns the bytes of a feed into text. Valid UTF-8 counts as UTF-8 whatever the declaration says: Chinese text in GBK
 * is never valid UTF-8 beyond a few characters, and gateways that convert a document often leave the old declaration in
 * it.
 * @param problems gets a note when the declaration was wrong
 * @throws FeedError when it is too large, or no text
 */
export function decode(bytes: Uint8Array, problems: FeedProblem[]): string {
  if (bytes.byteLength > LARGEST_BYTES)
    throw new FeedError(sentence('feed-too-large', { bytes: bytes.byteLength, most: LARGEST_BYTES }));
  const marked = byMark(bytes);
  if (marked) return marked;
  const declared = declaredEncoding(bytes);
  const [encoding, text] = firstThatFits(bytes, ['utf-8', declared, 'gb18030']);
  if (declared && declared !== encoding)
    problems.push({ level: 'note', ...sentence('feed-other-encoding', { declared, found: encoding }) });
  return text;
}

/** A byte order mark at the beginning is certain. */
function byMark(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  const little = first === 0xff && second === 0xfe;
  const big = first === 0xfe && second === 0xff;
  if (!little && !big) return null;
  return new TextDecoder(little ? 'utf-16le' : 'utf-16be').decode(bytes);
}

/** @returns the encoding of an XML declaration by the name that the decoder knows; null when there is none. */
function declaredEncoding(bytes: Uint8Array): string | null {
  const beginning = new TextDecoder('latin1').decode(bytes.subarray(0, 200));
  const label = /^\s*<\?xml[^>]*\bencoding\s*=\s*["']([\w.:-]{1,40})["']/.exec(beginning)?.[1];
  if (!label) return null;
  try {
    const { encoding } = new TextDecoder(label);
    return encoding === 'gbk' ? 'gb18030' : encoding;
  } catch {
    return null;
  }
}

function firstThatFits(bytes: Uint8Array, encodings: (string | null)[]): [string, string] {
  for (const encoding of encodings) {
    if (!encoding) continue;
    try {
      return [encoding, new TextDecoder(encoding, { fatal: true }).decode(bytes)];
    } catch {
      // The next encoding may fit.
    }
  }
  throw new FeedError(sentence('feed-encoding'));
}
