import type { Instant } from '../../domain/instant';
import type { Queries } from '../db/db';
import { within } from '../db/scope';
import { type OnTheWay, onTheWay } from '../ledger/dispatches';

/** A dispatch note with the names of its offices. */
export interface NoteFound {
  id: number;
  /** Campaign time. */
  at: Instant;
  dueAt: Instant;
  closedAt: Instant | null;
  docNo: string | null;
  fromCode: string;
  from: string;
  to: string;
  lines: OnTheWay[];
}

/** @returns the note; null when there is none, or neither of its offices is the reader's */
export async function noteToPrint(
  sql: Queries,
  { campaign, dispatch, top }: { campaign: string; dispatch: number; top: string | null },
): Promise<NoteFound | null> {
  const [found] = await sql<Omit<NoteFound, 'lines'>[]>`
    select d.id, a.at, d.due_at as "dueAt", d.closed_at as "closedAt", a.doc_no as "docNo", f.code as "fromCode", f.name as from,
           t.name as to
    from dispatches d join ledger_acts a on a.id = d.act_id
    join regions f on f.code = d.from_code join regions t on t.code = d.to_code
    where d.id = ${dispatch} and d.campaign_id = ${campaign} and (${within(sql, top, 'f.path')} or ${within(sql, top, 't.path')})`;
  return found ? { ...found, lines: await onTheWay(sql, { id: dispatch, campaign }) } : null;
}
