import { Refused, sentence } from '../../domain/text/refusal';
import type { Queries } from '../db/db';
import { within } from '../db/scope';

/** A person of the register, in full. */
export interface PersonInFull {
  id: number;
  name: string;
  phone: string | null;
  email: string | null;
}

/** Who looks at people in full. */
export interface Reader {
  /** In the form of decisions' authors: `account:7`, `api`. */
  reader: string;
  /** Highest region that the reader may see; null means everything. */
  top: string | null;
  /** Most people that the reader may see in 24 hours; each counts once. */
  most: number;
}

/** The reader, and the wanted people. */
export interface Asked extends Reader {
  /** Numbers of contacts. */
  people: readonly number[];
}

/**
 * Shows people in full, and counts them for the reader. Call it in the transaction that writes the audit line.
 * @returns the people, and how many more the reader may see
 * @throws Refused when one of them is not in the register or not within `top`, or when they are more than the limit;
 *   then no person is shown
 */
export async function showPeople(
  sql: Queries,
  { people, ...reader }: Asked,
): Promise<{ people: PersonInFull[]; left: number }> {
  const found = await sql<PersonInFull[]>`
    select c.id, c.name, c.phone, c.email from contacts c
    where c.id = any(${[...people]}::bigint[]) and c.name is not null and exists (
      select from duties d join regions g on g.code = d.region_code
      where d.contact_id = c.id and ${within(sql, reader.top, 'g.path')}) order by c.id`;
  const missing = missingOf(people, found);
  if (missing !== undefined) throw new Refused(sentence('unknown-person', { person: missing }));
  return { people: found, left: await countShown(sql, { ...reader, column: 'contact_id', ids: people }) };
}

/** @returns the first of the numbers that was not found */
export const missingOf = (people: readonly number[], found: readonly { id: number }[]): number | undefined =>
  people.find((id) => !found.some((person) => person.id === id));

/**
 * Counts people who are shown in full.
 * @param column whose numbers they are: of contacts, or of people who are helped
 * @returns how many more the reader may see
 * @throws Refused when they are more than the limit
 */
export async function countShown(
  sql: Queries,
  { reader, most, column, ids }: Omit<Reader, 'top'> & { column: 'contact_id' | 'person_id'; ids: readonly number[] },
): Promise<number> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${reader}, 0))`;
  await sql`delete from people_shown where reader = ${reader} and shown_at < ${dayAgo(sql)}`;
  const [before] = await sql<{ seen: number; others: number }[]>`
    select count(*) as seen,
           count(*) filter (where (${sql(column)} = any(${[...ids]}::bigint[])) is not true) as others
    from people_shown where reader = ${reader}`;
  const others = before?.others ?? 0;
  if (others + ids.length > most)
    throw new Refused(
      sentence('too-many-people', { most, left: Math.max(0, most - (before?.seen ?? 0)), asked: ids.length }),
    );
  await sql`
    insert into people_shown (reader, ${sql(column)}, shown_at)
    select ${reader}, id, clock_timestamp() from unnest(${[...ids]}::bigint[]) as asked(id)
    on conflict (reader, ${sql(column)}) do update set shown_at = excluded.shown_at`;
  return most - others - ids.length;
}

/** Deletes outdated counts. @returns how many */
export async function forgetPeopleShown(sql: Queries): Promise<number> {
  const { count } = await sql`delete from people_shown where shown_at < ${dayAgo(sql)}`;
  return count;
}

const dayAgo = (sql: Queries) => sql`clock_timestamp() - interval '1 day'`;
