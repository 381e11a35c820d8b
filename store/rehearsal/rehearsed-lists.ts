import type { Instant } from '../../domain/instant';
import type { RowState } from '../../domain/list/row-life';
import type { Queries } from '../db/db';

/** A row as it stands at the end of a rehearsal. */
export interface RehearsedRow {
  id: number;
  /** Id of the sender. */
  row: string;
  list: string;
  category: string;
  unit: string;
  slotUnit: string;
  /** Number of the person or household. */
  subject: number;
  done: number;
  state: RowState;
  burns: boolean;
  /** Whether it entitles to anything; who is on two lists is paid by one. */
  pays: boolean;
}

/** Something that was done with a row, in the order of the deeds. */
export interface RehearsedDeed {
  id: number;
  /** Number of the row. */
  entry: number;
  /** A step of the track, or another act such as `hold`. */
  kind: string;
  /** Who, in one word: `contact:12`. */
  hand: string;
  at: Instant;
  /** How many steps were done before it; null for the first. */
  doneBefore: number | null;
  stateBefore: RowState | null;
}

/** Slots of a unit and category. */
export interface RehearsedQuota {
  list: string;
  category: string;
  unit: string;
  slots: number;
}

/** A case about a row. */
export interface RehearsedCase {
  id: number;
  kind: string;
  entry: number | null;
  openedAt: Instant;
  closedAt: Instant | null;
}

/** What hangs of a list in one village. */
export interface RehearsedPosting {
  id: number;
  list: string;
  opensAt: Instant;
  /** When it was over; null when it never was. */
  closedAt: Instant | null;
  /** Numbers of the rows on it, without those that have left it. */
  entries: number[];
}

/** Everything about the lists of a rehearsal. */
export interface RehearsedLists {
  rows: RehearsedRow[];
  deeds: RehearsedDeed[];
  quotas: RehearsedQuota[];
  cases: RehearsedCase[];
  postings: RehearsedPosting[];
}

/** @returns what became of the rows of a rehearsal's lists, without what is sealed */
export async function rehearsedLists(sql: Queries, campaign: string): Promise<RehearsedLists> {
  const [rows, deeds, quotas, cases, postings] = await Promise.all([
    sql<RehearsedRow[]>`
      select id, row, list, category, unit_code as unit, slot_unit as "slotUnit", subject_id as subject, done, state, burns,
             coalesce(jsonb_array_length(entitled), 1) > 0 as pays
      from entries where campaign_id = ${campaign} order by id`,
    sql<RehearsedDeed[]>`
      select d.id, d.entry_id as entry, d.kind, coalesce(hand_of(d), d.via) as hand, d.at,
             (d.before ->> 'done')::int as "doneBefore", d.before ->> 'state' as "stateBefore"
      from deeds d where d.campaign_id = ${campaign} and d.entry_id is not null order by d.id`,
    sql<RehearsedQuota[]>`
      select list, category, unit_code as unit, slots from quotas where campaign_id = ${campaign} order by 1, 2, 3`,
    sql<RehearsedCase[]>`
      select id, kind, entry_id as entry, opened_at as "openedAt", closed_at as "closedAt" from cases
      where campaign_id = ${campaign} and entry_id is not null order by id`,
    sql<RehearsedPosting[]>`
      select p.id, p.list, l.opens_at as "opensAt", p.ended_at as "closedAt",
             (select coalesce(jsonb_agg(r.entry_id order by r.entry_id), '[]') from posted_rows r
              where r.posting_id = p.id and r.off_at is null) as entries
      from postings p join posting_lots l on l.id = p.lot_id where p.campaign_id = ${campaign} order by p.id`,
  ]);
  return { rows, deeds, quotas, cases, postings };
}

/** A text that a rehearsal has left in Postgres where nothing personal may be. */
export interface TextLeft {
  where: string;
  text: string;
}

/**
 * @returns the texts of a rehearsal's messages and of what programs and people have done, as they lie in Postgres: what
 *   is sent, and what is read by others than those who decide on rows
 */
export const textsLeft = (sql: Queries, campaign: string): Promise<TextLeft[]> => sql<TextLeft[]>`
  select 'message ' || m.id as where, to_jsonb(m)::text as text from messages m where m.campaign_id = ${campaign}
  union all
  select 'audit line ' || a.id, to_jsonb(a)::text from audit_log a where a.campaign_id = ${campaign}
  union all
  select 'report ' || p.receipt, to_jsonb(p)::text from reports p join asks u on u.id = p.ask_id where u.campaign_id = ${campaign}
  union all
  select 'posting ' || p.id, p.content::text from postings p where p.campaign_id = ${campaign}
  union all
  select 'fault', to_jsonb(f)::text from faults f where f.scope = ${campaign} or starts_with(f.scope, ${`${campaign}/`})`;

/** Most people of one statement. */
const AT_ONCE = 2000;

/** @returns the people whom a rehearsal has put on its lists, and who were not known before it */
export const peopleOfRehearsal = async (sql: Queries, campaign: string): Promise<number[]> => {
  const rows = await sql<{ id: number }[]>`
    select distinct p.id from entries e join campaigns c on c.id = e.campaign_id
    join people s on s.id = e.subject_id join people p on p.id in (s.id, s.head_id)
    where c.id = ${campaign} and c.mode = 'rehearsal' and p.made_at > c.created_at`;
  return rows.map(({ id }) => id);
};

/** Removes people who are on no list any more; households before their heads, which were made before them. */
export async function removePeopleOfRehearsal(sql: Queries, people: readonly number[]): Promise<void> {
  const newestFirst = [...people].sort((one, other) => other - one);
  for (let from = 0; from < newestFirst.length; from += AT_ONCE)
    await sql`
      delete from people p where p.id = any(${newestFirst.slice(from, from + AT_ONCE)}::bigint[])
        and not exists (select from entries e where e.subject_id = p.id)
        and not exists (select from people h join entries e on e.subject_id = h.id where h.head_id = p.id)
        and not exists (select from people m where m.merged_into = p.id)`;
}

/** @returns how many objections to rows of each list there were, whatever came of them */
export async function objectionsOf(sql: Queries, campaign: string): Promise<Map<string, number>> {
  const rows = await sql<{ list: string; count: number }[]>`
    select e.list, count(*)::int as count from cases c join entries e on e.id = c.entry_id
    where c.campaign_id = ${campaign} and c.kind = 'objection' group by 1`;
  return new Map(rows.map(({ list, count }) => [list, count]));
}
