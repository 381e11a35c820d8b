import { join } from 'node:path';

/**
 * The folder of the checkout (in the image: `/app`), absolute. Code finds folders of the project from here, never from
 * its own file, so that a file can move.
 */
export const ROOT = join(__dirname, '..');
