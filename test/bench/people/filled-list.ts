import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { progress } from '../../../cli/output';
import { keepPlans } from '../../../store/db/plans';
import { runApart } from '../apart';
import type { OwnDatabase } from '../own-database';
import type { Imported, ToImport } from './importing';
import { writeRoster } from './roster';

/** Imported as an office does; all others are copies of these, in other villages. */
const IMPORTED = 20_000;

/** Gives the campaign's list `imported` so many rows, evenly over all villages. */
export async function fillList({ env, sql }: OwnDatabase, campaign: string, rows: number): Promise<void> {
  progress(`${rows} rows of a list …`);
  const codes = await sql<{ code: string }[]>`select code from regions where kind = 'village' order by code`;
  const unitOf = (nth: number) => codes[(nth * 7) % codes.length]?.code ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'nuandong-bench-'));
  try {
    const path = join(folder, 'roster.csv');
    await writeRoster(path, Math.min(rows, IMPORTED), { unitOf });
    const asked = { database: env.DATABASE_URL, key: env.PEOPLE_KEY, campaign, path };
    await runApart<ToImport, Imported>(join(__dirname, 'importing.ts'), asked);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  for (let copy = 1; copy < rows / IMPORTED; copy += 1) await copyRows(sql, campaign, copy);
  await sql`vacuum analyze`;
}

const copyRows = (sql: OwnDatabase['sql'], campaign: string, copy: number) =>
  sql.begin(async (tx) => {
    await keepPlans(tx);
    await tx`set local statement_timeout = '5min'`;
    await tx`
      with villages as materialized (
        select code, (row_number() over (order by code) - 1)::int as nth, (count(*) over ())::int as all_of_them
        from regions where kind = 'village'),
      first as materialized (
        select e.*, v.nth, nextval(pg_get_serial_sequence('people', 'id')) as other, all_of_them from (
          select * from entries where campaign_id = ${campaign} and list = 'imported' order by id limit ${IMPORTED}) e
        join villages v on v.code = e.unit_code),
      others as (
        insert into people (id, kind, region_code, no_id, shown) overriding system value
        select other, 'person', unit_code, 'unknown', shown from first returning id)
      insert into entries (campaign_id, list, row, subject_id, category, heads, unit_code, slot_unit, done, figures,
                           sealed, key_no, shown, proposed_at, changed_at)
      select campaign_id, list, gen_random_uuid(), other, category, heads, v.code, case when slot_unit = unit_code then v.code else slot_unit end, done, figures,
             sealed, key_no, shown, proposed_at, changed_at
      from first f join villages v on v.nth = (f.nth + ${copy * 1013}) % f.all_of_them`;
  });
