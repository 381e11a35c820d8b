import { shrink } from '../../village/form/photo';

/**
 * Makes a photo ready for the API: upright, smaller, without the camera's data.
 * @returns JPEG in base64 @throws Error when the browser cannot read it
 */
export async function photoToSend(file: Blob): Promise<string> {
  return bytesInBase64(await shrink(file));
}

/** @returns the bytes of a file as they are, in base64 */
export async function bytesInBase64(file: Blob): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
