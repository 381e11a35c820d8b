import { join } from 'node:path';
import { ROOT } from '../../../../config/root';
import type { Sql } from '../../../db/db';
import { regionExists } from '../../regions';
import { importRegister } from '../import';
import { SAMPLES, type Sample } from './sample-trees';

const DIRECTORY = join(ROOT, 'config/samples');
const TOPS: Record<Sample, string> = {
  qiubei: '532626',
  'two-festivals': '350600',
  liangshan: '513400',
  haimen: '990100101',
  'civil-affairs': '990200',
  communities: '990300101',
};

/**
 * Imports the sample registers, each unless its top region exists, so that the next start does not undo an
 * administrator's changes.
 */
export async function loadSamples(sql: Sql): Promise<void> {
  for (const sample of SAMPLES) {
    if (await regionExists(sql, TOPS[sample])) continue;
    const folder = join(DIRECTORY, sample);
    await importRegister(sql, { regions: join(folder, 'regions.csv'), contacts: join(folder, 'contacts.csv') });
  }
}
