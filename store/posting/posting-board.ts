import type { Instant } from '../../domain/instant';
import type { Fragment, Queries } from '../db/db';
import { within } from '../db/scope';
import type { Source } from '../table/keyset';
import type { PostingState } from './posted';
import type { PhotoMoment } from './posting-photos';

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
  /** Cases about it: objections in time, late ones, families that were named. */
  objections: number;
  complaints: number;
  nominations: number;
  /** Photos of the board, by moment. */
  photos: Record<PhotoMoment, number>;
}

/** What was said about a posting, counted from cases `c`: in time, late, and families that were named. */
const SAID = (sql: Queries): Fragment => sql`
  count(*) filter (where c.kind = 'objection')::int as objections,
  count(*) filter (where c.kind = 'complaint')::int as complaints,
  count(*) filter (where c.kind = 'nomination')::int as nominations`;

/** Photos of the board of posting `o`, by moment, of all versions that hung there. */
const PHOTOS = (sql: Queries): Fragment => sql`
  select jsonb_build_object('start', count(distinct f.id) filter (where f.moment = 'start'),
                            'end', count(distinct f.id) filter (where f.moment = 'end')) as photos
  from postings v join posting_photos f on f.posting_id = v.id
  where v.lot_id = o.lot_id and v.region_code = o.region_code`;

export type Said = Pick<BoardLine, 'objections' | 'complaints' | 'nominations'>;

/** @returns how many cases there are about a posting. */
export async function saidAbout(sql: Queries, posting: number): Promise<Said> {
  const [said] = await sql<Said[]>`select ${SAID(sql)} from cases c where c.posting_id = ${posting}`;
  return said ?? { objections: 0, complaints: 0, nominations: 0 };
}

interface Wanted {
  campaign: string;
  list?: string | undefined;
  state?: PostingState | undefined;
  region?: string | undefined;
  /** Only the postings of one act. */
  lot?: number | undefined;
  after: number;
  limit: number;
  /** The reader's region; null for all. */
  top: string | null;
}

/** @returns postings of a campaign, in the order of their numbers. */
export const postingBoard = (
  sql: Queries,
  { campaign, list, state, region, lot, after, limit, top }: Wanted,
): Promise<BoardLine[]> => sql<BoardLine[]>`
  select o.id, o.lot_id as lot, o.list, o.region_code as region, g.name, o.version, o.state, l.opens_at as "opensAt",
         l.closes_at as "closesAt",
         (select count(*)::int from posted_rows p where p.posting_id = o.id) as rows,
         said.objections, said.complaints, said.nominations, seen.photos
  from postings o join posting_lots l on l.id = o.lot_id join regions g on g.code = o.region_code
  cross join lateral (
    select ${SAID(sql)} from cases c where c.posting_id = o.id) said
  cross join lateral (
    ${PHOTOS(sql)}) seen
  where o.campaign_id = ${campaign} and o.id > ${after} and (${list ?? null}::text is null or o.list = ${list ?? null})
    and (${state ?? null}::text is null or o.state = ${state ?? null}) and (${lot ?? null}::bigint is null or o.lot_id = ${lot ?? null})
    and ${within(sql, top, 'g.path')} and ${within(sql, region ?? null, 'g.path')}
  order by o.id limit ${limit}`;

/** Postings of all campaigns that the reader may see. */
export const postingSource = (sql: Queries, { top }: { top: string | null }): Source => ({
  columns: sql`
    o.id, o.campaign_id as campaign, o.lot_id as lot, o.list, o.region_code as region, g.name, o.version, o.state,
    l.opens_at as "opensAt", l.closes_at as "closesAt", k.definition ->> 'zone' as zone,
    (select count(*)::int from posted_rows p where p.posting_id = o.id) as rows,
    said.objections, said.complaints, said.nominations, seen.photos`,
  from: sql`
    postings o join posting_lots l on l.id = o.lot_id join regions g on g.code = o.region_code
    join campaigns k on k.id = o.campaign_id
    cross join lateral (select ${SAID(sql)} from cases c where c.posting_id = o.id) said
    cross join lateral (${PHOTOS(sql)}) seen`,
  where: within(sql, top, 'g.path'),
  id: { as: sql`o.id`, type: 'bigint' },
  values: {
    campaign: { as: sql`o.campaign_id`, type: 'text' },
    region: { as: sql`o.region_code`, type: 'text' },
    lot: { as: sql`o.lot_id`, type: 'bigint' },
    name: { as: sql`g.name`, type: 'text' },
    state: { as: sql`o.state`, type: 'text' },
    opensAt: { as: sql`l.opens_at`, type: 'timestamptz' },
    closesAt: { as: sql`l.closes_at`, type: 'timestamptz' },
  },
});

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
  /** Boards: villages of each act of posting; and those with a photo of the start, or the end. */
  boards: number;
  boardsAtStart: number;
  boardsAtEnd: number;
}

const NOTHING: PostingFigures = {
  ...{ posted: 0, objections: 0, late: 0, nominations: 0, upheld: 0, confirmed: 0 },
  ...{ boards: 0, boardsAtStart: 0, boardsAtEnd: 0 },
};

/** @returns the figures of a campaign, of one list or all. */
export async function postingFigures(
  sql: Queries,
  { campaign, list = null, top }: { campaign: string; list?: string | null; top: string | null },
): Promise<PostingFigures> {
  const [figures] = await sql<PostingFigures[]>`
    with mine as (
      select o.id, (o.lot_id, o.region_code) as board from postings o join regions g on g.code = o.region_code
      where o.campaign_id = ${campaign} and (${list}::text is null or o.list = ${list}) and o.state <> 'withdrawn'
        and ${within(sql, top, 'g.path')}),
    said as (select c.kind, c.outcome from cases c where c.posting_id in (select id from mine)),
    rows as (select distinct p.entry_id as id from posted_rows p where p.posting_id in (select id from mine)),
    seen as (select m.board, f.moment from posting_photos f join mine m on m.id = f.posting_id)
    select (select count(*)::int from rows) as posted,
           (select count(*)::int from said where kind = 'objection') as objections,
           (select count(*)::int from said where kind = 'complaint') as late,
           (select count(*)::int from said where kind = 'nomination') as nominations,
           (select count(*)::int from said where kind = 'objection' and outcome = 'upheld') as upheld,
           (select count(*)::int from rows join entries e using (id) join lists l on l.campaign_id = e.campaign_id and l.id = e.list
            where e.state <> 'out' and e.done >= array_position(l.track, 'announce')) as confirmed,
           (select count(distinct board)::int from mine) as boards,
           (select count(distinct board)::int from seen where moment = 'start') as "boardsAtStart",
           (select count(distinct board)::int from seen where moment = 'end') as "boardsAtEnd"`;
  return figures ?? NOTHING;
}
