import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';

export type PhotoMoment = 'start' | 'end';

/** A photo of the board, as evidence. */
export interface PostingPhoto {
  /** SHA-256 of the file as it was sent, in hex. */
  id: string;
  moment: PhotoMoment;
  at: Instant;
}

/** Most photos of one board. */
export const MOST_PHOTOS = 12;

/** Keeps a photo; the same one again changes nothing. @returns its id, null when the board has too many */
export async function addPostingPhoto(
  tx: Queries,
  {
    posting,
    moment,
    bytes,
    picture,
    now,
  }: { posting: number; moment: PhotoMoment; bytes: Uint8Array; picture: Uint8Array; now: Instant },
): Promise<string | null> {
  const id = createHash('sha256').update(bytes).digest('hex');
  await tx`select from postings where id = ${posting} for no key update`;
  const [others] = await tx<{ many: number }[]>`
    select count(*)::int as many from posting_photos where posting_id = ${posting} and id <> ${id}`;
  if ((others?.many ?? 0) >= MOST_PHOTOS) return null;
  await tx`
    insert into posting_photos (posting_id, id, moment, bytes, at)
    values (${posting}, ${id}, ${moment}, ${Buffer.from(picture)}, ${now}) on conflict do nothing`;
  return id;
}

export const photosOfPosting = (sql: Queries, posting: number): Promise<PostingPhoto[]> => sql<PostingPhoto[]>`
  select id, moment, at from posting_photos where posting_id = ${posting} order by at, id`;

/** @returns the picture (JPEG), or null when the posting has no such photo. */
export async function readPostingPhoto(
  sql: Queries,
  { posting, photo }: { posting: number; photo: string },
): Promise<Buffer | null> {
  const [row] = await sql<{ bytes: Buffer }[]>`
    select bytes from posting_photos where posting_id = ${posting} and id = ${photo}`;
  return row?.bytes ?? null;
}
