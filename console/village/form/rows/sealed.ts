import type { Sealed } from '../store';

/**
 * What the phone keeps of people until it is sent is sealed by a key that the browser gives to nobody, not even to this
 * script: whoever copies the phone's files reads nothing. It lies apart, so that older pages still open their data.
 */

const CIPHER = 'AES-GCM';
const IV_BYTES = 12;
const SHELF = 'keys';
const KEY = 'rows';

const done = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

function open(): Promise<IDBDatabase> {
  const request = indexedDB.open('nuandong-key', 1);
  request.onupgradeneeded = () => request.result.createObjectStore(SHELF);
  return done(request);
}

/** The first key that was kept; page and service worker may both make one. */
async function makeKey(): Promise<CryptoKey> {
  const shelf = async (mode: IDBTransactionMode) => (await open()).transaction(SHELF, mode).objectStore(SHELF);
  const present = await done<CryptoKey | undefined>((await shelf('readonly')).get(KEY));
  if (present) return present;
  const fresh = await crypto.subtle.generateKey({ name: CIPHER, length: 256 }, false, ['encrypt', 'decrypt']);
  await done((await shelf('readwrite')).add(fresh, KEY)).catch(() => {});
  return done<CryptoKey>((await shelf('readonly')).get(KEY));
}

let key: Promise<CryptoKey> | undefined;
const phoneKey = (): Promise<CryptoKey> => {
  key ??= makeKey();
  return key;
};

/** @throws Error on a phone without storage: then nothing must be kept */
export async function sealBytes(plain: BufferSource): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(IV_BYTES));
  return { iv, data: await crypto.subtle.encrypt({ name: CIPHER, iv }, await phoneKey(), plain) };
}

export const unsealBytes = async ({ iv, data }: Sealed): Promise<ArrayBuffer> =>
  crypto.subtle.decrypt({ name: CIPHER, iv }, await phoneKey(), data);

/** @param value plain JSON @throws Error on a phone without storage: then nothing must be kept */
export const seal = (value: unknown): Promise<Sealed> => sealBytes(new TextEncoder().encode(JSON.stringify(value)));

export const unseal = async <T>(sealed: Sealed): Promise<T> =>
  JSON.parse(new TextDecoder().decode(await unsealBytes(sealed))) as T;
