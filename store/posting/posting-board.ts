import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import type { PostingState } from './posted';

/** A line of the board of postings. */
export interface BoardLine {
  id: number;
  lot: number;
  list: string;
  region: string;
  name: string;
  version: number;
  state: PostingState;
  opensAt: Instant;
  closesAt: Instant;
  rows: number;
  /** Cases about it that came in time, and late ones. */
  objections: number;
  complaints: number;
  photos: number;
}

interface Wanted {
  campaign: string;
  list?: string | undefined;
  state?: PostingState | undefined;
  region?: string | undefined;
  after: number;
  limit: number;
  /** The reader's region; null for all. */
  top: string | null;
}

/** @returns postings of a campaign, in the order of their numbers. */
export const postingBoard = (
  sql: Queries,
  { campaign, list, state, region, after, limit, top }: Wanted,
): Promise<BoardLine[]> => sql<BoardLine[]>`
  select o.id, o.lot_id as lot, o.list, o.region_code as region, g.name, o.version, o.state, l.opens_at as "opensAt",
         l.closes_at as "closesAt",
         (select count(*)::int from posted_rows p where p.posting_id = o.id) as rows,
         (select count(*)::int from cases c where c.posting_id = o.id and c.kind = 'objection') as objections,
         (select count(*)::int from cases c where c.posting_id = o.id and c.kind = 'complaint') as complaints,
         (select count(*)::int from posting_photos f where f.posting_id = o.id) as photos
  from postings o join posting_lots l on l.id = o.lot_id join regions g on g.code = o.region_code
  where o.campaign_id = ${campaign} and o.id > ${after} and (${list ?? null}::text is null or o.list = ${list ?? null})
    and (${state ?? null}::text is null or o.state = ${state ?? null})
    and ${within(sql, top, 'g.path')} and ${within(sql, region ?? null, 'g.path')}
  order by o.id limit ${limit}`;

/** What came of the postings: numbers that are never one. */
export interface PostingFigures {
  /** Rows that hung. */
  posted: number;
  objections: number;
  late: number;
  nominations: number;
  /** Objections by which a row has left the list. */
  upheld: number;
  /** Rows that went through. */
  confirmed: number;
}

/** @returns the figures of a campaign, of one list or all. */
export async function postingFigures(
  sql: Queries,
  { campaign, list = null, top }: { campaign: string; list?: string | null; top: string | null },
): Promise<PostingFigures> {
  const [figures] = await sql<PostingFigures[]>`
    with mine as (
      select o.id from postings o join regions g on g.code = o.region_code
      where o.campaign_id = ${campaign} and (${list}::text is null or o.list = ${list}) and o.state <> 'withdrawn'
        and ${within(sql, top, 'g.path')}),
    said as (select c.kind, c.outcome from cases c where c.posting_id in (select id from mine)),
    rows as (select distinct p.entry_id as id from posted_rows p where p.posting_id in (select id from mine))
    select (select count(*)::int from rows) as posted,
           (select count(*)::int from said where kind = 'objection') as objections,
           (select count(*)::int from said where kind = 'complaint') as late,
           (select count(*)::int from said where kind = 'nomination') as nominations,
           (select count(*)::int from said where kind = 'objection' and outcome = 'upheld') as upheld,
           (select count(*)::int from rows join entries e using (id) join lists l on l.campaign_id = e.campaign_id and l.id = e.list
            where e.state <> 'out' and e.done >= array_position(l.track, 'announce')) as confirmed`;
  return figures ?? { posted: 0, objections: 0, late: 0, nominations: 0, upheld: 0, confirmed: 0 };
}
