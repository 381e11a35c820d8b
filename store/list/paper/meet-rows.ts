import { isDeepStrictEqual } from 'node:util';
import type { Form } from '../../../domain/campaign/definition/definition';
import type { PersonalAnswers, RowChecked, RowSent } from '../../../domain/list/row-check';
import type { Figures } from '../../../domain/report/report-figures';
import type { Queries } from '../../db/db';
import { json } from '../../db/json';
import type { Keyring } from '../../people/sealed/keyring';
import type { RowOutcome } from '../row-outcome';

/** A row of a unit about somebody whom the same unit has on the list already. */
export interface Met {
  row: RowChecked;
  /** Number of the row on the list. */
  entry: number;
}

/** A field in which phone and paper differ; of a personal one, and of a text, only that it does. */
export interface FieldDiffers {
  field: string;
  kept: string | number | boolean | null;
  sent: string | number | boolean | null;
}

interface Meeting {
  campaign: string;
  list: string;
  unit: string;
  form: Form;
  keyring: Keyring;
  /** Number of the paper that is being keyed; left out for rows of the village's phone. */
  paper?: number | undefined;
}

interface Stored {
  id: number;
  version: number;
  category: string;
  figures: Figures;
  sealed: Buffer | null;
  keyNo: number | null;
  /** The latest paper on which it stands. */
  paper: number | null;
}

/**
 * What phone and paper both bring is one row: it stays as it came first, and what differs is kept to be looked at. In
 * which order they come makes no difference.
 * @returns the outcome of each such row, by the sender's id; rows that one way brings twice are not among them
 */
export async function meetRows(
  tx: Queries,
  meeting: Meeting,
  met: readonly Met[],
): Promise<ReadonlyMap<string, RowOutcome>> {
  const outcomes = new Map<string, RowOutcome>();
  if (met.length === 0) return outcomes;
  const stored = await tx<Stored[]>`
    select e.id, e.version, e.category, e.figures, e.sealed, e.key_no as "keyNo",
           (select max(r.paper_id) from list_paper_rows r where r.entry_id = e.id and not r.later) as paper
    from entries e where e.id = any(${met.map(({ entry }) => entry)}::bigint[]) order by e.id for no key update`;
  const byId = new Map(stored.map((entry) => [entry.id, entry]));
  const noted = await tx<{ row: string; paper: number }[]>`
    select "row", paper_id as paper from list_paper_rows where "row" = any(${met.map(({ row }) => row.row)}::uuid[])`;
  const isNoted = (sent: RowChecked, paper: number) =>
    noted.some((line) => line.row === sent.row && line.paper === paper);
  const lines = met.flatMap(({ row, entry }) => {
    const known = byId.get(entry);
    const later = meeting.paper === undefined;
    const paper = later ? known?.paper : meeting.paper;
    // On this very paper twice, or twice by the phone.
    if (!known || paper === undefined || paper === null || (!later && known.paper === paper && !isNoted(row, paper)))
      return [];
    outcomes.set(row.row, { row: row.row, is: 'same', version: known.version });
    const differs = differences(meeting, known, row);
    return [{ paper, row: row.row, entry, later, differs: differs.length > 0 ? differs : null }];
  });
  if (lines.length > 0)
    await tx`
      insert into list_paper_rows (paper_id, row, entry_id, later, differs)
      select paper, "row", entry, later, nullif(differs, 'null') from jsonb_to_recordset(${json(tx, lines)})
        as l(paper bigint, "row" uuid, entry bigint, later boolean, differs jsonb)
      on conflict (paper_id, row) do update set differs = excluded.differs`;
  return outcomes;
}

function differences({ form, keyring }: Meeting, { sealed, keyNo, ...kept }: Stored, sent: RowChecked): FieldDiffers[] {
  const before =
    sealed && keyNo !== null
      ? (keyring.unseal({ sealed, keyNo }, 'entries.sealed') as Partial<PersonalAnswers>)
      : ({} as Partial<PersonalAnswers>);
  const category = { field: 'category', kept: kept.category, sent: sent.category };
  const fields = form.fields.flatMap(({ id, type, personal }): FieldDiffers[] => {
    const [was, is] = personal ? [before[personal], sent.personal[personal]] : [kept.figures[id], sent.figures[id]];
    if (isDeepStrictEqual(was ?? null, is ?? null)) return [];
    const hidden = personal !== undefined || type === 'text';
    return [{ field: id, kept: hidden ? null : plain(was), sent: hidden ? null : plain(is) }];
  });
  return kept.category === sent.category ? fields : [category, ...fields];
}

const plain = (value: unknown): FieldDiffers['kept'] =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? value : null;

/** Notes which rows of the list stand on a paper, and on which of its sheets. */
export async function notePaperRows(
  tx: Queries,
  { campaign, list, unit, paper }: Omit<Meeting, 'paper' | 'form' | 'keyring'> & { paper: number },
  rows: readonly RowSent[],
): Promise<void> {
  const lines = json(
    tx,
    rows.map(({ row, sheet }) => ({ row, sheet: sheet ?? null })),
  );
  // Those that the phone has brought as well are noted by their meeting.
  await tx`
    update list_paper_rows r set sheet = s.sheet from jsonb_to_recordset(${lines}) as s("row" uuid, sheet integer)
    where r.paper_id = ${paper} and r.row = s."row" and r.sheet is distinct from s.sheet`;
  await tx`
    insert into list_paper_rows (paper_id, row, entry_id, sheet)
    select ${paper}, s."row", e.id, s.sheet from jsonb_to_recordset(${lines}) as s("row" uuid, sheet integer)
    join entries e on e.campaign_id = ${campaign} and e.list = ${list} and e.unit_code = ${unit} and e.row = s."row"
    on conflict (paper_id, row) do nothing`;
}

/**
 * Rows that were keyed by mistake, and that the phone has brought as well: they stay on the list, but not on the
 * paper.
 */
export const dropPaperRows = (tx: Queries, paper: number, rows: readonly string[]) => tx`
  delete from list_paper_rows where paper_id = ${paper} and row = any(${[...rows]}::uuid[])`;

/** @returns those of the ids that a phone has given to rows that stand on a paper: the paper holds them */
export async function rowsOnPaper(tx: Queries, rows: readonly string[]): Promise<ReadonlySet<string>> {
  if (rows.length === 0) return new Set();
  const found = await tx<{ row: string }[]>`
    select "row" from list_paper_rows where "row" = any(${[...rows]}::uuid[]) and later`;
  return new Set(found.map(({ row }) => row));
}
