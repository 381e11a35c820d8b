import { loadDefinition } from '../../cli/campaign/definition-file';
import { printJson } from '../../cli/output';
import { progressLine } from '../../cli/rehearse/rehearsal-progress';
import { connectClient } from '../../client/campaigns';
import { readEnv, readSimulators } from '../../config/env';
import { hookSecret, SIMULATOR } from '../../config/hook-secrets';
import { takeSecretFiles } from '../../config/secret-files';
import { inventRegister, overInvented, withSimulated } from '../../rehearsal/ground';
import { rehearse } from '../../rehearsal/rehearse';
import { connect } from '../../store/db/db';
import { patientClient, patientSql } from '../chaos/season/patient';

/**
 * Rehearses a campaign as `nuandong rehearse FILE --villages N --json` does, in a container of `cli`, and bears with
 * whatever is killed meanwhile: its people and its driver try again.
 */
const [file = '', villages = '12'] = process.argv.slice(2);
const PATIENCE = { settlesMs: 300_000, triesMs: 240_000 };

async function rehearsePatiently(): Promise<void> {
  takeSecretFiles();
  const env = readEnv();
  const { REHEARSAL_SMS_URL: sms = '', REHEARSAL_MAIL_PAGE: mail = '' } = readSimulators();
  const { definition: written } = await loadDefinition(file, {});
  const sql = patientSql(connect(env.DATABASE_URL, { max: 4 }));
  const client = await connectClient(env, sql);
  const definition = overInvented(withSimulated(written), Number(villages));
  await inventRegister(sql, definition, Number(villages));
  const line = progressLine(process.stderr, definition.language);
  const summary = await rehearse({
    ...{ definition, seed: 1, gateway: 'kind', sql, client: patientClient(client), patience: PATIENCE },
    simulators: { sms, mail },
    hooks: { url: env.PUBLIC_URL, secret: hookSecret(env, SIMULATOR) },
    apiToken: env.API_TOKEN,
    redis: { url: env.REDIS_URL, prefix: env.QUEUE_PREFIX },
    caps: { messages: env.SMS_PER_NUMBER_DAY, reminders: env.SMS_REMINDERS_PER_NUMBER_DAY },
    reportsDir: env.REPORTS_DIR,
    onStep: line.show,
  });
  line.end();
  printJson(summary);
}

rehearsePatiently().then(
  () => process.exit(),
  (error: unknown) => {
    console.error(error);
    process.exit(1);
  },
);
