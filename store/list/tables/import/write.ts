import type { ListDefinition } from '../../../../domain/list/list-definition';
import { openDoubles } from '../../../case/open-doubles';
import { openDuplicates } from '../../../case/open-duplicates';
import type { Queries } from '../../../db/db';
import type { Doing } from '../../deeds';
import { holdOthers } from '../../twins';
import type { Of } from './matches';
import { ADDED, countRows, type OfPeople, type Range, writePeople, writeSubjects } from './people';

/** Rows of one statement: it ends long before its time limit, and others get their turn. */
const BATCH = 10_000;
/** Of the first one; each takes twice as many as the one before, until a batch is full. */
const FIRST_BATCH = 1000;

export interface Writing extends Of, OfPeople {
  doing: Doing;
  definition: ListDefinition;
}

/** Writes the staged rows: people, households, rows of the list, and what was done; a few statements for each batch. */
export async function writeStaged(sql: Queries, writing: Writing): Promise<void> {
  const [last] = await sql<{ line: number | null }[]>`select max(line) as line from staged_rows`;
  // First, so that a row that changes its category leaves its slot to a new one; and in one statement, so that two
  // rows can change places.
  await changeEntries(sql, writing);
  for (const range of batchesOf(last?.line ?? 0)) {
    await countRows(sql, range);
    await writePeople(sql, writing, range);
    await writeSubjects(sql, writing, range);
    await addEntries(sql, writing, range);
  }
  await holdBoth(sql, writing);
  await noteBegun(sql, writing);
}

function* batchesOf(last: number): Generator<Range> {
  for (let from = 1, size = FIRST_BATCH; from <= last; from += size, size = Math.min(2 * size, BATCH))
    yield [from, from + size - 1];
}

/** The columns of a deed that all of an import have in common. */
const deedOf = (sql: Queries, { doing: { hand, at, submission, campaign } }: Writing) => ({
  columns: sql`campaign_id, at, contact_id, account_id, by_name, via, submission`,
  values: sql`${campaign}, ${at}::timestamptz, null::bigint, ${hand.account ?? null}::bigint, ${hand.name ?? null}::text,
              ${hand.via}::text, ${submission ?? null}::uuid`,
});

async function addEntries(sql: Queries, writing: Writing, [from, to]: Range): Promise<void> {
  const { campaign, list, doing } = writing;
  const deed = deedOf(sql, writing);
  await sql`
    with made as (
      insert into entries (campaign_id, list, row, subject_id, category, heads, unit_code, slot_unit, state, because, figures,
                           sealed, key_no, shown, proposed_at, changed_at)
      select ${campaign}, ${list}, gen_random_uuid(), b.subject, s.category, s.heads, s.unit, s.unit,
             case f.verdict when 'fresh' then 'in' else 'twin' end, case f.verdict when 'fresh' then null else 'duplicate' end,
             s.figures, s.sealed, s.key_no, s.shown, ${doing.at}, ${doing.at}
      from staged_rows s join staged_found f using (line) join staged_subjects b using (line)
      where s.line between ${from} and ${to} and f.line between ${from} and ${to} and b.line between ${from} and ${to}
        and f.verdict = any(${ADDED})
      order by s.line
      returning id, unit_code, category, heads, state)
    insert into deeds (entry_id, unit_code, kind, after, ${deed.columns})
    select id, unit_code, 'propose',
           jsonb_build_object('done', 1, 'state', state, 'category', category, 'heads', heads), ${deed.values}
    from made order by id`;
}

/** All changed rows of a province are one statement. */
const CHANGES_MS = 180_000;

async function changeEntries(sql: Queries, writing: Writing): Promise<void> {
  const { doing } = writing;
  const deed = deedOf(sql, writing);
  await sql`select set_config('statement_timeout', ${String(CHANGES_MS)}, true)`;
  await sql`
    with before as materialized (
      select e.id, e.unit_code, e.done, e.state, e.category, e.heads, s.line
      from staged_found f join staged_rows s using (line) join entries e on e.id = f.entry and e.version = f.version
      where f.verdict = 'changed' order by e.id for no key update of e),
    changed as (
      update entries e set category = s.category, heads = s.heads, figures = s.figures, sealed = s.sealed, key_no = s.key_no,
             shown = s.shown, state = 'in', because = null, return_due = null, version = e.version + 1, changed_at = ${doing.at}
      from before b join staged_rows s using (line) where e.id = b.id
      returning b.id, b.unit_code,
        jsonb_build_object('done', b.done, 'state', b.state, 'category', b.category, 'heads', b.heads) as before,
        jsonb_build_object('done', e.done, 'state', e.state, 'category', e.category, 'heads', e.heads) as after)
    insert into deeds (entry_id, unit_code, kind, before, after, ${deed.columns})
    select id, unit_code, 'correct', before, after, ${deed.values} from changed order by id`;
}

async function holdBoth(sql: Queries, { campaign, list, doing, definition }: Writing): Promise<void> {
  const rows = await sql<{ subject: number }[]>`
    select b.subject from staged_found f join staged_subjects b using (line) where f.verdict = 'elsewhere' order by f.line`;
  for (let from = 0; from < rows.length; from += BATCH)
    await holdOthers(
      sql,
      { ...doing, campaign, list, definition },
      rows.slice(from, from + BATCH).map(({ subject }) => subject),
    );
  const twins = await sql<{ row: string }[]>`
    select e.row from staged_found f join staged_subjects b using (line)
    join entries e on e.campaign_id = ${campaign} and e.list = ${list} and e.subject_id = b.subject and e.state = 'twin'
    where f.verdict = 'elsewhere' order by f.line`;
  await openDuplicates(
    sql,
    { ...doing, campaign, list },
    twins.map(({ row }) => row),
  );
  if (definition.once) await openDoubles(sql, { ...doing, campaign, list }, null);
}

/** Something has come from these units; whether it is all, they say themselves. */
async function noteBegun(sql: Queries, { campaign, list, doing }: Writing): Promise<void> {
  await sql`
    update asks u set begun_at = coalesce(u.begun_at, ${doing.at}::timestamptz)
    from rounds r
    where r.id = u.round_id and r.campaign_id = ${campaign} and r.list = ${list} and r.does = 'propose' and u.subject_id is null
      and u.begun_at is null and u.unit_code in (select distinct unit from staged_rows)`;
}
