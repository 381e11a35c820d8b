import { isDeepStrictEqual } from 'node:util';
import type { Day } from '../../domain/campaign/calendar/days';
import type { Form } from '../../domain/campaign/definition/definition';
import type { ListDefinition } from '../../domain/list/list-definition';
import { checkRow, type PersonalAnswers, type RowChecked, type RowSent, withKept } from '../../domain/list/row-check';
import { rowAfter } from '../../domain/list/row-life';
import { shownOf } from '../../domain/people/person';
import { sentence } from '../../domain/text/refusal';
import { openDoubles } from '../case/open-doubles';
import { openDuplicates } from '../case/open-duplicates';
import type { Queries } from '../db/db';
import type { Keyring } from '../people/sealed/keyring';
import { hangs } from '../posting/posted';
import { closeReturned } from './acts/close-returned';
import { addDeeds, type Deed, type Doing } from './deeds';
import { type Entry, type EntryChange, entryColumns, moveEntries, standingOf } from './entries';
import { dropPaperRows, meetRows, notePaperRows, rowsOnPaper } from './paper/meet-rows';
import { type RowOutcome, refusedRow } from './row-outcome';
import { type Slots, slotsOf } from './slots';
import { subjectAfter, subjectsOf } from './subjects';
import { holdOthers, standingWith } from './twins';

/** Most rows of one sending: a village has some thirty. */
export const MOST_ROWS = 500;

/** A unit that proposes rows of a list, in a transaction. */
export interface Proposing extends Doing {
  list: string;
  unit: string;
  definition: ListDefinition;
  form: Form;
  keyring: Keyring;
  /** In the campaign's zone. */
  today: Day;
  /** Number of the paper whose rows are keyed. */
  paper?: number | undefined;
  /** The round is over, or asks for returned rows: only rows that are on the list are taken, to be corrected. */
  over?: boolean;
}

/** Rows to add or correct, and rows that the unit takes back. */
export interface RowsSent {
  rows: readonly RowSent[];
  gone: readonly { row: string; version?: number | undefined }[];
}

/**
 * Adds, corrects and takes back rows of a unit. Each row is taken or refused for itself; the others go on. A row sent
 * again is the same row, and gives the same outcome.
 * @param tx a transaction that holds the unit's ask
 * @returns the outcomes, in the order sent: first those taken back
 */
export async function proposeRows(tx: Queries, proposing: Proposing, { rows, gone }: RowsSent): Promise<RowOutcome[]> {
  const known = await lockRows(
    tx,
    proposing,
    [...rows, ...gone].map(({ row }) => row),
  );
  const outcomes = await takeBack(tx, proposing, gone, known);
  const slots = await slotsOf(tx, proposing);
  const fresh: RowChecked[] = [];
  for (const sent of firstOfEach(rows)) {
    const entry = known.get(sent.row);
    if (entry && entry.unit !== proposing.unit) {
      outcomes.push(refusedRow(sent.row, sentence('row-elsewhere')));
      continue;
    }
    const whole = entry && sent.keeps ? withKept(proposing.form, sent, personalOf(proposing.keyring, entry)) : sent;
    const checked = checkRow({ list: proposing.definition, form: proposing.form, today: proposing.today }, whole);
    if (!checked.ok) outcomes.push({ row: sent.row, is: 'refused', problems: checked.problems });
    else if (entry) outcomes.push(await correctRow(tx, proposing, { entry, checked: checked.row, slots }));
    else if (proposing.over) outcomes.push(refusedRow(sent.row, sentence('row-only-returned')));
    else fresh.push(checked.row);
  }
  outcomes.push(...(await addRows(tx, proposing, fresh, slots)));
  if ([...known.values()].some(({ state, unit }) => state === 'returned' && unit === proposing.unit))
    await closeReturned(tx, { ...proposing, now: proposing.at, key: proposing.round });
  if (proposing.paper !== undefined) await notePaperRows(tx, { ...proposing, paper: proposing.paper }, rows);
  return inOrder(outcomes, [...gone, ...rows]);
}

/** A person reads the outcomes beside what was sent. */
function inOrder(outcomes: readonly RowOutcome[], sent: readonly { row: string }[]): RowOutcome[] {
  const place = new Map([...sent].reverse().map(({ row }, at) => [row, sent.length - at]));
  return [...outcomes].sort((one, other) => (place.get(one.row) ?? 0) - (place.get(other.row) ?? 0));
}

const firstOfEach = (rows: readonly RowSent[]): RowSent[] => [...new Map(rows.map((row) => [row.row, row])).values()];

interface KnownEntry extends Entry {
  sealed: Buffer | null;
  keyNo: number | null;
}

