import { LEAST_PIECE } from '../../domain/report/photo';
import type { Queries } from '../db/db';
import { noteArrival } from '../ledger/delivery/signatures';
import { type Keyring, openKeyring } from '../people/sealed/keyring';
import type { PeopleKey } from '../people/sealed/people-key';
import { type AskAddress, askAt } from '../round/asks';

/**
 * Photos that prove deeds with rows of lists. They show people and their signatures, so they are sealed as soon as they
 * are whole, and no phone gets them back.
 */

interface DeedPhoto extends AskAddress {
  /** SHA-256 of the file as it was sent, in hex. */
  photo: string;
}

/** @returns whether an ask is about rows of a list */
export async function asksAboutRows(sql: Queries, ask: AskAddress): Promise<boolean> {
  const found = await sql`
    select from asks a join rounds r on r.id = a.round_id where a.id = ${askAt(sql, ask)} and r.list is not null`;
  return found.length > 0;
}

/** @returns bytes of the photos of an ask that no deed has named yet; the smallest count as a piece */
export async function unnamedDeedPhotos(sql: Queries, ask: AskAddress): Promise<number> {
  const [unnamed] = await sql<{ bytes: number }[]>`
    select coalesce(sum(greatest(size, ${LEAST_PIECE})), 0)::int as bytes from deed_photos
    where ask_id = ${askAt(sql, ask)} and named_at is null`;
  return unnamed?.bytes ?? 0;
}

/** Keeps a whole photo, sealed. @param picture JPEG; PNG, when it is the drawing of a signature */
export async function keepDeedPhoto(
  tx: Queries,
  people: PeopleKey,
  { photo, size, picture, drawn, ...ask }: DeedPhoto & { size: number; picture: Uint8Array; drawn: boolean },
): Promise<void> {
  const keyring = await openKeyring(tx, people);
  const { sealed, keyNo } = keyring.seal({ photo: Buffer.from(picture).toString('base64') }, 'deed_photos.sealed');
  await tx`
    insert into deed_photos (ask_id, photo, size, sealed, key_no, drawn)
    values (${askAt(tx, ask)}, ${photo}, ${size}, ${sealed}, ${keyNo}, ${drawn}) on conflict do nothing`;
  await noteArrival(tx, { ...ask, photo, drawn });
}

/** @returns which of these photos the unit has sent for the ask */
export async function deedPhotosHere(sql: Queries, ask: AskAddress, photos: readonly string[]): Promise<Set<string>> {
  if (photos.length === 0) return new Set();
  const here = await sql<{ photo: string }[]>`
    select photo from deed_photos where ask_id = ${askAt(sql, ask)} and photo = any(${[...photos]})`;
  return new Set(here.map(({ photo }) => photo));
}

/** Notes that deeds name these photos. */
export const nameDeedPhotos = async (tx: Queries, ask: AskAddress, photos: readonly string[]): Promise<void> => {
  if (photos.length === 0) return;
  await tx`
    update deed_photos set named_at = clock_timestamp()
    where ask_id = ${askAt(tx, ask)} and photo = any(${[...photos]}) and named_at is null`;
};

/** @returns the picture (JPEG; of a signature PNG); null when there is none, or it was erased */
export async function readDeedPhoto(
  sql: Queries,
  keyring: Keyring,
  { photo, ...ask }: DeedPhoto,
): Promise<Buffer | null> {
  const [row] = await sql<{ sealed: Buffer; keyNo: number }[]>`
    select sealed, key_no as "keyNo" from deed_photos
    where ask_id = ${askAt(sql, ask)} and photo = ${photo} and sealed is not null`;
  if (!row) return null;
  const { photo: picture } = keyring.unseal(row, 'deed_photos.sealed') as { photo: string };
  return Buffer.from(picture, 'base64');
}
