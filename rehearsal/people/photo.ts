import { createHash } from 'node:crypto';

/** A JPEG of 8 × 8 grey pixels, which simulated villages send where a form asks for a photo. */
const BASE64 = [
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAFA3PEY8MlBGQUZaVVBfeMiCeG5uePWvuZHI////////////////////////////////',
  '////////////////////2wBDAVVaWnhpeOuCguv/////////////////////////////////////////////////////////////',
  '////////////wAARCAAIAAgDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAH/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QA',
  'FAEBAAAAAAAAAAAAAAAAAAAAAP/EABQRAQAAAAAAAAAAAAAAAAAAAAD/2gAMAwEAAhEDEQA/AKAD/9k=',
].join('');

const bytes = Buffer.from(BASE64, 'base64');

/** The photo and its id, which a phone computes in the same way. */
export const PHOTO = { id: createHash('sha256').update(bytes).digest('hex'), bytes };
