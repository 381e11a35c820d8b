import { createHash } from 'node:crypto';
import { PHOTO } from '../../../rehearsal/people/photo';

const COMMENT_BYTES = 0xea60;

/** A photo of 60 KB, with a comment that the server drops. */
const bytes = Buffer.concat([
  PHOTO.bytes.subarray(0, 2),
  Buffer.from([0xff, 0xfe, COMMENT_BYTES >> 8, COMMENT_BYTES & 0xff]),
  Buffer.alloc(COMMENT_BYTES - 2),
  PHOTO.bytes.subarray(2),
]);

/** The camera's file, its id, and the stored picture. */
export const LARGE_PHOTO = { id: createHash('sha256').update(bytes).digest('hex'), bytes, kept: PHOTO.bytes };