/** A row that has moved to another unit is among them: it must not be taken for a new one. */
async function lockRows(
  tx: Queries,
  { campaign, list }: Proposing,
  rows: readonly string[],
): Promise<Map<string, KnownEntry>> {
  const found = await tx<KnownEntry[]>`
    select ${entryColumns(tx)}, e.sealed, e.key_no as "keyNo" from entries e
    where e.campaign_id = ${campaign} and e.list = ${list} and e.row = any(${[...rows]}::uuid[])
    order by e.id for no key update`;
  return new Map(found.map((entry) => [entry.row, entry]));
}

/** A unit takes back what it has proposed until somebody goes on with it. */
async function takeBack(
  tx: Queries,
  proposing: Proposing,
  gone: RowsSent['gone'],
  known: ReadonlyMap<string, KnownEntry>,
): Promise<RowOutcome[]> {
  const { definition, unit, at } = proposing;
  const outcomes: RowOutcome[] = [];
  const changes: EntryChange[] = [];
  const unknown = gone.filter(({ row }) => !known.has(row)).map(({ row }) => row);
  const onPaper = await rowsOnPaper(tx, unknown);
  if (proposing.paper !== undefined) await dropPaperRows(tx, proposing.paper, unknown);
  const deeds: Deed[] = [];
  for (const { row, version } of gone) {
    const entry = known.get(row);
    if (!entry)
      outcomes.push(onPaper.has(row) ? refusedRow(row, sentence('row-on-paper')) : { row, is: 'gone', version: 0 });
    else if (entry.unit !== unit) outcomes.push(refusedRow(row, sentence('row-elsewhere')));
    else if (entry.state === 'out') outcomes.push({ row, is: 'gone', version: entry.version });
    else if (version !== undefined && version !== entry.version)
      outcomes.push(refusedRow(row, sentence('row-changed')));
    else {
      const open = rowAfter(entry, { act: 'correct' }, definition);
      const turn = 'refused' in open ? open : rowAfter(entry, { act: 'remove', because: 'withdrawn' }, definition);
      if ('refused' in turn) outcomes.push(refusedRow(row, sentence(turn.refused)));
      else {
        changes.push({ ...turn.row, id: entry.id, because: 'withdrawn' });
        const after = { ...standingOf(entry), ...turn.row };
        deeds.push({ entry: entry.id, unit, kind: 'remove', before: standingOf(entry), after, because: 'withdrawn' });
        outcomes.push({ row, is: 'gone', version: entry.version + 1 });
      }
    }
  }
  await moveEntries(tx, changes, at);
  await addDeeds(tx, proposing, deeds);
  return outcomes;
}

interface Correcting {
  entry: KnownEntry;
  checked: RowChecked;
  slots: Slots;
}

/** The row as its sender sees it now; a row that somebody else has changed meanwhile is not overwritten. */
async function correctRow(
  tx: Queries,
  proposing: Proposing,
  { entry, checked, slots }: Correcting,
): Promise<RowOutcome> {
  const { row } = entry;
  const { definition, keyring, unit, at } = proposing;
  if (entry.state !== 'returned' && entry.state !== 'out' && isSame(keyring, entry, checked))
    return { row, is: entry.state === 'twin' ? 'twin' : 'same', version: entry.version };
  // A phone that never got its receipt sends the row without a version; nobody else has seen the first one.
  if ((checked.version ?? 1) !== entry.version) return refusedRow(row, sentence('row-changed'));
  if (definition.posting && (await hangs(tx, entry.id))) return refusedRow(row, sentence('row-posted'));
  const turn = rowAfter(entry, { act: 'correct' }, definition);
  if ('refused' in turn) return refusedRow(row, sentence(turn.refused));
  const full = checked.category === entry.category ? null : slots.take(checked.category);
  if (full) return refusedRow(row, full, 'category');
  const listing = { ...proposing, of: definition.of };
  const subject = await subjectAfter(tx, listing, { subject: entry.subject, row: checked });
  const others = subject === entry.subject ? [] : await standingWith(tx, proposing, [subject]);
  if (others.length > 0) return refusedRow(row, sentence('row-twice'));
  const { sealed, keyNo } = keyring.seal(checked.personal, 'entries.sealed');
  await tx`
    update entries set subject_id = ${subject}, category = ${checked.category}, heads = ${checked.heads},
      figures = ${tx.json(checked.figures)}, sealed = ${sealed}, key_no = ${keyNo}, shown = ${shownBy(definition, checked)},
      state = ${turn.row.state}, because = null, return_due = null, version = version + 1, changed_at = ${at} where id = ${entry.id}`;
  const after = { ...standingOf(entry), ...turn.row, category: checked.category, heads: checked.heads };
  await addDeeds(tx, proposing, [{ entry: entry.id, unit, kind: 'correct', before: standingOf(entry), after }]);
  return { row, is: 'corrected', version: entry.version + 1 };
}

function isSame(keyring: Keyring, entry: KnownEntry, checked: RowChecked): boolean {
  if (entry.sealed === null || entry.category !== checked.category || entry.heads !== checked.heads) return false;
  return isDeepStrictEqual([entry.figures, personalOf(keyring, entry)], [checked.figures, checked.personal]);
}

