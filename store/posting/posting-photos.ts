import { createHash } from 'node:crypto';
import type { Instant } from '../../domain/instant';
import type { Fragment, Queries } from '../db/db';

export const PHOTO_MOMENTS = ['start', 'end'] as const;
export type PhotoMoment = (typeof PHOTO_MOMENTS)[number];

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

/** The photos `f` of the board on which a posting hangs: those of its other versions too. */
const ofBoard = (sql: Queries, posting: number): Fragment => sql`
  posting_photos f join postings o on o.id = f.posting_id
  join postings mine on mine.lot_id = o.lot_id and mine.region_code = o.region_code and mine.id = ${posting}`;

/** @returns the photos of the board, the oldest first. */
export const photosOfPosting = (sql: Queries, posting: number): Promise<PostingPhoto[]> => sql<PostingPhoto[]>`
  select distinct on (f.at, f.id) f.id, f.moment, f.at from ${ofBoard(sql, posting)} order by f.at, f.id`;

/** @returns the picture (JPEG), or null when the board has no such photo. */
export async function readPostingPhoto(
  sql: Queries,
  { posting, photo }: { posting: number; photo: string },
): Promise<Buffer | null> {
  const [row] = await sql<{ bytes: Buffer }[]>`
    select f.bytes from ${ofBoard(sql, posting)} where f.id = ${photo} limit 1`;
  return row?.bytes ?? null;
}

/** What is withdrawn later has hung all the same. */
const shows = (sql: Queries, bounds: { from: Instant; until: Instant } | null): Fragment =>
  bounds === null
    ? sql`o.state <> 'withdrawn'`
    : sql`f.at >= ${bounds.from} and f.at < ${bounds.until}
          and (o.state <> 'withdrawn' or o.ended_at >= ${bounds.until})`;

/** A photo of a village's board, as a report shows it. */
export interface BoardPhoto {
  list: string;
  village: string;
  moment: PhotoMoment;
  at: Instant;
  bytes: Buffer;
}

/**
 * @param most of each list
 * @param bounds only photos taken between the two, also of postings that were withdrawn since; all when null
 * @returns the first photos of boards of a campaign; of each board one of the start and one of
 *   the end, boards that have both first
 */
export const someBoardPhotos = (
  sql: Queries,
  {
    campaign,
    most,
    bounds = null,
  }: { campaign: string; most: number; bounds?: { from: Instant; until: Instant } | null },
): Promise<BoardPhoto[]> => sql<BoardPhoto[]>`
  with moments as (
    select distinct on (o.lot_id, o.region_code, f.moment) o.list, o.lot_id, o.region_code, f.posting_id, f.id, f.moment, f.at
    from posting_photos f join postings o on o.id = f.posting_id
    where o.campaign_id = ${campaign} and ${shows(sql, bounds)} order by o.lot_id, o.region_code, f.moment, f.at),
  boards as (select *, count(*) over (partition by lot_id, region_code) as moments from moments),
  chosen as (
    select b.*, g.name as village,
           row_number() over (partition by b.list order by b.moments desc, b.lot_id, g.path, b.moment desc) as nth
    from boards b join regions g on g.code = b.region_code)
  select c.list, c.village, c.moment, c.at, f.bytes
  from chosen c join posting_photos f on f.posting_id = c.posting_id and f.id = c.id
  where c.nth <= ${most} order by c.list, c.nth`;
