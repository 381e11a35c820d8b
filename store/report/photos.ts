import { createHash } from 'node:crypto';
import { inflateSync } from 'node:zlib';
import type { Form } from '../../domain/campaign/definition/definition';
import { BYTES_A_PLACE, bareJpeg, LEAST_PIECE, PHOTO_BYTES } from '../../domain/report/photo';
import type { Figures } from '../../domain/report/report-figures';
import { type Drawing, isBlank, readDrawing, unpackedSize } from '../../domain/report/signature';
import { type Problem, Refused, sentence } from '../../domain/text/refusal';
import { atomically, type Queries } from '../db/db';
import { isAwaited } from '../ledger/delivery/signatures';
import type { PeopleKey } from '../people/sealed/people-key';
import { type AskAddress, askAt } from '../round/asks';
import { asksAboutRows, deedPhotosHere, keepDeedPhoto, unnamedDeedPhotos } from './deed-photos';

/** A piece of a photo; without bytes it only asks how much has arrived. */
export interface PhotoPiece extends AskAddress {
  /** SHA-256 of the whole file, in hex. */
  photo: string;
  /** Bytes of the whole file. */
  size: number;
  /** Byte at which the piece begins. */
  offset: number;
  bytes: Uint8Array;
}

/** How many bytes of a photo have arrived; the next piece begins at `received`. */
export interface PhotoState {
  received: number;
  complete: boolean;
}

/** Why a photo is refused, for its sender. */
export class PhotoRefused extends Refused {}

/**
 * A photo comes just before its report. Between them a phone may be without network for weeks; after an even longer
 * time it still has the photo and sends it again.
 */
const UNNAMED_DAYS = 30;

/**
 * Takes the next piece of a photo. A piece that does not begin where the last one ended changes nothing, so pieces may
 * come twice, and the answer says where to go on. After the last piece the bytes must match the id.
 * @param people seals a photo of an ask about rows of a list
 * @throws PhotoRefused; the bytes of a damaged photo, or of another kind of file, are dropped
 */
export async function addPiece(sql: Queries, piece: PhotoPiece, people?: PeopleKey): Promise<PhotoState> {
  const { size } = piece;
  const end = piece.offset + piece.bytes.length;
  if (size > PHOTO_BYTES || end > size) throw new PhotoRefused(sentence('photo-too-large'));
  if (piece.bytes.length > 0 && piece.bytes.length < LEAST_PIECE && end < size)
    throw new PhotoRefused(sentence('piece-too-small', { least: LEAST_PIECE }));
  const state = await atomically(sql, async (tx): Promise<PhotoState | PhotoRefused> => {
    const ofRows = await asksAboutRows(tx, piece);
    if (ofRows && (await deedPhotosHere(tx, piece, [piece.photo])).size > 0) return { received: size, complete: true };
    const begun = await beginPhoto(tx, piece, ofRows);
    if (begun.complete || piece.offset !== begun.received || piece.bytes.length === 0) return begun;
    const received = await append(tx, piece);
    return received < size ? { received, complete: false } : settle(tx, piece, ofRows ? sealWith(people) : null);
  });
  if (state instanceof PhotoRefused) throw state;
  return state;
}

function sealWith(people: PeopleKey | undefined): PeopleKey {
  if (!people) throw new Error('A photo of rows came without the key that seals it.');
  return people;
}

/** @returns the state of a photo, with its row locked; makes the row at the first piece. */
async function beginPhoto(sql: Queries, piece: PhotoPiece, ofRows: boolean): Promise<PhotoState> {
  const { photo, size } = piece;
  const waiting = ofRows ? await unnamedDeedPhotos(sql, piece) : 0;
  const [others] = await sql<{ bytes: number }[]>`
    select coalesce(sum(greatest(size, ${LEAST_PIECE})), 0)::int as bytes from photos
    where ask_id = ${askAt(sql, piece)} and id <> ${photo}`;
  const bytes = (others?.bytes ?? 0) + waiting + Math.max(size, LEAST_PIECE);
  if (bytes > BYTES_A_PLACE) throw new PhotoRefused(sentence('too-many-photos'));
  await sql`
    insert into photos (ask_id, id, size) values (${askAt(sql, piece)}, ${photo}, ${size})
    on conflict do nothing`;
  const [row] = await sql<PhotoState[]>`
    select size as received, completed_at is not null as complete from photos where ${isPhoto(sql, piece)} for update`;
  if (row?.complete) return row;
  const [come] = await sql<{ received: number }[]>`
    select coalesce(sum(length(bytes)), 0)::int as received from photo_pieces where ${isPieceOf(sql, piece)}`;
  return { received: come?.received ?? 0, complete: false };
}

/** @returns how many bytes have arrived now. */
async function append(sql: Queries, piece: PhotoPiece): Promise<number> {
  const { photo, offset, bytes } = piece;
  await sql`
    insert into photo_pieces (ask_id, photo, at, bytes)
    values (${askAt(sql, piece)}, ${photo}, ${offset}, ${Buffer.from(bytes)})`;
  return offset + bytes.length;
}

/**
 * Keeps the whole photo without its place data, or drops it.
 * @returns the refusal instead of throwing it, because the transaction must commit.
 */
