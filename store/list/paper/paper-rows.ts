import type { RowState } from '../../../domain/list/row-life';
import type { Queries } from '../../db/db';
import type { FieldDiffers } from './meet-rows';

/** A row that stands on a paper, masked. */
export interface PaperRow {
  /** The sender's id. */
  row: string;
  /** Number of the row on the list. */
  entry: number;
  shown: string;
  category: string;
  heads: number;
  state: RowState;
  version: number;
  sheet: number | null;
  /** The village's phone has sent it after the paper. */
  later: boolean;
  differs: FieldDiffers[];
}

/** @returns the rows of a paper that are on the list, in the order in which they came */
export const rowsOfPaper = (sql: Queries, paper: number): Promise<PaperRow[]> => sql<PaperRow[]>`
  select r.row, e.id as entry, e.shown, e.category, e.heads, e.state, e.version, r.sheet, r.later,
         coalesce(r.differs, '[]') as differs
  from list_paper_rows r join entries e on e.id = r.entry_id
  where r.paper_id = ${paper} and e.state <> 'out' order by e.id, r.later`;

/** @returns the latest round that asks a unit for rows of a list; null where none has */
export async function roundAsking(
  sql: Queries,
  { campaign, list, unit }: { campaign: string; list: string; unit: string },
): Promise<string | null> {
  const [found] = await sql<{ key: string }[]>`
    select r.key from rounds r join asks a on a.round_id = r.id and a.subject_id is null
    where r.campaign_id = ${campaign} and r.list = ${list} and r.does = 'propose' and r.lot_id is null
      and a.unit_code = ${unit} order by r.opens_at desc limit 1`;
  return found?.key ?? null;
}
