import { existsSync } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { defineCommand } from 'citty';
import { releaseHere } from '../../config/build-id';
import { readDatabaseAddresses } from '../../config/env';
import { readBackupKey } from '../../config/surroundings';
import { Refused, sentence } from '../../domain/text/refusal';
import { backupOf } from '../../services/backup/backup';
import { connect } from '../../store/db/db';
import { writeClosedFile } from '../../store/ledger/bank/on-disk';
import { environment, settingsHere } from '../environment';
import { printJson, progress } from '../output';
import { HOME } from '../system/run-file';
import { clocksPlace, STREAM } from './clocks-place';

export default defineCommand({
  meta: {
    name: 'backup',
    description: 'Write all data of the running system into one encrypted file, as it is at one moment (BACKUP_KEY)',
  },
  args: {
    file: { type: 'positional', description: 'The file to write; - is standard output', required: true },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args }) {
    const secret = readBackupKey(environment());
    if (args.file !== STREAM && existsSync(args.file))
      throw new Refused(sentence('backup-exists', { file: args.file }));
    const { DATABASE_URL, DATABASE_OWNER_URL, TEMPORAL_DATABASE_URL } = readDatabaseAddresses(settingsHere());
    const sql = connect(DATABASE_OWNER_URL ?? DATABASE_URL, { max: 2 });
    // The clocks of another Temporal are not in our folder.
    const clocks = clocksPlace(TEMPORAL_DATABASE_URL, environment().TEMPORAL_ADDRESS ? null : HOME);
    const held = { rows: 0, tables: 0, clocks: false };
    const pieces = backupOf({ sql, secret, release: await releaseHere(), clocks, at: new Date() }, held);
    try {
      if (args.file === STREAM) await pipeline(Readable.from(pieces), process.stdout);
      else await writeClosedFile(args.file, pieces);
    } finally {
      await sql.end({ timeout: 5 });
    }
    if (args.json && args.file !== STREAM) return printJson({ file: args.file, ...held });
    progress(
      `${args.file}: ${held.rows} rows of ${held.tables} tables${held.clocks ? ", and Temporal's clocks" : ''}.`,
    );
    if (!held.clocks) progress('Temporal has a server of its own: its clocks are not in it (docs/operate.md).');
    progress('Keep BACKUP_KEY, PEOPLE_KEY, PAYLOAD_KEY and LINK_SECRET apart from it: they are not in it.');
  },
});
