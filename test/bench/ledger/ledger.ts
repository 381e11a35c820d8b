import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { printJson, printTable, progress } from '../../../cli/output';
import { type Env, readEnv } from '../../../config/env';
import { ROOT } from '../../../config/root';
import type { Sql } from '../../../store/db/db';
import { reconcile } from '../../../store/ledger/reconcile';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { runApart } from '../apart';
import { onOwnDatabase } from '../own-database';
import { type Ground, prepare } from '../people/ground';
import type { Imported, ToImport } from '../people/importing';
import { writeRoster } from '../people/roster';
import { whileServed } from '../roles';
import { secondsOf } from '../seconds-of';
import { withServers } from '../servers';
import { inTime } from '../until';
import { type Banked, measureBank } from './bank';
import { type Deliveries, measureDeliveries } from './deliver';
import { type Entitlements, measureEntitlements } from './entitle';
import { fillStores, ledgerOfScope } from './ground';
import { measurePhones, type Phones } from './phones';
import type { Summed, ToSum } from './summing';

/** Addresses that send no mail and no SMS. */
const NOTHING_IS_SENT = { SMTP_URL: 'smtp://127.0.0.1:1', SMS_URL: 'http://127.0.0.1:1' };
const MOST_MINUTES = 60;

/** What was measured. */
interface Measured extends Entitlements, Deliveries, Phones, Banked {
  rows: number;
  reconcileSeconds: number;
  summarySeconds: number;
  summaryMemoryMb: number;
}

/** Measures goods and money of one list, from approval to summary. @param rows of the list */
export async function ledgerBench({ rows, json }: { rows: number; json: boolean }): Promise<void> {
  let measured: Measured | undefined;
  await withServers(async (servers) => {
    const stack = readEnv({ ...NOTHING_IS_SENT, ...servers });
    await onOwnDatabase(stack, { LOG_LEVEL: 'silent' }, async ({ env, sql }) => {
      measured = await inTime(`${rows} rows`, measure({ env, sql, rows }), MOST_MINUTES);
    });
  });
  if (json) return printJson(measured);
  printTable(['', ''], Object.entries(measured ?? {}));
}

async function measure({ env, sql, rows }: { env: Env; sql: Sql; rows: number }): Promise<Measured> {
  const people = peopleKey(env.PEOPLE_KEY);
  const ground = await prepare(sql, rows, ledgerOfScope);
  await importRows({ env, ground, rows });
  await fillStores(sql, people, ground);
  await sql`vacuum analyze`;
  const entitled = await measureEntitlements(sql, ground, rows);
  await sql`vacuum analyze`;
  const delivered = await measureDeliveries({ sql, people, ground }, rows);
  const phones = await whileServed(env, () => measurePhones({ env, sql, ground }));
  const banked = await measureBank({ env, ground });
  progress('reconciling …');
  const reconcileSeconds = await secondsOf(() => expectBalanced(sql, ground));
  return {
    rows,
    ...entitled,
    ...delivered,
    ...phones,
    ...banked,
    reconcileSeconds,
    ...(await measureSummary(env, ground)),
  };
}

async function importRows({ env, ground, rows }: { env: Env; ground: Ground; rows: number }): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'nuandong-bench-'));
  try {
    const path = join(folder, 'roster.csv');
    await writeRoster(path, rows, ground, { accounts: true });
    progress(`importing ${rows} rows …`);
    const asked = { database: env.DATABASE_URL, key: env.PEOPLE_KEY, campaign: ground.campaign, path };
    const done = await runApart<ToImport, Imported>(join(ROOT, 'test/bench/people/importing.ts'), asked);
    if (done.rows !== rows) throw new Error(`${done.rows} of ${rows} rows were imported.`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function expectBalanced(sql: Sql, { campaign }: Ground): Promise<void> {
  const { balanced, differences } = await reconcile(sql, { campaign, top: null });
  if (!balanced) throw new Error(`The accounts do not balance: ${JSON.stringify(differences.slice(0, 5))}`);
}

async function measureSummary(
  env: Env,
  { campaign }: Ground,
): Promise<{ summarySeconds: number; summaryMemoryMb: number }> {
  const dir = await mkdtemp(join(tmpdir(), 'nuandong-bench-'));
  try {
    progress('writing the summary …');
    const asked = { database: env.DATABASE_URL, campaign, dir, publicUrl: env.PUBLIC_URL };
    const { seconds, memoryMb } = await runApart<ToSum, Summed>(join(__dirname, 'summing.ts'), asked);
    return { summarySeconds: seconds, summaryMemoryMb: memoryMb };
  } finally {
    await rm(dir, { recursive: true, force: true });
  }
}
