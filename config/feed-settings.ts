import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './root';

/** The list of feeds that is shipped. */
export const SHIPPED_FEEDS = join(ROOT, 'config/feeds.yaml');

/** How a list of feeds names a setting, in an address or a header. */
export const NAMED = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

/**
 * A feed's own settings, its keys above all: what the list of feeds names as `${NAME}`, and nothing else that is set.
 * @param given every setting that is set
 * @returns by name; what is missing is told when its feed is asked, and a list that cannot be read when it is read
 */
export function feedSettings(given: Readonly<Record<string, string>>): Record<string, string> {
  const names = new Set([...listIn(given.FEEDS_FILE ?? SHIPPED_FEEDS).matchAll(NAMED)].map(([, name = '']) => name));
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.has(name)));
}

/** The words of the list without its remarks, which name settings for example. */
function listIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\s*#.*$/gm, '');
  } catch {
    return '';
  }
}
