import { createHash } from 'node:crypto';

/** Eight grey dots by eight as JPEG: what simulated villages send where a photo is asked. */
const BASE64 = [
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////',
  '////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////',
  '////////////wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAH/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QA',
  'FAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AKAD/9k=',
].join('');

const bytes = Buffer.from(BASE64, 'base64');

/** The photo and its id, as a phone works it out. */
export const PHOTO = { id: createHash('sha256').update(bytes).digest('hex'), bytes };
