import type { Instant } from '../../domain/instant';
import type { OutReason, RowState } from '../../domain/list/row-life';
import type { Step } from '../../domain/list/steps';
import type { Figures } from '../../domain/report/report-figures';
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
  /** Why it is held, returned or out. */
  because: OutReason | string | null;
  burns: boolean;
  /** Whether it entitles to anything; who is on two lists is paid by one. */
  pays: boolean;
}

/** How a row stood before or after a deed, as the deed has it; what is the same in both may be left out. */
export interface RehearsedStanding {
  done: number;
  state: RowState;
  category?: string;
  heads?: number;
  /** Only of a move. */
  unit?: string;
}

/** Something that was done with a row, in the order of the deeds. */
export interface RehearsedDeed {
  id: number;
  /** Number of the row. */
  entry: number;
  /** Code of the unit whose deed it is. */
  unit: string;
  /** Key of the round in whose course it was done; null outside a round. */
  key: string | null;
  /** Number of the case that it carries out; null without one. */
  case: number | null;
  /** A step of the track, or another act such as `hold`. */
  kind: string;
  /** Who, in one word: `contact:12`. */
  hand: string;
  at: Instant;
  /** Null for the first. */
  before: RehearsedStanding | null;
  after: RehearsedStanding | null;
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
  /** Those that were posted together; the next version of one is in the same lot. */
  lot: number;
  list: string;
  region: string;
  version: number;
  opensAt: Instant;
  /** When it was over; null when it never was. */
  closedAt: Instant | null;
  /** How many rows it shows or counts. */
  shown: number;
  /** Numbers of its rows, and whether they have left it since. */
  rows: { entry: number; off: boolean }[];
}

/** A report of a unit about a step of a list. */
export interface RehearsedReport {
  receipt: string;
  list: string;
  does: Step;
  unit: string;
  key: string;
  at: Instant;
  figures: Figures;
  /** Number of the last deed that was written before it. */
  after: number;
}

/** Everything about the lists of a rehearsal. */
export interface RehearsedLists {
  rows: RehearsedRow[];
  deeds: RehearsedDeed[];
  quotas: RehearsedQuota[];
  cases: RehearsedCase[];
  postings: RehearsedPosting[];
  reports: RehearsedReport[];
}

/** @returns what became of the rows of a rehearsal's lists, without what is sealed */
export async function rehearsedLists(sql: Queries, campaign: string): Promise<RehearsedLists> {
  const [rows, deeds, quotas, cases, postings, reports] = await Promise.all([
    sql<RehearsedRow[]>`
      select id, row, list, category, unit_code as unit, slot_unit as "slotUnit", subject_id as subject, done, state, because, burns,
             coalesce(jsonb_array_length(entitled), 1) > 0 as pays
      from entries where campaign_id = ${campaign} order by id`,
    sql<RehearsedDeed[]>`
      select d.id, d.entry_id as entry, d.unit_code as unit, d.round_key as key, d.case_id as case, d.kind,
             coalesce(hand_of(d), d.via) as hand, d.at, d.before, d.after
      from deeds d where d.campaign_id = ${campaign} and d.entry_id is not null order by d.id`,
    sql<RehearsedQuota[]>`
      select list, category, unit_code as unit, slots from quotas where campaign_id = ${campaign} order by 1, 2, 3`,
    sql<RehearsedCase[]>`
      select id, kind, entry_id as entry, opened_at as "openedAt", closed_at as "closedAt" from cases
      where campaign_id = ${campaign} and entry_id is not null order by id`,
    sql<RehearsedPosting[]>`
      select p.id, p.lot_id as lot, p.list, p.region_code as region, p.version, l.opens_at as "opensAt", p.ended_at as "closedAt",
             (select coalesce(sum((part ->> 'count')::int), 0)::int from jsonb_array_elements(p.content -> 'parts') part) as shown,
             (select coalesce(jsonb_agg(jsonb_build_object('entry', r.entry_id, 'off', r.off_at is not null) order by r.entry_id), '[]')
              from posted_rows r where r.posting_id = p.id) as rows
      from postings p join posting_lots l on l.id = p.lot_id where p.campaign_id = ${campaign} order by p.id`,
    sql<RehearsedReport[]>`
      with said as (
        select p.id, p.recorded_at, null::bigint as deed
        from reports p join asks a on a.id = p.ask_id join rounds r on r.id = a.round_id
        where a.campaign_id = ${campaign} and r.list is not null
        union all select null, recorded_at, id from deeds where campaign_id = ${campaign}),
      placed as (select id, max(deed) over (order by recorded_at, deed is null) as after from said)
      select p.receipt, r.list, r.does, a.unit_code as unit, a.key, p.reported_at as at, p.figures, coalesce(w.after, 0) as after
      from placed w join reports p on p.id = w.id join asks a on a.id = p.ask_id join rounds r on r.id = a.round_id order by p.id`,
  ]);
  return { rows, deeds, quotas, cases, postings, reports };
}

/** A text that a rehearsal has left in Postgres where nothing personal may be. */
export interface TextLeft {
  where: string;
  text: string;
}

/**
 * @returns the texts of a rehearsal's messages and of what programs and people have done, as they lie in Postgres: what
 *   is sent, and what is read by others than those who decide on rows; some at a time, because a province's would
 *   fill the memory
 */
export async function* textsLeft(sql: Queries, campaign: string): AsyncGenerator<TextLeft> {
  for await (const some of textRows(sql, campaign).cursor(ROWS_AT_ONCE)) yield* some;
}

const ROWS_AT_ONCE = 1000;

const textRows = (sql: Queries, campaign: string) => sql<TextLeft[]>`
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

/** @returns how many households or persons the rows stand for that are on each list in the end */
export async function headsOf(sql: Queries, campaign: string): Promise<Map<string, number>> {
  const rows = await sql<{ list: string; heads: number }[]>`
    select list, sum(heads)::int as heads from entries
    where campaign_id = ${campaign} and state not in ('out', 'twin') group by 1`;
  return new Map(rows.map(({ list, heads }) => [list, heads]));
}
