import { createCipheriv, createDecipheriv, type KeyObject, randomFillSync } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
/** Random, 96 bits: one key may seal 2^32 values (NIST SP 800-38D). */
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/** Random bytes of many nonces: the system is asked for a thousand at once. Each is used once. */
const nonces = Buffer.alloc(1000 * NONCE_BYTES);
let taken = nonces.length;

function freshNonce(): Buffer {
  if (taken === nonces.length) {
    randomFillSync(nonces);
    taken = 0;
  }
  taken += NONCE_BYTES;
  return nonces.subarray(taken - NONCE_BYTES, taken);
}

/**
 * Seals bytes with AES-256-GCM.
 * @param context where the value stands: it opens only with the same context
 * @returns nonce, sealed bytes and tag, one after the other
 */
export function seal(key: KeyObject, plain: Buffer, context: string): Buffer {
  const nonce = freshNonce();
  const cipher = createCipheriv(CIPHER, key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context));
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
}

/** @returns the bytes; null when they were changed, or sealed with another key or context */
export function unseal(key: KeyObject, sealed: Uint8Array, context: string): Buffer | null {
  const end = sealed.length - TAG_BYTES;
  if (end < NONCE_BYTES) return null;
  const cipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  cipher.setAAD(Buffer.from(context));
  cipher.setAuthTag(sealed.subarray(end));
  const begun = cipher.update(sealed.subarray(NONCE_BYTES, end));
  try {
    // With this cipher nothing is left over.
    const rest = cipher.final();
    return rest.length === 0 ? begun : Buffer.concat([begun, rest]);
  } catch {
    return null;
  }
}
