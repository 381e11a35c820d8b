import { createSecretKey, hkdfSync, type KeyObject } from 'node:crypto';

/** Made of the setting PEOPLE_KEY; it opens the keys of the database, and they open the data. */
export type PeopleKey = KeyObject;

const BYTES = 32;
/** Another use of the same secret would give another key. */
const USE = 'nuandong people keys';

/** @param secret the setting PEOPLE_KEY */
export const peopleKey = (secret: string): PeopleKey =>
  createSecretKey(Buffer.from(hkdfSync('sha256', secret, '', USE, BYTES)));
