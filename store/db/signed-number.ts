import { createHmac, timingSafeEqual } from 'node:crypto';

/** 72 bits of HMAC: too many to guess, and short enough for one SMS segment. */
const SIGNATURE_LENGTH = 12;

/** What a signed number opens; the same number opens nothing else. */
export type SignedKind = 'link' | 'posting';

const signature = (secret: string, kind: SignedKind, id: number): string =>
  createHmac('sha256', secret).update(`${kind}:${id}`).digest('base64url').slice(0, SIGNATURE_LENGTH);

/** @returns a token for an address that nobody can guess: the number, and its signature. */
export const signedNumber = (secret: string, kind: SignedKind, id: number): string =>
  `${id.toString(36)}${signature(secret, kind, id)}`;

/** @returns the number of a token, or null when the signature is not ours. */
export function readSignedNumber(secret: string, kind: SignedKind, token: string): number | null {
  const id = Number.parseInt(token.slice(0, -SIGNATURE_LENGTH), 36);
  if (!Number.isSafeInteger(id) || token.length > SIGNATURE_LENGTH + 11) return null;
  const expected = Buffer.from(signedNumber(secret, kind, id));
  const given = Buffer.from(token);
  return given.length === expected.length && timingSafeEqual(given, expected) ? id : null;
}
