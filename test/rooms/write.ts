import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../../config/root';
import { picture, withTable } from './document';
import { filesOfRooms, importsOf } from './imports';
import { lintRules } from './lint';

/** Writes the files that come from the table of rooms, and shows the house: `npm run rooms`. */
const files = filesOfRooms();
writeFileSync(join(ROOT, 'biome.rooms.json'), `${JSON.stringify(lintRules(files), null, 2)}\n`);
const document = join(ROOT, 'ARCHITECTURE.md');
writeFileSync(document, withTable(readFileSync(document, 'utf8')));
process.stdout.write(picture(files, importsOf(files)));
