import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import type { DataConverter, Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';
import type { Env } from '../config/env';
import { packing } from './payload-packing';

const { Payload: Wire } = temporal.api.common.v1;
const CIPHER = 'aes-256-gcm';
const ENCODING = 'binary/encrypted';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** Another use of the same secret would give another key. */
const USE = 'nuandong payloads';

interface Key {
  /** Names the key beside what it encrypted; says nothing about it. */
  id: string;
  key: Buffer;
}

const keyOf = (secret: string): Key => {
  const key = Buffer.from(hkdfSync('sha256', secret, '', USE, 32));
  return { id: createHash('sha256').update(key).digest('hex').slice(0, 16), key };
};

/**
 * Encrypts what Temporal stores of workflows: arguments, results, memos, summaries. Search attributes stay plain,
 * because Temporal searches them; so do the messages of failures, which the SDK's converter leaves plain. What was
 * written before there was a key is read as it is, so a key can come or change while a season runs.
 * @param secrets the first encrypts; all of them open what they encrypted
 */
export function payloadCodec(secrets: readonly string[]): PayloadCodec {
  const keys = secrets.map(keyOf);
  const [own] = keys;
  return {
    encode: async (payloads) => (own ? payloads.map((payload) => sealed(own, payload)) : payloads),
    decode: async (payloads) => payloads.map((payload) => (isSealed(payload) ? opened(keys, payload) : payload)),
  };
}

const keysIn = (setting: string | undefined): string[] => setting?.split(',') ?? [];

type Keyed = Pick<Env, 'PAYLOAD_KEY'>;

/** Writing goes from the first to the last: what is encrypted cannot be made smaller. */
const codecsOf = ({ PAYLOAD_KEY }: Keyed): [PayloadCodec, PayloadCodec] => [packing, payloadCodec(keysIn(PAYLOAD_KEY))];

/** @returns how this process reads and writes payloads: plain where no PAYLOAD_KEY is given */
export const dataConverter = (env: Keyed): DataConverter => ({ payloadCodecs: codecsOf(env) });

/** A payload as JSON has it: bytes in base64. */
export interface JsonPayload {
  metadata?: Record<string, string> | undefined;
  data?: string | undefined;
}

/**
 * Opens payloads for those who read them outside a worker: Temporal's Web UI, and the audit of a rehearsal.
 * @throws Error as the codec does
 */
export async function readable(env: Keyed, payloads: readonly JsonPayload[]): Promise<JsonPayload[]> {
  const [packed, sealed] = codecsOf(env);
  const opened = await packed.decode(await sealed.decode(payloads.map(fromJson)));
  return opened.map(toJson);
}

const fromJson = ({ metadata = {}, data = '' }: JsonPayload): Payload => ({
  metadata: Object.fromEntries(Object.entries(metadata).map(([name, text]) => [name, Buffer.from(text, 'base64')])),
  data: Buffer.from(data, 'base64'),
});
const base64 = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('base64');
const toJson = ({ metadata, data }: Payload): JsonPayload => ({
  metadata: Object.fromEntries(Object.entries(metadata ?? {}).map(([name, bytes]) => [name, base64(bytes)])),
  data: base64(data),
});

const isSealed = ({ metadata }: Payload): boolean => textIn(metadata?.encoding) === ENCODING;
const textIn = (bytes: Uint8Array | null | undefined): string => Buffer.from(bytes ?? []).toString('utf8');

function sealed({ id, key }: Key, payload: Payload): Payload {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key, nonce);
  const hidden = Buffer.concat([cipher.update(Wire.encode(payload).finish()), cipher.final()]);
  return {
    metadata: { encoding: Buffer.from(ENCODING), 'encryption-key-id': Buffer.from(id) },
    data: Buffer.concat([nonce, hidden, cipher.getAuthTag()]),
  };
}

/** @throws Error when none of the keys encrypted it, or it was changed since */
function opened(keys: readonly Key[], { metadata, data }: Payload): Payload {
  const id = textIn(metadata?.['encryption-key-id']);
  const key = keys.find((one) => one.id === id);
  if (!key) throw new Error(`PAYLOAD_KEY lacks the key ${id}, which encrypted a payload in Temporal.`);
  const bytes = Buffer.from(data ?? []);
  const decipher = createDecipheriv(CIPHER, key.key, bytes.subarray(0, NONCE_BYTES));
  decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
  const plain = Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()]);
  return Wire.decode(plain);
}
