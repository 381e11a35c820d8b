import { isDeepStrictEqual } from 'node:util';
import type { Field } from '../../../../domain/campaign/definition/definition';
import type { PersonalAnswers } from '../../../../domain/list/row-check';
import { type RowState, rowAfter } from '../../../../domain/list/row-life';
import { maskedPhone } from '../../../../domain/people/masks';
import { shownName } from '../../../../domain/people/shown-name';
import { shown } from '../../../../domain/report/field-kinds';
import type { Figures } from '../../../../domain/report/report-figures';
import { type Bilingual, type Sentence, sentence } from '../../../../domain/text/refusal';
import type { Queries } from '../../../db/db';
import type { Keyring } from '../../../people/sealed/keyring';
import type { ListForm } from '../list-columns';

/** A field that differs; personal values are masked. */
export interface FieldChange {
  field: string;
  label: Bilingual;
  before: string | null;
  after: string | null;
}

/** A row of the list that the file says otherwise. */
export interface RowChange {
  file: string;
  row: number;
  /** Number of the row on the list. */
  entry: number;
  fields: FieldChange[];
}

/** A row that the file says otherwise, but that an import does not touch any more. */
export interface RowKept {
  file: string;
  row: number;
  entry: number;
  why: Sentence;
}

/** So many are kept to be shown. */
const MOST_SHOWN = 200;
const BATCH = 2000;

interface Pair {
  line: number;
  file: string;
  row: number;
  entry: number;
  done: number;
  state: RowState;
  sealed: Buffer;
  keyNo: number;
  category: string;
  heads: number;
  figures: Figures;
  oldSealed: Buffer | null;
  oldKeyNo: number | null;
  oldCategory: string;
  oldHeads: number;
  oldFigures: Figures;
}

interface Told {
  category: string;
  heads: number;
  figures: Figures;
  personal: Partial<PersonalAnswers>;
}

/**
 * Compares the matched rows with those of the list, field by field, and notes which differ (`changed`), and which of
 * them may not be changed any more (`kept`).
 * @returns the first two hundred of each, to be shown
 */
export async function compareMatched(
  sql: Queries,
  keyring: Keyring,
  listed: ListForm,
): Promise<{ changes: RowChange[]; kept: RowKept[] }> {
  const changes: RowChange[] = [];
  const kept: RowKept[] = [];
  for (let from = 0; ; ) {
    const pairs = await pairsAfter(sql, from);
    const changed: number[] = [];
    const untouched: number[] = [];
    for (const pair of pairs) {
      const [before, after] = [oldOf(pair, keyring), newOf(pair, keyring)];
      if (isDeepStrictEqual(before, after)) continue;
      const { file, row, entry, line } = pair;
      const turn = rowAfter({ ...pair, burns: false }, { act: 'correct' }, listed.list);
      ('refused' in turn ? untouched : changed).push(line);
      if ('refused' in turn) {
        if (kept.length < MOST_SHOWN) kept.push({ file, row, entry, why: sentence(turn.refused) });
      } else if (changes.length < MOST_SHOWN)
        changes.push({ file, row, entry, fields: differences(before, after, listed) });
    }
    await sql`update staged_found set verdict = 'changed' where line = any(${changed}::int[])`;
    await sql`update staged_found set verdict = 'kept' where line = any(${untouched}::int[])`;
    const last = pairs.at(-1);
    if (!last || pairs.length < BATCH) break;
    from = last.line;
  }
  await sql`update staged_found set verdict = 'same' where verdict = 'matched'`;
  await sql`analyze staged_found`;
  return { changes, kept: [...kept, ...(await rowsOut(sql, MOST_SHOWN - kept.length))] };
}

const pairsAfter = (sql: Queries, line: number): Promise<Pair[]> => sql<Pair[]>`
  select s.line, s.file, s."row", f.entry, f.done, f.state, s.sealed, s.key_no as "keyNo", s.category, s.heads, s.figures,
         e.sealed as "oldSealed", e.key_no as "oldKeyNo", e.category as "oldCategory", e.heads as "oldHeads",
         e.figures as "oldFigures"
  from staged_found f join staged_rows s using (line) join entries e on e.id = f.entry
  where f.verdict = 'matched' and f.line > ${line} order by f.line limit ${BATCH}`;

const rowsOut = async (sql: Queries, most: number): Promise<RowKept[]> => {
  const rows = await sql<Omit<RowKept, 'why'>[]>`
    select s.file, s."row", f.entry from staged_found f join staged_rows s using (line)
    where f.verdict = 'kept' and f.state = 'out' order by f.line limit ${Math.max(0, most)}`;
  return rows.map((row) => ({ ...row, why: sentence('row-out') }));
};

function newOf({ sealed, keyNo, category, heads, figures }: Pair, keyring: Keyring): Told {
  const personal = keyring.unseal({ sealed, keyNo }, 'entries.sealed') as PersonalAnswers;
  return { category, heads, figures, personal };
}

function oldOf({ oldSealed, oldKeyNo, oldCategory, oldHeads, oldFigures }: Pair, keyring: Keyring): Told {
  const personal =
    oldSealed && oldKeyNo !== null
      ? (keyring.unseal({ sealed: oldSealed, keyNo: oldKeyNo }, 'entries.sealed') as PersonalAnswers)
      : {};
  return { category: oldCategory, heads: oldHeads, figures: oldFigures, personal };
}

function differences(before: Told, after: Told, { form, categories }: ListForm): FieldChange[] {
  const named = (id: string): string => categories.get(id)?.['zh-CN'] ?? id;
  const category: FieldChange = {
    field: 'category',
    label: { 'zh-CN': '类别', en: 'category' },
    before: named(before.category),
    after: named(after.category),
  };
  const fields = form.fields.map((field) => ({
    field: field.id,
    label: field.label,
    before: toldIn(field, before),
    after: toldIn(field, after),
    differs: field.personal
      ? before.personal[field.personal] !== after.personal[field.personal]
      : before.figures[field.id] !== after.figures[field.id],
  }));
  return [
    ...(before.category === after.category ? [] : [category]),
    ...fields.filter(({ differs }) => differs).map(({ differs: _, ...change }) => change),
  ];
}

function toldIn(field: Field, { figures, personal }: Told): string | null {
  if (field.personal) {
    const value = personal[field.personal];
    if (value === undefined) return null;
    if (field.personal === 'name') return shownName(value);
    return field.personal === 'address' ? '**' : maskedPhone(value);
  }
  const figure = figures[field.id];
  if (figure === undefined || figure === null) return null;
  const value = shown(field, figure);
  if (typeof value !== 'object') return String(value);
  if ('fen' in value) return String(value.fen / 100);
  return 'photo' in value ? value.photo : value['zh-CN'];
}
