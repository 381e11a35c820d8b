import { printable } from '../domain/text/printable';
import type { Reading } from './reading';

const MOST = 10;
const LONGEST = 300;

/**
 * @returns the words and addresses that a feed wants shown with its warnings; a malformed one is left out without
 *   error.
 */
export function attributionsIn(said: unknown): Pick<Reading, 'attributions'> {
  const attributions = (Array.isArray(said) ? said : [])
    .filter((one): one is string => typeof one === 'string' && one.trim() !== '')
    .slice(0, MOST)
    .map((one) => printable(one.slice(0, LONGEST)));
  return attributions.length > 0 ? { attributions } : {};
}
