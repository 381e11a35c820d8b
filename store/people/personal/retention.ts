import type { Instant } from '../../../domain/instant';
import type { Queries } from '../../db/db';
import { inEveryPlace } from './erase';

/** After the end of the last campaign in which they had a part. */
const YEARS_KEPT = 3;

/** Those who had a part in a campaign: rows are about people or households, and donors have given. */
const peopleIn = (sql: Queries, campaign: string) => sql`
  (select p.id from entries e join people s on s.id = e.subject_id
   left join memberships m on m.household_id = s.id
   join people p on p.id in (s.id, s.head_id, m.person_id)
   where e.campaign_id = ${campaign}
   union all
   select split_part(t.from_account, '-', 2)::bigint from transfers t
   where t.campaign_id = ${campaign} and t.from_account like 'from:donor-%')`;

/** The gifts of a person `p`: transfers `t`. */
const givenBy = (sql: Queries) => sql`t.from_account like 'from:donor-%' and t.from_account = 'from:donor-' || p.id`;

/** Notes until when the people of an ended campaign are kept; a later campaign keeps them longer. */
export async function keepPeopleUntil(
  sql: Queries,
  { campaign, endedAt }: { campaign: string; endedAt: Instant },
): Promise<void> {
  await sql`
    update people set erase_after =
      greatest(erase_after, (${endedAt}::timestamptz + make_interval(years => ${YEARS_KEPT}))::date)
    where id in ${peopleIn(sql, campaign)} and erased_at is null`;
}

/** People of one call. */
const BATCH = 2000;

/**
 * Erases people whose time is over and who have no part in a campaign that is not archived. Texts were let go with the
 * campaigns long before, so only rows of the people themselves are erased.
 * @returns the number of people
 */
export async function erasePeopleOver(sql: Queries): Promise<number> {
  const due = await sql<{ id: number }[]>`
    select p.id from people p
    where p.erase_after < clock_timestamp()::date and p.erased_at is null and p.kind <> 'household'
      and not exists (
        select from entries e join campaigns c on c.id = e.campaign_id and c.archived_at is null
        where e.subject_id = p.id
           or e.subject_id in (select h.id from people h where h.head_id = p.id)
           or e.subject_id in (select m.household_id from memberships m where m.person_id = p.id))
      and not exists (
        select from transfers t join campaigns c on c.id = t.campaign_id and c.archived_at is null where ${givenBy(sql)})
    order by p.erase_after, p.id limit ${BATCH} for update of p skip locked`;
  if (due.length === 0) return 0;
  const people = await withMerged(
    sql,
    due.map(({ id }) => id),
  );
  await inEveryPlace(async ({ erasePeople }) => (await erasePeople?.(sql, people)) ?? 0);
  return people.length;
}

/** @returns the people with those who were merged into them */
async function withMerged(sql: Queries, people: readonly number[]): Promise<number[]> {
  const rows = await sql<{ id: number }[]>`
    select id from people where id = any(${[...people]}::bigint[]) or merged_into = any(${[...people]}::bigint[])`;
  return rows.map(({ id }) => id);
}

/** A row that was refused, or a rehearsal that was removed, leaves people who are on no list. */
const UNLISTED_DAYS = 30;

/** Deletes people who are on no list and are nothing to anybody who is. @returns how many */
export async function forgetUnlisted(sql: Queries): Promise<number> {
  const old = sql`made_at < clock_timestamp() - make_interval(days => ${UNLISTED_DAYS})`;
  // Whoever was merged is deleted with who stays, and no sooner.
  const unlisted = sql`p.erase_after is null and p.${old}
    and not exists (select from entries e where e.subject_id = coalesce(p.merged_into, p.id))
    and not exists (select from people o where o.merged_into = p.id and not o.${old})`;
  const households = await sql`delete from people p where p.kind = 'household' and ${unlisted}`;
  const others = await sql`
    delete from people p where p.kind <> 'household' and ${unlisted}
      and not exists (select from people h where h.head_id = coalesce(p.merged_into, p.id))
      and not exists (select from transfers t where ${givenBy(sql)})
      and not exists (select from memberships m where m.person_id = coalesce(p.merged_into, p.id))`;
  return households.count + others.count;
}

/** @returns the last day until which money or goods to one of these people must be accounted for; null when none */
export async function accountedUntil(sql: Queries, people: readonly number[]): Promise<string | null> {
  const [row] = await sql<{ until: string | null }[]>`
    select (max(coalesce(c.ended_at, clock_timestamp())) + make_interval(years => ${YEARS_KEPT}))::date as until
    from (
      select e.campaign_id from entries e
      join lists l on l.campaign_id = e.campaign_id and l.id = e.list and array_position(l.track, 'deliver') <= e.done
      where e.subject_id in (
        select id from people where id = any(${[...people]}::bigint[]) or head_id = any(${[...people]}::bigint[]))
      union all
      select t.campaign_id from transfers t
      where t.from_account like 'from:donor-%' and t.from_account = any(${people.map((id) => `from:donor-${id}`)}::text[])) part
    join campaigns c on c.id = part.campaign_id and c.mode = 'live'`;
  return row?.until ?? null;
}
