import type { Day } from '../../../../domain/campaign/calendar/days';
import type { Listed } from '../../../../domain/list/list-definition';
import { HEAD } from '../../../../domain/people/relations';
import type { Fragment, Queries } from '../../../db/db';
import { PERSON_KINDS } from '../../subjects';

/** Whose people are written. */
export interface OfPeople {
  of: Listed;
  /** First day of new memberships. */
  today: Day;
}

/**
 * Lines of the stage, from and up to. Each table of the stage is told of it: otherwise Postgres reads the whole one
 * in the order of lines, to join it with the few of the other.
 */
export type Range = [from: number, to: number];

/** New rows of the list, and those that stand in another unit as well. */
export const ADDED = ['fresh', 'elsewhere'];

/** When so many rows are written, Postgres knows how a table grows. */
const COUNTED = 10_000;

/**
 * Postgres chooses an index by how many rows there are, and does not know of those that are not committed. Long
 * statements come only once it does; vacuums are kept away from then on.
 * @param from first line of the rows that are written next
 */
export async function countRows(sql: Queries, [from]: Range): Promise<void> {
  if (from > 1 && from < COUNTED) await sql`select count_rows_of_lists()`;
}

/**
 * Makes the people of these lines whom nobody knows by their number, and their households, while the next lines are
 * read: that is half of what an import writes. They are nobody's rows yet. What keeps the file from being imported
 * undoes them.
 */
export async function writePeopleAhead(sql: Queries, { of, today }: OfPeople, range: Range): Promise<void> {
  await countRows(sql, range);
  const [from, to] = range;
  await makePeople(sql, of, sql`staged_rows s where s.line between ${from} and ${to} and s.id_digest is not null`);
  if (of !== 'household') {
    await sql`insert into staged_subjects select line, id from staged_people where line between ${from} and ${to}`;
    return;
  }
  // Nobody else knows these people yet, so that no household can be in the way.
  await sql`
    with made as (
      insert into people (kind, region_code, head_id, shown)
      select 'household', s.unit, h.id, s.shown from staged_people h join staged_rows s using (line)
      where h.line between ${from} and ${to} and s.line between ${from} and ${to} order by h.id
      returning id, head_id),
    subjects as (
      insert into staged_subjects
      select h.line, made.id from made join staged_people h on h.id = made.head_id where h.line between ${from} and ${to})
    insert into memberships (household_id, person_id, relation, from_day)
    select id, head_id, ${HEAD}, ${today}::date from made order by id`;
}

/**
 * Makes people who are not known; in the order of their digests, as everywhere.
 * @param which lines of the stage, as `s`
 */
const makePeople = (sql: Queries, of: Listed, which: Fragment) => {
  const kind = PERSON_KINDS[of];
  return sql`
    with given as materialized (
      select nextval((select pg_get_serial_sequence('people', 'id'))) as id, s.line, s.unit, s.shown, s.person, s.key_no, s.id_digest,
             s.name_digest, s.hint_digest, s.no_id
      from ${which}),
    made as (
      insert into people (id, kind, region_code, no_id, shown, sealed, key_no, id_digest, name_digest, hint_digest)
      overriding system value
      select id, ${kind}, unit, no_id, shown, person, key_no, id_digest, name_digest, hint_digest
      from given order by id_digest, line
      on conflict (kind, id_digest) where id_digest is not null and merged_into is null do nothing
      returning id)
    insert into staged_people select line, id from given join made using (id)`;
};

/** Makes the people of these lines who are not known yet, or finds them, and their members. */
export async function writePeople(sql: Queries, { of }: OfPeople, [from, to]: Range): Promise<void> {
  await makePeople(
    sql,
    of,
    sql`staged_rows s join staged_found f using (line)
        where s.line between ${from} and ${to} and f.line between ${from} and ${to} and f.person is null and f.verdict = 'fresh'`,
  );
  // Those who are known, and those whom somebody else has made at this moment.
  await sql`
    insert into staged_people
    select s.line, coalesce(f.person, p.id)
    from staged_rows s join staged_found f using (line)
    left join lateral (
      select id from people where kind = ${PERSON_KINDS[of]} and id_digest = s.id_digest and merged_into is null offset 0) p
      on f.person is null
    where s.line between ${from} and ${to} and f.line between ${from} and ${to} and f.verdict = any(${ADDED})
      and not exists (select from staged_people made where made.line = s.line and made.line between ${from} and ${to})`;
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

/** Finds who the rows of these lines are about. */
export const writeSubjects = (sql: Queries, writing: OfPeople, range: Range): Promise<unknown> =>
  writing.of === 'household' ? writeHouseholds(sql, writing, range) : takePeople(sql, range);

/** Heads whose household has not been written ahead, as `h`. */
const leftIn = (sql: Queries, [from, to]: Range): Fragment => sql`
  h.line between ${from} and ${to}
  and not exists (select from staged_subjects ahead where ahead.line = h.line and ahead.line between ${from} and ${to})`;

const takePeople = (sql: Queries, range: Range): Promise<unknown> => sql`
  insert into staged_subjects select h.line, h.id from staged_people h where ${leftIn(sql, range)}`;

/** Households of the heads; whoever belongs to another household stays there. */
async function writeHouseholds(sql: Queries, { today }: OfPeople, range: Range): Promise<void> {
  const [from, to] = range;
  await sql`
    insert into people (kind, region_code, head_id, shown)
    select 'household', min(s.unit), h.id, min(s.shown)
    from staged_people h join staged_rows s using (line)
    where s.line between ${from} and ${to} and ${leftIn(sql, range)} group by h.id order by h.id
    on conflict (head_id) where head_id is not null and merged_into is null do nothing`;
  await sql`
    with heads as (
      insert into staged_subjects
      -- From the staged ones to the people, one by one, here and below: Postgres knows nothing of people of this transaction,
      -- and would go through all of them.
      select h.line, subject.id from staged_people h
      cross join lateral (select id from people where head_id = h.id and merged_into is null offset 0) subject
      where ${leftIn(sql, range)}
      returning line, subject)
    insert into memberships (household_id, person_id, relation, from_day)
    select distinct on (person) household, person, relation, ${today}::date from (
      select heads.subject as household, h.id as person, ${HEAD} as relation
      from heads join staged_people h using (line)
      union all
      select coalesce(heads.subject, b.subject, f.subject), p.id, m.relation
      from staged_members m
      join staged_found f on f.line = m.line and f.line between ${from} and ${to}
      left join heads on heads.line = m.line
      left join staged_subjects b on b.line = m.line and b.line between ${from} and ${to}
      cross join lateral (
        select id from people where kind = 'person' and id_digest = m.id_digest and merged_into is null offset 0) p
      where m.line between ${from} and ${to} and coalesce(heads.subject, b.subject, f.subject) is not null
        and f.verdict <> 'kept') w
    order by person, household
    on conflict (person_id) where until_day is null do nothing`;
}
