import type { Listed } from '../../../../domain/list/list-definition';
import type { Fragment, Queries } from '../../../db/db';
import { STANDING } from '../../lists';
import { PERSON_KINDS } from '../../subjects';

/** The list that a file is for. */
export interface Of {
  campaign: string;
  list: string;
  of: Listed;
}

/**
 * Finds for each staged row who it is about and which row of the list that is. A person is found by the ID number.
 * Without one it is the row of the same name in the same unit; of several the first is the first.
 *
 * fresh      nobody of the list
 * matched    a row of the unit, which may differ
 * elsewhere  a row of another unit: both wait for the superior, as when two units hand in the same person
 * kept       a row that has left the list: an import does not bring it back
 */
export async function findMatches(sql: Queries, { campaign, list, of }: Of): Promise<void> {
  const isStanding = sql`e.state = any(${STANDING})`;
  await sql`
    create temp table staged_found on commit drop as
    select f.*, case when f.entry is null then 'fresh' when f.state = 'out' then 'kept'
                     when f.entry_unit = f.unit then 'matched' else 'elsewhere' end as verdict
    from (
      select s.line, s.unit, p.id as person, subject.id as subject, e.id as entry, e.unit_code as entry_unit, e.state, e.done,
             e.version
      from staged_rows s
      -- One by one, as in people.ts: how many people there are Postgres may not know, and would compare each with each.
      left join lateral (
        select id from people where kind = ${PERSON_KINDS[of]} and id_digest = s.id_digest and merged_into is null offset 0) p on true
      left join lateral (
        select id from people where ${of === 'household' ? sql`head_id` : sql`id`} = p.id and merged_into is null offset 0) subject
        on true
      left join lateral (
        -- By the person: read by the list, each row would read all of it.
        select e.* from (select * from entries of_person where of_person.subject_id = subject.id offset 0) e
        where e.campaign_id = ${campaign} and e.list = ${list}
        order by case when e.unit_code = s.unit and ${isStanding} then 0 when e.unit_code = s.unit and e.state = 'twin' then 1
                      when ${isStanding} then 2 else 3 end, e.id desc
        limit 1) e on true
      where s.id_digest is not null and not ${isAhead(sql)}
      union all
      -- Nobody knew them until now.
      select s.line, s.unit, h.id, b.subject, null, null, null, null, null
      from staged_rows s join staged_people h using (line) join staged_subjects b using (line)
      union all
      select s.line, s.unit, e.person, e.subject_id, e.id, e.unit_code, e.state, e.done, e.version
      from (select *, row_number() over (partition by unit, name_digest order by line) as nth
            from staged_rows where id_digest is null) s
      left join (
        select e.id, e.unit_code, e.state, e.done, e.version, e.subject_id, p.id as person, p.name_digest,
               row_number() over (partition by e.unit_code, p.name_digest order by e.state = 'out', e.id) as nth
        from entries e
        join people subject on subject.id = e.subject_id
        join people p on p.id = coalesce(subject.head_id, subject.id)
        where e.campaign_id = ${campaign} and e.list = ${list} and p.id_digest is null) e
        on e.unit_code = s.unit and e.name_digest = s.name_digest and e.nth = s.nth) f`;
  await sql`create unique index on staged_found (line)`;
  await sql`create index on staged_found (entry)`;
  await sql`analyze staged_found`;
}

/** Whether a row is of somebody whom nobody knew when it was read, as `s`: only until the rows are written. */
export const isAhead = (sql: Queries): Fragment =>
  sql`exists (select from staged_people ahead where ahead.line = s.line)`;

/** @returns how many rows there are of each verdict */
export async function countVerdicts(sql: Queries): Promise<Record<string, number>> {
  const rows = await sql<{ verdict: string; count: number }[]>`
    select verdict, count(*)::int as count from staged_found group by verdict`;
  return Object.fromEntries(rows.map(({ verdict, count }) => [verdict, count]));
}

/** @returns a number that another outcome for any row would change */
export async function stateOfMatches(sql: Queries): Promise<string> {
  const [row] = await sql<{ state: string }[]>`
    select coalesce(sum(hashtextextended(concat_ws(' ', line, unit, verdict, entry, version), 0)::numeric), 0)::text as state
    from staged_found`;
  return row?.state ?? '';
}
