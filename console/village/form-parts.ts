import type { FastifyRequest } from 'fastify';
import { PHOTO_BYTES } from '../../domain/report/photo';
import { sentence } from '../../domain/text/refusal';
import { Problem } from '../shell/problems';

/**
 * The value of a field from a browser: a text, or a file that no script sent ahead; null for a file that is too large.
 */
export type Part = readonly [field: string, sent: string | Buffer | null];

/** Limits of a form with files: unshrunk photos of a camera, and the texts of the largest form. */
export const FORM_LIMITS = { fileSize: PHOTO_BYTES, files: 6, fields: 200, fieldSize: 16_384, parts: 210 };

/** @returns the parts of a form one by one, so that only one file is in memory. */
export async function* readParts(request: FastifyRequest): AsyncGenerator<Part> {
  if (!request.isMultipart()) {
    const fields = (request.body ?? {}) as Record<string, string | string[]>;
    for (const [field, sent] of Object.entries(fields)) for (const text of [sent].flat()) yield [field, text];
    return;
  }
  for await (const part of request.parts()) {
    if (part.type === 'file') {
      const bytes = await part.toBuffer();
      yield [part.fieldname, part.file.truncated ? null : bytes];
      continue;
    }
    if (part.valueTruncated || part.fieldnameTruncated) throw new Problem(413, sentence('request-too-large'));
    yield [part.fieldname, String(part.value)];
  }
}
