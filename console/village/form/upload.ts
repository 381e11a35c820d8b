import { request } from './request';

/** Small enough to get through on a network that breaks off every few seconds. */
const PIECE_BYTES = 64 * 1024;

interface State {
  received: number;
  complete: boolean;
}

/** @returns the id of a photo: the SHA-256 of its file */
export const photoId = async (bytes: ArrayBuffer): Promise<string> => hex(await crypto.subtle.digest('SHA-256', bytes));

const hex = (bytes: ArrayBuffer): string =>
  Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join('');

/**
 * Sends a photo in pieces, from where an earlier attempt stopped.
 * @returns its id
 * @throws Refused, or a network error; pieces that have arrived stay on the server
 */
export async function upload(link: string, photo: Blob, language: string): Promise<string> {
  const bytes = await photo.arrayBuffer();
  const id = await photoId(bytes);
  const send = async (offset: number, piece: ArrayBuffer | null): Promise<State> => {
    const query = new URLSearchParams({ offset: String(offset), size: String(bytes.byteLength), lang: language });
    const answer = await request(`${link}/photos/${id}?${query}`, {
      method: 'POST',
      ...(piece && { headers: { 'content-type': 'application/octet-stream' }, body: piece }),
    });
    return answer as State;
  };
  let state = await send(0, null);
  while (!state.complete) state = await send(state.received, bytes.slice(state.received, state.received + PIECE_BYTES));
  return id;
}
