import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from '../../../config/root';
import { TEMPLATES } from './templates';

/** Makes the shipped templates anew: `npm run prints`. */
async function main(): Promise<void> {
  for (const [name, make] of Object.entries(TEMPLATES))
    await writeFile(join(ROOT, 'config/print', `${name}.docx`), await make());
}

void main();
