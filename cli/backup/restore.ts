import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { defineCommand } from 'citty';
import { readDatabaseAddresses } from '../../config/env';
import { readBackupKey, readSurroundings } from '../../config/surroundings';
import { Refused, sentence } from '../../domain/text/refusal';
import { restore } from '../../services/backup/restore';
import { bringUp } from '../../services/stack';
import { connect } from '../../store/db/db';
import { prepareDatabase } from '../../store/db/prepare';
import { environment } from '../environment';
import { printJson, progress } from '../output';
import { HOME, runningSystem } from '../system/run-file';
import { clocksPlace, STREAM } from './clocks-place';

export default defineCommand({
  meta: {
    name: 'restore',
    description: 'Put a file of `nuandong backup` into an empty database: of the environment, else of the home folder',
  },
  args: {
    file: { type: 'positional', description: 'The file to read; - is standard input', required: true },
    json: { type: 'boolean', description: 'One JSON document on standard output' },
  },
  async run({ args }) {
    const secret = readBackupKey(environment());
    if (args.file !== STREAM) await stat(args.file);
    const given = environment().DATABASE_URL;
    if (!given && runningSystem()) throw new Refused(sentence('restore-running'));
    const { TEMPORAL_STORE } = readSurroundings(environment());
    const env = { TEMPORAL_STORE };
    const servers = given ? null : await bringUp({ home: HOME, env, log: progress, only: ['postgres'] });
    try {
      const addresses = readDatabaseAddresses(servers?.env ?? environment());
      const sql = connect(addresses.DATABASE_OWNER_URL ?? addresses.DATABASE_URL, { max: 2 });
      const clocks = clocksPlace(addresses.TEMPORAL_DATABASE_URL, servers ? HOME : null);
      const file = args.file === STREAM ? process.stdin : createReadStream(args.file);
      const restored = await restore(file, { sql, secret, clocks }).finally(() => sql.end({ timeout: 5 }));
      await prepareDatabase(addresses);
      if (args.json) return printJson(restored);
      progress(`Restored: ${restored.rows} rows as of ${restored.at}, by release ${restored.release}.`);
      progress(
        restored.clocks ? "Temporal's clocks go on with the next start." : "Temporal's clocks were not restored.",
      );
      progress(
        'Give the system its former LINK_SECRET, PEOPLE_KEY and PAYLOAD_KEY, start it, and run `nuandong doctor`.',
      );
    } finally {
      await servers?.stop();
    }
  },
});
