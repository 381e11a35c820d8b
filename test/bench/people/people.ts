import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { progress } from '../../../cli/output';
import { type Env, readEnv } from '../../../config/env';
import type { Sql } from '../../../store/db/db';
import { peopleKey } from '../../../store/people/sealed/people-key';
import { runApart } from '../apart';
import { onOwnDatabase } from '../own-database';
import { whileServed } from '../roles';
import { runBench } from '../run';
import { type Approved, measureApproval } from './approve';
import { measureInsertEach } from './baseline';
import { type Ground, prepare } from './ground';
import { measureHandIn } from './hand-in';
import type { Imported, ToImport } from './importing';
import { measurePages, measureVillageLists, type VillageList } from './pages';
import { measurePosting, type Posted } from './posting';
import { writeRoster } from './roster';
import { addEarlierWinters, measureDuplicates } from './winters';

/** Addresses that send no mail and no SMS. */
const NOTHING_IS_SENT = { SMTP_URL: 'smtp://127.0.0.1:1', SMS_URL: 'http://127.0.0.1:1' };
/** Households of a province's winter relief, in so many villages. */
const PROVINCE = { rows: 500_000, postings: 20_000 };

/** What was measured with so many rows. Null: a list of this size has no such figure. */
interface Measured {
  rows: number;
  importPerSecond: number;
  importMemoryMb: number;
  againSeconds: number;
  duplicatesSeconds: number;
  approveCountySeconds: number | null;
  approveProvinceSeconds: number | null;
  pageP95Ms: number;
  lastPageP95Ms: number;
  handInP99Ms: number;
  postingsSeconds: number | null;
}

/** What belongs to the figures, beside them. */
interface Beside {
  /** The same checks with one `insert` for each row, as elsewhere. */
  insertEachPerSecond: number;
  /** People with rows in several winters. */
  duplicatePeople: number;
  approvedAtOnce: Approved['atOnce'];
  posted: Posted;
  /** 95 of a hundred of each kind of page, in milliseconds. */
  pages: Record<string, number>;
  villageList: VillageList;
}

/**
 * Measures lists of several sizes, each in a database of its own. The figures are those of the last one.
 * @param sizes in rows
 */
export async function peopleBench({ sizes, json }: { sizes: readonly number[]; json: boolean }): Promise<void> {
  await runBench({ json }, async (servers) => {
    const stack = readEnv({ ...NOTHING_IS_SENT, ...servers });
    const slopes: (Measured & { beside: Beside })[] = [];
    for (const rows of sizes) {
      progress(`— ${rows} rows —`);
      slopes.push(await onOwnDatabase(stack, { LOG_LEVEL: 'silent' }, (own) => measure({ ...own, rows })));
    }
    const names = Object.keys(slopes[0] ?? {}) as (keyof Measured | 'beside')[];
    const shown = (figure: unknown): string | number =>
      typeof figure === 'number' ? figure : figure === null ? '' : JSON.stringify(figure);
    const rows = names.map((name) => [name, ...slopes.map((one) => shown(one[name]))]);
    return { figures: { ...slopes.at(-1), slopes }, table: { headers: ['', ...sizes.map(String)], rows } };
  });
}

type OfSize = { env: Env; sql: Sql; rows: number };

async function measure({ env, sql, rows }: OfSize): Promise<Measured & { beside: Beside }> {
  const ground = await prepare(sql, rows);
  const insertEachPerSecond = await measureInsertEach(sql, peopleKey(env.PEOPLE_KEY), ground);
  const imported = await measureImport({ env, rows, ground });
  const winters = await addEarlierWinters(sql, ground);
  await sql`vacuum analyze`;
  const { duplicatesSeconds, people } = await measureDuplicates(sql, winters);
  const served = await whileServed(env, async () => ({
    handInP99Ms: await measureHandIn({ env, sql }),
    paged: await measurePages({ env, sql }, ground, rows),
    villageList: await measureVillageLists({ env, sql }),
  }));
  const { approveCountySeconds, atOnce } = await measureApproval(sql, ground, rows);
  const posted = await measurePosting({ env, sql }, ground, rows);
  const { kinds, ...pages } = served.paged;
  return {
    ...{ rows, ...imported, duplicatesSeconds, approveCountySeconds },
    approveProvinceSeconds: atOnce.rows >= PROVINCE.rows ? atOnce.seconds : null,
    ...{ ...pages, handInP99Ms: served.handInP99Ms },
    postingsSeconds: posted.postings >= PROVINCE.postings ? posted.seconds : null,
    beside: {
      ...{ insertEachPerSecond, duplicatePeople: people, approvedAtOnce: atOnce, posted },
      ...{ pages: kinds, villageList: served.villageList },
    },
  };
}

async function measureImport({ env, rows, ground }: { env: Env; rows: number; ground: Ground }) {
  const folder = await mkdtemp(join(tmpdir(), 'nuandong-bench-'));
  try {
    const path = join(folder, 'roster.csv');
    await writeRoster(path, rows, ground);
    const asked = { database: env.DATABASE_URL, key: env.PEOPLE_KEY, campaign: ground.campaign, path };
    progress('importing …');
    const first = await importApart(asked);
    if (first.rows !== rows || first.repeated) throw new Error(`${first.rows} of ${rows} rows were imported.`);
    progress('the same file again …');
    const again = await importApart(asked);
    if (!again.repeated) throw new Error('The same file was imported twice.');
    return {
      importPerSecond: Math.round(rows / first.seconds),
      importMemoryMb: first.memoryMb,
      againSeconds: Math.round(again.seconds * 100) / 100,
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const importApart = (asked: ToImport): Promise<Imported> => runApart(join(__dirname, 'importing.ts'), asked);
