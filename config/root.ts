import { join } from 'node:path';

/**
 * The folder of the checkout (in the image: `/app`), absolute. Folders of the project are found from here, never from
 * the file that asks: so a file can move without losing what it reads.
 */
export const ROOT = join(__dirname, '..');
