import { dutyOf } from '../../../domain/people/duties';
import type { Queries } from '../../db/db';
import type { RegisterChanges } from './changes';
import { postOf, type SettledPeople } from './settle-people';

type Row = SettledPeople['duties'][number];

/**
 * Writes the rows that change: ten new people in a city's roster are ten rows. A number or address that is known to
 * be bad stays so with a new holder; a person's new one counts as good. Links in the messages to a former holder end
 * by triggers of `contacts` and `duties`.
 */
export async function storePeople(
  sql: Queries,
  { duties }: SettledPeople,
  { changes }: RegisterChanges,
): Promise<void> {
  const changed = new Set(changes.flatMap(({ region, role }) => (role === undefined ? [] : postOf({ region, role }))));
  const people = duties.filter((row) => changed.has(postOf(row)));
  if (people.length === 0) return;
  const added = await addPeople(
    sql,
    people.filter(({ person }) => person < 0),
  );
  await storeDuties(
    sql,
    people.map((row) => ({ ...row, person: added.get(row.person) ?? row.person })),
  );
  await updatePeople(
    sql,
    people.filter(({ person }) => person > 0),
  );
}

/** @returns the numbers of new people by their temporary numbers */
async function addPeople(sql: Queries, rows: readonly Row[]): Promise<Map<number, number>> {
  const each = [...new Map(rows.map((row) => [row.person, row])).values()];
  if (each.length === 0) return new Map();
  const ids = await sql<{ id: number }[]>`
    select nextval(own.name) as id
    from (select pg_get_serial_sequence('contacts', 'id')::regclass as name offset 0) own, generate_series(1, ${each.length})`;
  const numbers = new Map(each.map(({ person }, index) => [person, ids[index]?.id ?? 0]));
  const people = each.map(({ person, name, phone, email, language }) => ({
    ...{ id: numbers.get(person) ?? 0, name, phone, email, language },
  }));
  await sql`
    insert into contacts (id, name, phone, email, language, phone_bad, email_bad) overriding system value
    select id, name, phone, email, language, (select max(k.phone_bad) from contacts k where k.phone = r.phone),
           (select max(k.email_bad) from contacts k where k.email = r.email)
    from jsonb_to_recordset(${sql.json(people)}) as r(id bigint, name text, phone text, email text, language text)`;
  return numbers;
}

async function storeDuties(sql: Queries, rows: readonly Row[]): Promise<void> {
  const duties = rows.map(({ region, role: word, person, leaveFrom, leaveUntil }) => ({
    ...{ region, ...dutyOf(word), person, leaveFrom, leaveUntil },
  }));
  await sql`
    insert into duties (region_code, role, deputy, contact_id, leave_from, leave_until)
    select region, role, deputy, person, "leaveFrom", "leaveUntil"
    from jsonb_to_recordset(${sql.json(duties)})
      as r(region text, role text, deputy boolean, person bigint, "leaveFrom" date, "leaveUntil" date)
    on conflict (region_code, role, deputy) do update set
      contact_id = excluded.contact_id, leave_from = excluded.leave_from, leave_until = excluded.leave_until`;
}

/** All rows of a person have the same details. */
async function updatePeople(sql: Queries, rows: readonly Row[]): Promise<void> {
  const people = rows.map(({ person, phone, email, language }) => ({ person, phone, email, language }));
  await sql`
    update contacts k set phone = r.phone, email = r.email, language = r.language,
      phone_bad = case when k.phone is not distinct from r.phone then k.phone_bad end,
      email_bad = case when k.email is not distinct from r.email then k.email_bad end
    from (select distinct * from jsonb_to_recordset(${sql.json(people)})
      as p(person bigint, phone text, email text, language text)) r
    where k.id = r.person and (k.phone, k.email, k.language) is distinct from (r.phone, r.email, r.language)`;
}
