import { type Sentence, sentence } from '../../../../domain/text/refusal';
import type { Queries } from '../../../db/db';
import { within } from '../../../db/scope';
import { STANDING } from '../../lists';
import type { RosterFlaw } from '../shape/roster';
import { placeOf } from './flaws';
import { isAhead, type Of } from './matches';

interface Clash {
  file: string;
  row: number;
  otherFile: string;
  otherRow: number;
}

/** What the rows of a file say against each other, and against the list; `top` is the importer's region. */
export async function clashesIn(sql: Queries, of: Of, top: string | null): Promise<RosterFlaw[]> {
  const [twice, inMembers, membersTwice, members] = [
    await rowsTwice(sql),
    await rowsAmongMembers(sql),
    await membersInTwo(sql),
    await rowsOfMembers(sql, of, top),
  ];
  return [
    ...twice.map((clash) => flawOf(clash, sentence('row-twice-in-file', { other: otherOf(clash) }))),
    ...inMembers.map((clash) => flawOf(clash, sentence('row-member-in-file', { other: otherOf(clash) }))),
    ...membersTwice.map((clash) => flawOf(clash, sentence('member-twice-in-file', { other: otherOf(clash) }))),
    ...members.map(({ file, row, entry, unit }) =>
      flawOf(
        { file, row },
        unit === null ? sentence('row-member-elsewhere') : sentence('row-member-on-list', { entry, unit }),
      ),
    ),
  ];
}

const otherOf = ({ otherFile, otherRow }: Clash) => placeOf({ file: otherFile, row: otherRow });
/** The columns of which such flaws are told; their headings may be others in each sheet. */
const COLUMN = { id: '身份证号', category: '类别' } as const;

const flawOf = (
  { file, row }: Pick<Clash, 'file' | 'row'>,
  said: Sentence,
  column: string = COLUMN.id,
): RosterFlaw => ({ file, row, column, ...said });

/** Of two rows of somebody new only the first has been written ahead. */
const rowsTwice = (sql: Queries): Promise<Clash[]> => sql<Clash[]>`
  with others as materialized (
    select distinct id_digest from staged_rows s where id_digest is not null and not ${isAhead(sql)})
  select file, "row", first_file as "otherFile", first_row as "otherRow" from (
    select file, "row", row_number() over w as nth, first_value(file) over w as first_file, first_value("row") over w as first_row
    from staged_rows join others using (id_digest) window w as (partition by id_digest order by line)) r
  where nth > 1 order by file, "row"`;

const rowsAmongMembers = (sql: Queries): Promise<Clash[]> => sql<Clash[]>`
  select s.file, s."row", o.file as "otherFile", m."row" as "otherRow"
  from staged_rows s join staged_members m on m.id_digest = s.id_digest join staged_rows o on o.line = m.line
  order by s.line`;

const membersInTwo = (sql: Queries): Promise<Clash[]> => sql<Clash[]>`
  select s.file, m."row", o.file as "otherFile", m.first_row as "otherRow" from (
    select line, "row", row_number() over w as nth, first_value(line) over w as first_line, first_value("row") over w as first_row
    from staged_members window w as (partition by id_digest order by line, "row")) m
  join staged_rows s on s.line = m.line join staged_rows o on o.line = m.first_line
  where nth > 1 order by m.line, m."row"`;

interface MemberOnList {
  file: string;
  row: number;
  entry: number;
  /** Null out of the importer's region, of which the importer learns no more. */
  unit: string | null;
}

/** A row whose person belongs to a household that is on the list: which of the two is meant, a person must say. */
const rowsOfMembers = (sql: Queries, { campaign, list, of }: Of, top: string | null): Promise<MemberOnList[]> => sql<
  MemberOnList[]
>`
  select s.file, s."row", e.id as entry, case when ${within(sql, top, 'g.path')} then g.name end as unit
  from staged_found f
  join staged_rows s using (line)
  cross join lateral (select household_id from memberships where person_id = f.person and until_day is null offset 0) m
  cross join lateral (select * from entries of_household where of_household.subject_id = m.household_id offset 0) e
  join regions g on g.code = e.unit_code
  where not ${isAhead(sql)} and m.household_id is distinct from f.subject and ${of === 'household'} and f.verdict = 'fresh' and e.campaign_id = ${campaign} and e.list = ${list} and e.state = any(${STANDING})
  order by s.line`;

interface Beyond {
  file: string;
  row: number;
  slots: number | null;
  used: number | null;
}

/** @returns every row for which its unit has no slot of its category left, in the order of the file */
export async function rowsBeyondQuota(sql: Queries, { campaign, list }: Of): Promise<RosterFlaw[]> {
  const [limited] = await sql`select from lists where campaign_id = ${campaign} and id = ${list} and limited`;
  if (!limited) return [];
  const rows = await sql<Beyond[]>`
    with wanted as (
      select s.line, s.file, s."row", s.unit, s.category,
             row_number() over (partition by s.unit, s.category order by s.line) as nth
      from staged_rows s join staged_found f using (line) left join entries e on e.id = f.entry
      where f.verdict = 'fresh' or f.verdict = 'changed' and s.category <> e.category),
    left_free as (
      select e.slot_unit as unit, e.category, count(*) as freed
      from staged_found f join staged_rows s using (line) join entries e on e.id = f.entry
      where f.verdict = 'changed' and s.category <> e.category group by 1, 2)
    select w.file, w."row", q.slots, q.used from wanted w
    left join quotas q on q.campaign_id = ${campaign} and q.list = ${list} and q.unit_code = w.unit and q.category = w.category
    left join left_free o on o.unit = w.unit and o.category = w.category
    where w.nth > coalesce(q.slots - q.used, 0) + coalesce(o.freed, 0)
    order by w.line`;
  return rows.map(({ slots, used, ...place }) =>
    flawOf(
      place,
      slots === null || used === null ? sentence('row-without-quota') : sentence('row-over-quota', { slots, used }),
      COLUMN.category,
    ),
  );
}
