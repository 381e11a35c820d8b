import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { progress } from '../../../cli/output';
import { type Env, readEnv } from '../../../config/env';
import { ROOT } from '../../../config/root';
import type { Sql } from '../../../store/db/db';
import { reconcile } from '../../../store/ledger/reconcile';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { runApart } from '../apart';
import { onOwnDatabase } from '../own-database';
import type { Ground } from '../people/ground';
import type { Imported, ToImport } from '../people/importing';
import { writeRoster } from '../people/roster';
import { whileServed } from '../roles';
import { runBench } from '../run';
import { secondsOf } from '../seconds-of';
import { type Banked, measureBank } from './bank';
import { measureOneByOne, type OneByOne } from './baseline';
import { type Deliveries, measureDeliveries } from './deliver';
import { type Entitlements, measureEntitlements } from './entitle';
import { fillStores, type LedgerGround, prepareLedger } from './ground';
import { type Looked, measurePages } from './looking';
import { measurePhones, type Phones } from './phones';
import { type Split, splitOf } from './split';
import type { Summed, ToSum } from './summing';

/** Addresses that send no mail and no SMS. */
const NOTHING_IS_SENT = { SMTP_URL: 'smtp://127.0.0.1:1', SMS_URL: 'http://127.0.0.1:1' };

/** What was measured with so many rows. */
interface Measured extends Entitlements, Omit<Deliveries, 'oneByOnePerSecond'>, Phones, Banked, Looked {
  rows: number;
  reconcileSeconds: number;
  summarySeconds: number;
  summaryMemoryMb: number;
  beside: Beside;
}

/** What belongs to the figures, beside them. */
interface Beside extends OneByOne {
  /** Rows of the list by who gives them out. */
  split: Split;
  /** Our own deliveries, one in a sending. */
  oneByOnePerSecond: number;
  /** How many times as fast as the baseline. */
  entitlementsTimes: number;
  deliveriesTimes: number;
}

/**
 * Measures goods and money of lists of several sizes, from approval to summary, each in a database of its own. The
 * figures are those of the last one.
 * @param sizes in rows that a bank pays
 */
export async function ledgerBench({ sizes, json }: { sizes: readonly number[]; json: boolean }): Promise<void> {
  await runBench({ json }, async (servers) => {
    const stack = readEnv({ ...NOTHING_IS_SENT, ...servers });
    const slopes: Measured[] = [];
    for (const rows of sizes) {
      progress(`— ${rows} rows —`);
      slopes.push(await onOwnDatabase(stack, { LOG_LEVEL: 'silent' }, (own) => measure({ ...own, rows })));
    }
    const names = Object.keys(slopes[0] ?? {}) as (keyof Measured)[];
    const shown = (figure: Measured[keyof Measured]) => (typeof figure === 'number' ? figure : JSON.stringify(figure));
    const rows = names.map((name) => [name, ...slopes.map((one) => shown(one[name]))]);
    return { figures: { ...slopes.at(-1), slopes }, table: { headers: ['', ...sizes.map(String)], rows } };
  });
}

async function measure({ env, sql, rows }: { env: Env; sql: Sql; rows: number }): Promise<Measured> {
  const people = peopleKey(env.PEOPLE_KEY);
  const split = splitOf(rows);
  const ground = await prepareLedger(sql, split);
  await importRows({ env, ground });
  await fillStores(sql, people, ground);
  await sql`vacuum analyze`;
  const oneByOne = await measureOneByOne(sql, ground);
  const entitled = await measureEntitlements(sql, ground);
  await sql`vacuum analyze`;
  const { oneByOnePerSecond, ...delivered } = await measureDeliveries({ sql, people, ground });
  const phones = await whileServed(env, () => measurePhones({ env, sql, ground }));
  const banked = await measureBank({ env, ground });
  progress('reconciling …');
  const reconcileSeconds = await secondsOf(() => expectBalanced(sql, ground));
  const looked = await measurePages(sql, ground);
  const summed = await measureSummary(env, ground);
  const times = (rate: number, baseline: number) => Math.round((rate / baseline) * 10) / 10;
  return {
    ...{ rows, ...entitled, ...delivered, ...phones, ...banked, reconcileSeconds, ...looked, ...summed },
    beside: {
      ...{ split, ...oneByOne, oneByOnePerSecond },
      entitlementsTimes: times(split.all / entitled.entitlementsSeconds, oneByOne.baselineEntitlementsPerSecond),
      deliveriesTimes: times(delivered.deliveriesPerSecond, oneByOne.baselineDeliveriesPerSecond),
    },
  };
}

async function importRows({ env, ground }: { env: Env; ground: LedgerGround }): Promise<void> {
  const rows = ground.split.all;
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
