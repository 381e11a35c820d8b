import { promisify } from 'node:util';
import { brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import type { FastifyRequest, onSendAsyncHookHandler } from 'fastify';
import type { App } from '../context';

/** Below, the headers are most of an answer; and what proves a session is in small answers only. */
export const LEAST_BYTES = 1400;
/** Up to so many bytes to hand an answer to another thread takes longer than to compress it. */
const SHORT_BYTES = 32_768;
/** Answers are made for one reader, once: a twentieth larger than at best, in a tenth of the time. */
const BROTLI = { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } };
const GZIP = { level: 6 };
const TEXT = /^(application\/(json|yaml|openapi\+json)|text\/(html|plain|csv|yaml))/;

/**
 * Compresses answers that are text: lists of an office are ten times as large as what is sent then. Files and streams
 * are sent as they are. It is each route's last hook, because others look at the text.
 */
export function compressAnswers(app: App): void {
  app.addHook('onRoute', (route) => {
    route.onSend = [...[route.onSend ?? []].flat(), compress];
  });
}

const compress: onSendAsyncHookHandler<unknown> = async (request, reply, payload) => {
  const type = String(reply.getHeader('content-type') ?? '');
  if (typeof payload !== 'string' || Buffer.byteLength(payload) < LEAST_BYTES || !TEXT.test(type)) return payload;
  if (reply.hasHeader('content-encoding')) return payload;
  reply.header('vary', 'accept-encoding');
  const way = wayFor(request);
  if (!way) return payload;
  reply.header('content-encoding', way).removeHeader('content-length');
  return pack(payload, way);
};

export type Way = 'br' | 'gzip';

export async function pack(text: string, way: Way): Promise<Buffer> {
  if (Buffer.byteLength(text) <= SHORT_BYTES)
    return way === 'br' ? brotliCompressSync(text, BROTLI) : gzipSync(text, GZIP);
  return way === 'br' ? promisify(brotliCompress)(text, BROTLI) : promisify(gzip)(text, GZIP);
}

/** @returns how an answer is compressed for a reader; null as it is */
export function wayFor({ headers }: Pick<FastifyRequest, 'headers'>): Way | null {
  const accepted = String(headers['accept-encoding'] ?? '');
  if (/\bbr\b(?!;q=0)/.test(accepted)) return 'br';
  return /\bgzip\b(?!;q=0)/.test(accepted) ? 'gzip' : null;
}
