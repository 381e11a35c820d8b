import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PREFERRED } from '../../../services/processes/ports';

/** Below the ports that Linux gives to outgoing connections; a home takes a few neighbouring ones. */
const [LEAST, MOST] = [20_000, 32_000];

/**
 * @returns a new folder for the data of a whole start. It remembers ports that other tests hardly choose: two starts at
 *   the same moment would both find the usual ones free, and the slower one would end.
 */
export function ownHome(): string {
  const home = mkdtempSync(join(tmpdir(), 'nuandong-test-'));
  const first = LEAST + Math.floor(Math.random() * (MOST - LEAST));
  const ports = Object.keys(PREFERRED).map((name, nth) => [name, first + nth]);
  writeFileSync(join(home, 'ports.json'), JSON.stringify(Object.fromEntries(ports)));
  return home;
}
