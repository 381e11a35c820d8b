import type { Day } from '../../../../domain/campaign/calendar/days';
import type { ListDefinition } from '../../../../domain/list/list-definition';
import { HEAD } from '../../../../domain/people/relations';
import { openDoubles } from '../../../case/open-doubles';
import { openDuplicates } from '../../../case/open-duplicates';
import type { Queries } from '../../../db/db';
import type { Doing } from '../../deeds';
import { PERSON_KINDS } from '../../subjects';
import { holdOthers } from '../../twins';
import type { Of } from './matches';

/** Rows of one statement: it ends long before its time limit, and others get their turn. */
const BATCH = 10_000;
/** Of the first one; each takes twice as many as the one before, until a batch is full. */
const FIRST_BATCH = 1000;

export interface Writing extends Of {
  doing: Doing;
  definition: ListDefinition;
  /** First day of new memberships. */
  today: Day;
}

/** Lines of the stage, from and up to. */
type Range = [from: number, to: number];

/** Writes the staged rows: people, households, rows of the list, and what was done; a few statements for each batch. */
export async function writeStaged(sql: Queries, writing: Writing): Promise<void> {
  const [last] = await sql<{ line: number | null }[]>`select max(line) as line from staged_rows`;
  await sql`create temp table staged_people (line int primary key, id bigint) on commit drop`;
  await sql`create temp table staged_subjects (line int primary key, subject bigint) on commit drop`;
  // First, so that a row that changes its category leaves its slot to a new one; and in one statement, so that two
  // rows can change places.
  await changeEntries(sql, writing);
  for (const range of batchesOf(last?.line ?? 0)) {
    const [from, to] = range;
    // Long statements come only once Postgres knows how many rows there are; vacuums are kept away from then on.
    if (from > 1 && from < BATCH) await countRows(sql);
    await writePeople(sql, writing, range);
    if (writing.of === 'household') await writeHouseholds(sql, writing, range);
    else await sql`insert into staged_subjects select line, id from staged_people where line between ${from} and ${to}`;
    await addEntries(sql, writing, range);
  }
  await holdBoth(sql, writing);
  await noteBegun(sql, writing);
}

function* batchesOf(last: number): Generator<Range> {
  for (let from = 1, size = FIRST_BATCH; from <= last; from += size, size = Math.min(2 * size, BATCH))
    yield [from, from + size - 1];
}

/** Postgres chooses an index by how many rows there are, and does not know of those that are not committed. */
const countRows = (sql: Queries) => sql`select count_rows_of_lists()`;

/** New rows of the list, and those that stand in another unit as well. */
const ADDED = ['fresh', 'elsewhere'];

/** People who are not known yet are made; in the order of their digests, as everywhere. */
async function writePeople(sql: Queries, { of }: Writing, [from, to]: Range): Promise<void> {
  const kind = PERSON_KINDS[of];
  await sql`
    with given as materialized (
      select nextval((select pg_get_serial_sequence('people', 'id'))) as id, s.line, s.unit, s.shown, s.person, s.key_no, s.id_digest,
             s.name_digest, s.hint_digest, s.no_id
      from staged_rows s join staged_found f using (line)
      where s.line between ${from} and ${to} and f.person is null and f.verdict = 'fresh'),
    made as (
      insert into people (id, kind, region_code, no_id, shown, sealed, key_no, id_digest, name_digest, hint_digest)
      overriding system value
      select id, ${kind}, unit, no_id, shown, person, key_no, id_digest, name_digest, hint_digest
      from given order by id_digest, line
      on conflict (kind, id_digest) where id_digest is not null and merged_into is null do nothing
      returning id)
    insert into staged_people select line, id from given join made using (id)`;
  // Those who are known, and those whom somebody else has made at this moment.
  await sql`
    insert into staged_people
    select s.line, coalesce(f.person, p.id)
    from staged_rows s join staged_found f using (line)
    left join lateral (
      select id from people where kind = ${kind} and id_digest = s.id_digest and merged_into is null offset 0) p
      on f.person is null
    where s.line between ${from} and ${to} and f.verdict = any(${ADDED})
      and not exists (select from staged_people made where made.line = s.line)`;
  await sql`
    with fresh as (
      select distinct on (m.id_digest) m.* from staged_members m
      where m.line between ${from} and ${to}
        and not exists (select from people p where p.kind = 'person' and p.id_digest = m.id_digest and p.merged_into is null)
      order by m.id_digest)
    insert into people (kind, region_code, shown, sealed, key_no, id_digest, name_digest, hint_digest)
    select 'person', unit, shown, person, key_no, id_digest, name_digest, hint_digest from fresh order by id_digest
    on conflict (kind, id_digest) where id_digest is not null and merged_into is null do nothing`;
}

/** Households of the heads; whoever belongs to another household stays there. */
async function writeHouseholds(sql: Queries, { today }: Writing, [from, to]: Range): Promise<void> {
  await sql`
    insert into people (kind, region_code, head_id, shown)
    select 'household', min(s.unit), h.id, min(s.shown)
    from staged_people h join staged_rows s using (line)
    where h.line between ${from} and ${to} group by h.id order by h.id
    on conflict (head_id) where head_id is not null and merged_into is null do nothing`;
  await sql`
    insert into staged_subjects
    -- From the staged ones to the people, one by one, here and below: Postgres knows nothing of people of this transaction,
    -- and would go through all of them.
    select h.line, subject.id from staged_people h
    cross join lateral (select id from people where head_id = h.id and merged_into is null offset 0) subject
    where h.line between ${from} and ${to}`;
  await sql`
    insert into memberships (household_id, person_id, relation, from_day)
    select distinct on (person) household, person, relation, ${today}::date from (
      select b.subject as household, h.id as person, ${HEAD} as relation
      from staged_subjects b join staged_people h using (line) where b.line between ${from} and ${to}
      union all
      select coalesce(b.subject, f.subject), p.id, m.relation
      from staged_members m
      join staged_found f using (line) left join staged_subjects b using (line)
      cross join lateral (
        select id from people where kind = 'person' and id_digest = m.id_digest and merged_into is null offset 0) p
      where m.line between ${from} and ${to} and coalesce(b.subject, f.subject) is not null and f.verdict <> 'kept') w
    order by person, household
    on conflict (person_id) where until_day is null do nothing`;
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
      where s.line between ${from} and ${to} and f.verdict = any(${ADDED})
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
