import { all } from '../store';
import { photoId } from '../upload';
import { sealBytes, unsealBytes } from './sealed';
import { allOf, lay, remove, take } from './shelves';

/** A photo is kept before the act that names it; what no act names after this time never will. */
const UNNAMED_MS = 10 * 60_000;

/** Keeps a shrunk photo, sealed: one of minutes proves many rows, and is kept and sent once. @returns its id */
export async function keepPhoto(photo: Blob): Promise<string> {
  const bytes = await photo.arrayBuffer();
  const id = await photoId(bytes);
  await lay('photos', { id, at: Date.now(), sealed: await sealBytes(bytes) });
  return id;
}

export async function waitingPhoto(id: string): Promise<Blob | undefined> {
  const kept = await take('photos', id);
  return kept && new Blob([await unsealBytes(kept.sealed)], { type: 'image/jpeg' });
}

const namedPhotos = async (): Promise<Set<string>> =>
  new Set((await all('unsent')).flatMap(({ rows = [] }) => rows.flatMap(({ photos = [] }) => photos)));

/** Drops photos that have arrived with all acts that name them. */
export async function dropPhotos(ids: readonly string[]): Promise<void> {
  const named = await namedPhotos();
  for (const id of ids) if (!named.has(id)) await remove('photos', id);
}

/** Drops photos whose acts have arrived, or were deleted. */
export async function dropSentPhotos(): Promise<void> {
  const named = await namedPhotos();
  for (const { id, at } of await allOf('photos'))
    if (!named.has(id) && at < Date.now() - UNNAMED_MS) await remove('photos', id);
}
