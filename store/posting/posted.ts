import type { Instant } from '../../domain/instant';
import type { PostingContent } from '../../domain/posting/content';
import type { ShownPosting } from '../../domain/posting/parts';
import type { Fragment, Queries } from '../db/db';
import { within } from '../db/scope';
import { signedNumber } from '../db/signed-number';

export type PostingState = 'open' | 'closed' | 'superseded' | 'withdrawn';

/** The posting of one village. */
export interface Posting {
  id: number;
  lot: number;
  campaign: string;
  list: string;
  /** Code and name of the village. */
  region: string;
  name: string;
  version: number;
  state: PostingState;
  content: PostingContent;
  /** Hex. */
  digest: string;
  opensAt: Instant;
  closesAt: Instant;
  supersededBy: number | null;
  workflowId: string;
}

/** Columns of a posting `o` of a lot `l` in a region `g`. */
export const postingColumns = (sql: Queries): Fragment => sql`
  o.id, o.lot_id as lot, o.campaign_id as campaign, o.list, o.region_code as region, g.name, o.version, o.state, o.content,
  encode(o.digest, 'hex') as digest, l.opens_at as "opensAt", l.closes_at as "closesAt", o.superseded_by as "supersededBy",
  l.workflow_id as "workflowId"`;

/** @param top only within this region @returns null when there is none */
export async function findPosting(
  sql: Queries,
  { id, top }: { id: number; top: string | null },
): Promise<Posting | null> {
  const [row] = await sql<Posting[]>`
    select ${postingColumns(sql)} from postings o join posting_lots l on l.id = o.lot_id join regions g on g.code = o.region_code
    where o.id = ${id} and ${within(sql, top, 'g.path')}`;
  return row ?? null;
}

/** @returns what hangs now where this posting hung first; its address on the board stays the same. */
export async function latestPosting(sql: Queries, id: number): Promise<Posting | null> {
  const [row] = await sql<Posting[]>`
    select ${postingColumns(sql)} from postings first join postings o on o.lot_id = first.lot_id and o.region_code = first.region_code
    join posting_lots l on l.id = o.lot_id join regions g on g.code = o.region_code
    where first.id = ${id} order by o.version desc limit 1`;
  return row ?? null;
}

/** @returns the address of a village's page, which nobody can guess. */
export const postingAddress = (publicUrl: string, secret: string, id: number): string =>
  `${publicUrl.replace(/\/$/, '')}/p/${signedNumber(secret, 'posting', id)}`;

/** Makes addresses: where the console is reached, and the secret of its links. */
export interface Addresses {
  publicUrl: string;
  secret: string;
}

/** @param first the number of the first posting of the same lot and village, by which its address is made */
export const shownPosting = (
  { content, version, digest }: Pick<Posting, 'content' | 'version' | 'digest'>,
  first: number,
  { publicUrl, secret }: Addresses,
): ShownPosting => ({ content, version, digest, address: postingAddress(publicUrl, secret, first) });

/** @returns the number of the first posting of the same lot and village. */
export async function firstOf(sql: Queries, { lot, region }: Pick<Posting, 'lot' | 'region'>): Promise<number> {
  const [row] = await sql<{ id: number }[]>`
    select min(id) as id from postings where lot_id = ${lot} and region_code = ${region}`;
  return row?.id ?? 0;
}

/** @returns whether a row hangs in an open posting. */
export async function hangs(sql: Queries, entry: number): Promise<boolean> {
  const [row] = await sql`
    select from posted_rows p join postings o on o.id = p.posting_id
    where p.entry_id = ${entry} and p.off_at is null and o.state = 'open' limit 1`;
  return row !== undefined;
}
