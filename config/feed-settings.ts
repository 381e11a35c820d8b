import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root';

/** The list of feeds that is shipped. */
export const SHIPPED_FEEDS = join(ROOT, 'config/feeds.yaml');

/** A name of a setting in the list of feeds, within an address or a header. */
export const NAMED = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/**
 * Reads the settings of feeds, mostly keys: only those that the list of feeds names as `${NAME}`.
 * @param given every setting that is set
 * @returns the values by name; a missing one causes an error when its feed is polled, an unreadable list when it is
 *   read
 */
export function feedSettings(given: Readonly<Record<string, string>>): Record<string, string> {
  const names = new Set([...listIn(given.FEEDS_FILE ?? SHIPPED_FEEDS).matchAll(NAMED)].map(([, name = '']) => name));
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.has(name)));
}

/** @returns the text of the list without its comments, which contain examples of names. */
function listIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\s*#.*$/gm, '');
  } catch {
    return '';
  }
}
