import { createHash } from 'node:crypto';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { LEAST_BYTES, pack, type Way, wayFor } from './gate/compressed';

/** An answer that many readers get: text, tag and compressed bytes are made once, when the first of them asks. */
export interface Kept {
  text: string;
  /** Of these bytes, as an ETag. */
  tag: string;
  packed: Map<Way, Promise<Buffer>>;
}

/** @param make the text, which must not change @returns a function that makes it once */
export function keep(make: () => string): () => Kept {
  let kept: Kept | undefined;
  return () => {
    kept ??= keepText(make());
    return kept;
  };
}

function keepText(text: string): Kept {
  const tag = `"${createHash('sha1').update(text).digest('base64url')}"`;
  return { text, tag, packed: new Map() };
}

/**
 * Sends JSON that is kept, or only says that the reader has it already. The page names what it has by itself
 * (console/app/use-data.ts): a browser stores no answer of ours.
 */
export async function sendKept(request: FastifyRequest, reply: FastifyReply, { text, tag, packed }: Kept) {
  reply.header('etag', tag);
  if (request.headers['if-none-match'] === tag) return reply.code(304).send();
  reply.type('application/json; charset=utf-8');
  const way = Buffer.byteLength(text) < LEAST_BYTES ? null : wayFor(request);
  if (way === null) return reply.send(text);
  const bytes = packed.get(way) ?? pack(text, way);
  packed.set(way, bytes);
  return reply
    .header('vary', 'accept-encoding')
    .header('content-encoding', way)
    .send(await bytes);
}
