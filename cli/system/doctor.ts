import { defineCommand } from 'citty';
import { ownAndCurrentBuild } from '../../client/builds';
import { readTemporalSettings } from '../../config/env';
import type { Source } from '../../config/given';
import { Refused } from '../../domain/text/refusal';
import { onPath } from '../../services/commands';
import { PACKAGES } from '../../services/packages';
import { postgresAnswers, postgresProgram } from '../../services/postgres';
import { redisAnswers } from '../../services/redis';
import { missingSearchAttributes } from '../../services/search-attributes';
import { temporalAnswers } from '../../services/temporal';
import { keptTemporal } from '../../services/temporal-binary';
import { isWhole, sealAuditLog, verifyAuditLog } from '../../store/account/audit-chain';
import { connect, type Sql } from '../../store/db/db';
import { pendingMigrations } from '../../store/db/migrate';
import { openFaults } from '../../store/message/faults';
import { tryKeys } from '../../store/people/sealed/keyring';
import { peopleKey } from '../../store/people/sealed/people-key';
import { settingsHere } from '../environment';
import { faultInWords } from '../message/faults';
import { printJson, printTable, progress } from '../output';
import { runningSystem } from './run-file';

interface Finding {
  check: string;
  ok: boolean;
  /** The finding, and what to do about a fault. */
  says: string;
}

export default defineCommand({
  meta: { name: 'doctor', description: 'Check this machine and the services, and say what to do about what is wrong' },
  args: { json: { type: 'boolean', description: 'One JSON document on standard output' } },
  async run({ args }) {
    const running = runningSystem();
    const settings = settingsHere();
    const findings = await Promise.all([node(), temporal(settings), redis(settings), postgres(settings)]);
    const system = {
      check: 'system',
      ok: true,
      says: running ? `runs here (process ${running.pid})` : 'does not run here; `npm start` starts it',
    };
    const all = [...findings.flat(), system];
    if (args.json) printJson(all);
    else
      printTable(
        ['', 'check', 'finding'],
        all.map(({ check, ok, says }) => [ok ? '✓' : '✗', check, says]),
      );
    if (all.every(({ ok }) => ok)) return;
    process.exitCode = 1;
    progress('What is marked ✗ needs a hand.');
  },
});

/** bin/nuandong.mjs has already refused older versions. */
const node = async (): Promise<Finding[]> => [{ check: 'node', ok: true, says: process.versions.node }];

async function temporal({ TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE = 'default' }: Source): Promise<Finding[]> {
  const check = 'temporal';
  if (!TEMPORAL_ADDRESS) {
    const program = onPath('temporal') ?? keptTemporal();
    const says = program
      ? `${program} is used`
      : 'is obtained at the first `npm start` (a download, or three minutes of building with Go)';
    return [{ check, ok: true, says }];
  }
  if (!(await temporalAnswers(TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE)))
    return [
      {
        check,
        ok: false,
        says: `nothing answers at ${TEMPORAL_ADDRESS} with the namespace ${TEMPORAL_NAMESPACE}: correct TEMPORAL_ADDRESS, or start the server`,
      },
    ];
  const missing = await missingSearchAttributes(TEMPORAL_ADDRESS, TEMPORAL_NAMESPACE);
  const attributes =
    missing.length > 0 ? `${missing.join(', ')} are missing: run \`npx nuandong services prepare\`` : 'all registered';
  return [
    { check, ok: true, says: `answers at ${TEMPORAL_ADDRESS}` },
    { check: 'search attributes', ok: missing.length === 0, says: attributes },
    await build(),
  ];
}

/** Only workers of the current build get work. */
async function build(): Promise<Finding> {
  const found = await ownAndCurrentBuild(readTemporalSettings(settingsHere())).catch((error: Error) => error);
  if (found instanceof Error)
    return {
      check: 'build',
      ok: false,
      says: `this Temporal does not tell which build has the work: ${found.message}`,
    };
  const { own, current } = found;
  const ok = current === null || current === own;
  const says = ok
    ? `campaigns run under ${own}, which is here`
    : `campaigns run under ${current}, and here is ${own}: start its workers, or run \`npx nuandong services prepare\` and start ours`;
  return { check: 'build', ok, says };
}

async function redis({ REDIS_URL }: Source): Promise<Finding[]> {
  const check = 'redis';
  if (REDIS_URL) {
    const { host } = new URL(REDIS_URL);
    const ok = await redisAnswers(REDIS_URL);
    return [
      {
        check,
        ok,
        says: ok ? `answers at ${host}` : `nothing answers at ${host}: correct REDIS_URL, or start the server`,
      },
    ];
  }
  const program = PACKAGES['redis-server'].find();
  return [
    {
      check,
      ok: program !== null,
      says: program ? `${program} is used` : 'install the package redis-server, or set REDIS_URL',
    },
  ];
}

async function postgres({ DATABASE_URL, PEOPLE_KEY }: Source): Promise<Finding[]> {
  const check = 'postgres';
  if (!DATABASE_URL) return [{ check, ok: true, says: `${postgresProgram('postgres')} is used` }];
  const { host } = new URL(DATABASE_URL);
  if (!(await postgresAnswers(DATABASE_URL)))
    return [{ check, ok: false, says: `does not let us in at ${host}: correct DATABASE_URL, or start the server` }];
  const sql = connect(DATABASE_URL, { max: 1 });
  try {
    const pending = await pendingMigrations(sql);
    const schema =
      pending.length > 0 ? `${pending.join(', ')} not applied: run \`npx nuandong services prepare\`` : 'the newest';
    const faults = pending.length > 0 ? [] : await openFaults(sql);
    const checks = pending.length > 0 ? [] : [await auditLog(sql), await keys(sql, PEOPLE_KEY)];
    return [
      { check, ok: true, says: `answers at ${host}` },
      { check: 'schema', ok: pending.length === 0, says: schema },
      ...checks,
      ...faults.map((fault) => ({ check: 'fault', ok: false, says: faultInWords(fault) })),
    ];
  } finally {
    await sql.end({ timeout: 1 });
  }
}

async function auditLog(sql: Sql): Promise<Finding> {
  await sealAuditLog(sql);
  const found = await verifyAuditLog(sql);
  const ok = isWhole(found);
  const says = ok ? `${found.lines} lines, none changed` : 'was changed: `npx nuandong audit verify` lists where';
  return { check: 'audit log', ok, says };
}

async function keys(sql: Sql, PEOPLE_KEY: string | undefined): Promise<Finding> {
  const check = 'people key';
  if (!PEOPLE_KEY)
    return {
      check,
      ok: false,
      says: 'PEOPLE_KEY is missing: `sh config/make-secrets.sh` makes it, once (docs/settings.md)',
    };
  try {
    const count = await tryKeys(sql, peopleKey(PEOPLE_KEY));
    return { check, ok: true, says: count > 0 ? `opens ${count} keys` : 'there are no keys yet' };
  } catch (error) {
    if (error instanceof Refused) return { check, ok: false, says: error.message };
    throw error;
  }
}
