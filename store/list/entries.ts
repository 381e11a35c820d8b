import type { Row, RowState } from '../../domain/list/row-life';
import type { Figures } from '../../domain/report/report-figures';
import type { Queries } from '../db/db';

/** A row of a list, without what is sealed. */
export interface Entry extends Row {
  id: number;
  /** The sender's id of it. */
  row: string;
  list: string;
  subject: number;
  category: string;
  heads: number;
  unit: string;
  slotUnit: string;
  because: string | null;
  figures: Figures;
  /** 王** */
  shown: string;
  version: number;
}

export const entryColumns = (sql: Queries) => sql`
  e.id, e.row, e.list, e.subject_id as subject, e.category, e.heads, e.unit_code as unit, e.slot_unit as "slotUnit", e.done, e.state,
  e.because, e.burns, e.figures, e.shown, e.version`;

/** What an act does to a row. */
export interface EntryChange extends Row {
  id: number;
  because: string | null;
}

/** Moves rows; each change counts the version on. The caller holds them locked, and writes the deeds. */
export async function moveEntries(sql: Queries, changes: readonly EntryChange[], now: string): Promise<void> {
  if (changes.length === 0) return;
  await sql`
    update entries e set done = c.done, state = c.state, because = c.because, burns = c.burns,
           return_due = case c.state when 'returned' then e.return_due end, version = e.version + 1,
           changed_at = ${now}
    from jsonb_to_recordset(${sql.json(changes.map(({ id, done, state, because, burns }) => ({ id, done, state, because, burns })))})
      as c(id bigint, done smallint, state text, because text, burns boolean)
    where e.id = c.id`;
}

/** @returns how a row stands, for its deeds. */
export const standingOf = ({
  done,
  state,
  category,
  heads,
}: Entry): { done: number; state: RowState; category: string; heads: number } => ({
  done,
  state,
  category,
  heads,
});
