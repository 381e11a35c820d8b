import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import type { Payload, PayloadCodec } from '@temporalio/common';
import { temporal } from '@temporalio/proto';

const { Payload: Wire } = temporal.api.common.v1;
const ENCODING = 'binary/brotli';
/**
 * Release 0.1.0 cannot read what is packed. Its plans had 1.5 MB at most, so nothing is packed up to here: whatever it
 * could have written, it can read after a roll-back. Once the release before reads packed payloads, 64 KB will do.
 */
const LARGE_BYTES = 1.75 * 1024 * 1024;
/** Far more than any plan; a bomb in Temporal would end the worker that opens it. */
const LARGEST_BYTES = 64 * 1024 * 1024;
/** A country's areas are 150 KB in each round: with this window the second round says only that they are the same. */
const HOW = { params: { [constants.BROTLI_PARAM_LGWIN]: 24, [constants.BROTLI_PARAM_QUALITY]: 5 } };

/**
 * Makes large payloads a fifth of their size, and less: Temporal takes 2 MB at most, and the plan of a country, with
 * the names of its areas in every round, is larger. What was written before is read as it is.
 */
export const packing: PayloadCodec = {
  encode: async (payloads) => payloads.map((payload) => (isLarge(payload) ? packed(payload) : payload)),
  decode: async (payloads) => payloads.map((payload) => (isPacked(payload) ? unpacked(payload) : payload)),
};

const isLarge = ({ data }: Payload): boolean => (data?.length ?? 0) > LARGE_BYTES;
const isPacked = ({ metadata }: Payload): boolean =>
  Buffer.from(metadata?.encoding ?? []).toString('utf8') === ENCODING;

const packed = (payload: Payload): Payload => ({
  metadata: { encoding: Buffer.from(ENCODING) },
  data: brotliCompressSync(Wire.encode(payload).finish(), HOW),
});

const unpacked = ({ data }: Payload): Payload =>
  Wire.decode(brotliDecompressSync(data ?? new Uint8Array(), { maxOutputLength: LARGEST_BYTES }));