async function settle(sql: Queries, piece: PhotoPiece, people: PeopleKey | null): Promise<PhotoState | PhotoRefused> {
  const [row] = await sql<{ bytes: Buffer }[]>`
    select string_agg(bytes, ''::bytea order by at) as bytes from photo_pieces where ${isPieceOf(sql, piece)}`;
  const whole = row?.bytes ?? Buffer.alloc(0);
  const picture = createHash('sha256').update(whole).digest('hex') === piece.photo ? pictureIn(whole, people) : null;
  const fault =
    picture === null ? 'photo-damaged' : 'fault' in picture ? picture.fault : await faultOf(sql, piece, picture);
  if (!picture || 'fault' in picture || fault !== null) {
    await sql`delete from photos where ${isPhoto(sql, piece)}`;
    return new PhotoRefused(sentence(fault ?? 'photo-damaged'));
  }
  if (people) {
    await keepDeedPhoto(sql, people, { ...piece, ...picture });
    await sql`delete from photos where ${isPhoto(sql, piece)}`;
    return { received: piece.size, complete: true };
  }
  await sql`
    update photos set bytes = ${Buffer.from(picture.picture)}, completed_at = clock_timestamp() where ${isPhoto(sql, piece)}`;
  await sql`delete from photo_pieces where ${isPieceOf(sql, piece)}`;
  return { received: piece.size, complete: true };
}

type PhotoFault = 'photo-not-jpeg' | 'photo-damaged' | 'signature-blank' | 'signature-not-drawn';

/** @returns the bare picture: a photo, or of rows also a drawn signature; or why it is none */
function pictureIn(
  whole: Uint8Array,
  people: PeopleKey | null,
): { picture: Uint8Array; drawn: boolean } | { fault: PhotoFault } {
  const photo = bareJpeg(whole);
  if (photo) return { picture: photo, drawn: false };
  const drawing = people ? readDrawing(whole) : null;
  if (!drawing) return { fault: 'photo-not-jpeg' };
  const pixels = unpacked(drawing);
  if (!pixels) return { fault: 'photo-damaged' };
  return isBlank(drawing, pixels) ? { fault: 'signature-blank' } : { picture: drawing.bare, drawn: true };
}

/** @returns the rows of pixels, never more than the head of the picture says; null when they do not open */
function unpacked(drawing: Drawing): Uint8Array | null {
  try {
    return inflateSync(drawing.packed, { maxOutputLength: unpackedSize(drawing) });
  } catch {
    return null;
  }
}

/** A photo is not the signature that a delivery waits for. */
const faultOf = async (sql: Queries, piece: PhotoPiece, { drawn }: { drawn: boolean }): Promise<PhotoFault | null> =>
  !drawn && (await isAwaited(sql, piece)) ? 'signature-not-drawn' : null;

const isPhoto = (sql: Queries, { photo, ...ask }: AskAddress & { photo: string }) => sql`
  ask_id = ${askAt(sql, ask)} and id = ${photo}`;

const isPieceOf = (sql: Queries, { photo, ...ask }: AskAddress & { photo: string }) => sql`
  ask_id = ${askAt(sql, ask)} and photo = ${photo}`;

/** Takes a photo that came in one piece. @returns its id @throws PhotoRefused */
export async function addPhoto(
  sql: Queries,
  place: AskAddress,
  bytes: Uint8Array,
  people?: PeopleKey,
): Promise<string> {
  const photo = createHash('sha256').update(bytes).digest('hex');
  await addPiece(sql, { ...place, photo, size: bytes.length, offset: 0, bytes }, people);
  return photo;
}

/** @returns the picture (JPEG), or null while it is incomplete. */
export async function readPhoto(sql: Queries, place: AskAddress & { photo: string }): Promise<Buffer | null> {
  const [row] = await sql<{ bytes: Buffer }[]>`
    select bytes from photos where ${isPhoto(sql, place)} and completed_at is not null`;
  return row?.bytes ?? null;
}

/**
 * Marks the photos that a report names, in the report's transaction, so that they are not deleted as unnamed.
 * @returns a problem for each photo that this place has not sent; then the report must not be written
 */
export async function namePhotos(
  sql: Queries,
  ask: AskAddress,
  { form, figures }: { form: Form; figures: Figures },
): Promise<Problem[]> {
  const named = form.fields.filter(({ id, type }) => type === 'photo' && figures[id] !== undefined);
  if (named.length === 0) return [];
  const here = await sql<{ id: string }[]>`
    update photos set named_at = coalesce(named_at, clock_timestamp())
    where ask_id = ${askAt(sql, ask)}
      and completed_at is not null and id = any(${named.map(({ id }) => String(figures[id]))})
    returning id`;
  const ids = new Set(here.map(({ id }) => id));
  return named
    .filter(({ id }) => !ids.has(String(figures[id])))
    .map((field) => ({ field: field.id, ...sentence('not-a-photo', { label: field.label }) }));
}

/** Deletes photos, complete or not, that no report or deed has named within the time limit. @returns how many */
export async function dropUnnamedPhotos(sql: Queries): Promise<number> {
  const limit = sql`clock_timestamp() - make_interval(days => ${UNNAMED_DAYS})`;
  const { count: ofReports } = await sql`delete from photos where named_at is null and begun_at < ${limit}`;
  const { count: ofDeeds } = await sql`delete from deed_photos where named_at is null and came_at < ${limit}`;
  return ofReports + ofDeeds;
}