/** @returns what is sealed of a row; nothing of one whose person was forgotten */
const personalOf = (keyring: Keyring, { sealed, keyNo }: KnownEntry): Partial<PersonalAnswers> =>
  sealed === null || keyNo === null ? {} : (keyring.unseal({ sealed, keyNo }, 'entries.sealed') as PersonalAnswers);

const shownBy = ({ of }: ListDefinition, { personal }: RowChecked): string =>
  shownOf(of === 'enterprise' || of === 'place' ? of : 'person', personal.name);

/** In the order sent: when the slots do not suffice, the first ones are taken. */
async function addRows(
  tx: Queries,
  proposing: Proposing,
  rows: readonly RowChecked[],
  slots: Slots,
): Promise<RowOutcome[]> {
  if (rows.length === 0) return [];
  const subjects = await subjectsOf(tx, { ...proposing, of: proposing.definition.of }, rows);
  const others = new Map((await standingWith(tx, proposing, subjects)).map((other) => [other.subject, other]));
  const own = rows.flatMap((row, at) => {
    const other = others.get(subjects[at] ?? 0);
    const isFirst = subjects.indexOf(subjects[at] ?? 0) === at;
    return isFirst && other?.unit === proposing.unit ? [{ row, entry: other.id }] : [];
  });
  const both = await meetRows(tx, proposing, own);
  const met = new Set<number>();
  const outcomes: RowOutcome[] = [...both.values()];
  const adding: Adding[] = [];
  rows.forEach((row, at) => {
    const subject = subjects[at] ?? 0;
    const other = others.get(subject);
    if (both.has(row.row)) {
      met.add(subject);
      return;
    }
    const twice = met.has(subject) || other?.unit === proposing.unit;
    met.add(subject);
    const full = twice || other ? null : slots.take(row.category);
    if (twice) outcomes.push(refusedRow(row.row, sentence('row-twice')));
    else if (full) outcomes.push(refusedRow(row.row, full, 'category'));
    else adding.push({ row, subject, state: other ? 'twin' : 'in' });
  });
  const entered = await enter(tx, proposing, adding);
  // Another unit has entered the same person at this very moment: the row becomes its twin.
  const late = adding.filter(({ row }) => !entered.has(row.row)).map((one) => ({ ...one, state: 'twin' as const }));
  const twins = await enter(tx, proposing, late);
  const second = [...adding.filter(({ state }) => state === 'twin'), ...late];
  await holdOthers(
    tx,
    proposing,
    second.map(({ subject }) => subject),
  );
  await openDuplicates(
    tx,
    proposing,
    second.map(({ row }) => row.row),
  );
  if (proposing.definition.once)
    await openDoubles(
      tx,
      proposing,
      adding.map(({ subject }) => subject),
    );
  for (const { row, state } of adding)
    outcomes.push({ row: row.row, is: state === 'twin' || twins.has(row.row) ? 'twin' : 'taken', version: 1 });
  return outcomes;
}

interface Adding {
  row: RowChecked;
  subject: number;
  state: 'in' | 'twin';
}

/** @returns the ids of the rows that were entered; others stand on the list with the same person */
async function enter(tx: Queries, proposing: Proposing, adding: readonly Adding[]): Promise<Set<string>> {
  if (adding.length === 0) return new Set();
  const { campaign, list, unit, keyring, at, definition } = proposing;
  const rows = adding.map(({ row, subject, state }) => {
    const { sealed, keyNo } = keyring.seal(row.personal, 'entries.sealed');
    const { row: id, category, heads, figures } = row;
    return {
      id,
      subject,
      state,
      category,
      heads,
      figures,
      sealed: sealed.toString('hex'),
      keyNo,
      shown: shownBy(definition, row),
    };
  });
  const made = await tx<{ id: number; row: string; category: string; heads: number; state: 'in' | 'twin' }[]>`
    insert into entries (campaign_id, list, row, subject_id, category, heads, unit_code, slot_unit, state, because, figures, sealed,
                         key_no, shown, proposed_at, changed_at)
    select ${campaign}, ${list}, id, subject, category, heads, ${unit}, ${unit}, state, case state when 'twin' then 'duplicate' end,
           figures, decode(sealed, 'hex'), "keyNo", shown, ${at}, ${at}
    from jsonb_to_recordset(${tx.json(rows)})
      as r(id uuid, subject bigint, state text, category text, heads integer, figures jsonb, sealed text, "keyNo" smallint, shown text)
    on conflict (campaign_id, list, subject_id) where state in ('in', 'held', 'returned') do nothing
    returning id, row, category, heads, state`;
  await addDeeds(
    tx,
    proposing,
    made.map(({ id, state, category, heads }) => ({
      entry: id,
      unit,
      kind: 'propose',
      after: { done: 1, state, category, heads },
    })),
  );
  return new Set(made.map(({ row }) => row));
}
