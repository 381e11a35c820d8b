import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../../../config/root';
import type { Sql } from '../../../db/db';
import { regionExists } from '../../regions';
import { importRegister } from '../import';
import { SAMPLES, topOf } from './sample-trees';

const DIRECTORY = join(ROOT, 'config/samples');

/**
 * Imports the sample registers, each unless its top region exists, so that the next start does not undo an
 * administrator's changes.
 * @param top only the sample with this region at its top
 */
export async function loadSamples(sql: Sql, { top }: { top?: string } = {}): Promise<void> {
  for (const sample of SAMPLES) {
    if (top !== undefined && topOf(sample) !== top) continue;
    if (await regionExists(sql, topOf(sample))) continue;
    const folder = join(DIRECTORY, sample);
    const kinds = join(folder, 'kinds.csv');
    await importRegister(sql, {
      regions: join(folder, 'regions.csv'),
      contacts: join(folder, 'contacts.csv'),
      ...(existsSync(kinds) && { kinds }),
    });
  }
}
