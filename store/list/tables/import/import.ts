import { createHash } from 'node:crypto';
import type { Day } from '../../../../domain/campaign/calendar/days';
import type { Language } from '../../../../domain/campaign/definition/definition';
import { inBoth, Refused, type Sentence, sentence } from '../../../../domain/text/refusal';
import { atomically, type Queries } from '../../../db/db';
import { keepPlans } from '../../../db/plans';
import { type Keyring, openKeyring } from '../../../people/sealed/keyring';
import type { PeopleKey } from '../../../people/sealed/people-key';
import { keepMappings, keptMappings, type Mapping } from '../../../people/tables/mappings';
import { LIST_LIMITS, type Limits } from '../../../people/tables/read/limits';
import { readPieces } from '../../../people/tables/read/read-table';
import type { Source } from '../../../people/tables/read/source';
import type { Hand } from '../../deeds';
import { STANDING } from '../../lists';
import { columnsOf, type ListForm } from '../list-columns';
import { listOf } from '../list-of';
import { mappedHeadings, rowMappings } from '../mappings';
import { LINES_LOOKED_AT } from '../shape/headings';
import { type RosterFlaw, type RosterItem, type RosterPlan, type RosterSheet, rosterOf } from '../shape/roster';
import { Behind } from './behind';
import { compareMatched, type RowChange, type RowKept } from './changes';
import { clashesIn, rowsBeyondQuota } from './clashes';
import { Flaws, placeOf } from './flaws';
import { countVerdicts, findMatches, stateOfMatches } from './matches';
import { type Range, writePeopleAhead } from './people';
import { type RowReading, readRow } from './read-row';
import { cellHasher, keepReceipt, type ListReceipt, type Marks, markOfBytes, receiptOf } from './receipts';
import { endStage, makeStage, type PlacedRow, sealRows, stageRows } from './stage';
import { campaignNow, unitsOf } from './units';
import { writeStaged } from './write';

/** A table of rows for a list. */
export interface ListTable {
  campaign: string;
  list: string;
  source: Source;
  /** The importer's region; only units within it are found; null for everything. */
  top: string | null;
  people: PeopleKey;
  /** What headings of the table mean, as `当家人=户主姓名`; an import keeps it for the next tables. */
  mapped: readonly string[];
  /** What the file may cost; that of a province when left out. */
  limits?: Limits;
  /** The importer says that all on the table know of it and agree. */
  consent: boolean;
  /** Where a file with all problems goes, and in which language; null for none. */
  problems: { path: string; language: Language } | null;
}

/** What an import would do, before anything is written. */
export interface ListDifference {
  /** Confirms exactly this difference. */
  digest: string;
  /** Rows of the table. */
  rows: number;
  fresh: number;
  changed: number;
  same: number;
  /** Rows that say something new, but are not touched any more. */
  kept: number;
  /** Rows whose person another unit has on the list: both wait. */
  elsewhere: number;
  /** Rows of the same units that the table does not have; an import removes none. */
  gone: number;
  /** The first two hundred changes, kept rows and missing rows. */
  changes: RowChange[];
  keptRows: RowKept[];
  goneRows: { entry: number; unit: string; shown: string }[];
  /** What was not imported, and sums that differ; the first thousand. */
  notes: Sentence[];
  flaws: number;
  /** The first thousand flaws. With any nothing can be imported. */
  shownFlaws: readonly RosterFlaw[];
  /** The file with all of them. */
  problemsFile: string | null;
}

/** The table was looked at now, or it was imported before. */
export type Looked = { difference: ListDifference } | { receipt: ListReceipt };

/** Something keeps the table from being imported; nothing was written. */
export class ListImportError extends Refused {
  override name = 'ListImportError';

  constructor(readonly difference: ListDifference) {
    const [first] = difference.shownFlaws;
    super(
      sentence('list-import-flaws', {
        count: difference.flaws,
        place: first ? placeOf(first) : '',
        column: first?.column ?? '',
        reason: first ? inBoth(first) : '',
      }),
    );
  }
}

/**
 * Looks at a table: what its rows would add to the list and change, and everything that keeps it from being imported.
 * Nothing is written, except the file of problems.
 * @throws Refused when the file is no table of a list, or more than may be
 */
export const lookAtTable = (sql: Queries, table: ListTable): Promise<Looked> =>
  atomically(sql, async (transaction) => {
    const opened = await openTable(transaction, table);
    const bytes = await markOfBytes(opened.keyring, table.source, opened.plan);
    const before = await receiptOf(transaction, table, { bytes });
    if (before) return { receipt: before };
    const { difference, cells } = await differenceOf(transaction, table, opened);
    const same = await receiptOf(transaction, table, { cells });
    return same ? { receipt: same } : { difference };
  });

/**
 * Imports a table, all or nothing, in one transaction. The same table again, under any name and however often it was
 * saved, gives the first receipt and writes nothing.
 * @param confirm digest of the difference that was looked at; null to take whatever it is
 * @throws ListImportError with everything that is wrong; Refused when the difference is another one by now, somebody
 *   was faster, or another table of the list is being imported
 */
export const importTable = (
  sql: Queries,
  { hand, confirm, ...table }: ListTable & { hand: Hand; confirm: string | null },
): Promise<{ receipt: ListReceipt; repeated: boolean; difference: ListDifference | null }> =>
  atomically(sql, async (transaction) => {
    await keepPlans(transaction);
    await oneAtATime(transaction, table);
    const opened = await openTable(transaction, table);
    const bytes = await markOfBytes(opened.keyring, table.source, opened.plan);
    const before = await receiptOf(transaction, table, { bytes });
    if (before) return { receipt: before, repeated: true, difference: null };
    const { list: definition } = opened.listed;
    const of = { campaign: table.campaign, list: table.list, of: definition.of };
    await transaction`savepoint people_ahead`;
    const { difference, cells } = await differenceOf(transaction, table, opened, (range) =>
      writePeopleAhead(transaction, { of: definition.of, today: opened.today }, range),
    );
    const same = await receiptOf(transaction, table, { cells });
    if (same) {
      await transaction`rollback to savepoint people_ahead`;
      return { receipt: same, repeated: true, difference: null };
    }
    await transaction`release savepoint people_ahead`;
    if (difference.flaws > 0) throw new ListImportError(difference);
    if (confirm !== null && confirm !== difference.digest) throw new Refused(sentence('list-import-changed'));
    const at = await campaignNow(transaction, table.campaign);
    await writeStaged(transaction, {
      ...of,
      definition,
      today: opened.today,
      doing: { campaign: table.campaign, hand, at },
    });
    await keepMappings(transaction, table.top, opened.mapped);
    const { rows, fresh, changed, same: unchanged, kept, elsewhere } = difference;
    const counts = { at, rows, fresh, changed, same: unchanged, kept, elsewhere };
    const receipt = await keepReceipt(transaction, { ...of, marks: { bytes, cells }, counts });
    return { receipt, repeated: false, difference };
  }).catch((cause: Error & { code?: string }) => {
    if (cause.code === WAITED_IN_VAIN) throw new Refused(sentence('list-import-under-way'), [], { cause });
    throw OVERTAKEN.includes(cause.code ?? '') ? new Refused(sentence('list-import-overtaken'), [], { cause }) : cause;
  });

/** Postgres: lock_not_available. */
const WAITED_IN_VAIN = '55P03';
/** Two rows of one person, a quota that is full, a row that moved on: somebody was faster. */
const OVERTAKEN = ['23505', '23514', 'ND003', 'ND004'];

/** A second import of the same list waits, and then finds the receipt of the first. */
const oneAtATime = (sql: Queries, { campaign, list }: Pick<ListTable, 'campaign' | 'list'>) =>
  sql`select pg_advisory_xact_lock(hashtextextended(${`import ${campaign} ${list}`}, 0))`;

interface Opened {
  keyring: Keyring;
  listed: ListForm;
  plan: RosterPlan;
  /** Mappings given now. */
  mapped: Mapping[];
  /** In the campaign's zone. */
  today: Day;
}

async function openTable(sql: Queries, table: ListTable): Promise<Opened> {
  const { campaign, list: id, top, people } = table;
  const { listed, today } = await listOf(sql, { campaign, list: id });
  const columns = columnsOf(listed);
  const mapped = rowMappings(table.mapped, columns);
  const kept = await keptMappings(sql, top);
  const plan: RosterPlan = {
    columns,
    mapped: mappedHeadings(kept, mapped),
    households: listed.list.of === 'household',
  };
  return { keyring: await openKeyring(sql, people), listed, plan, mapped, today };
}

/** Rows that are staged at once, while the next ones are read. */
const BATCH = 1000;
const MOST_NOTES = 1000;

/** Writes what it can of staged rows, when nothing has been found wrong until now. */
type WriteAhead = (range: Range) => Promise<void>;

async function differenceOf(
  sql: Queries,
  table: ListTable,
  opened: Opened,
  ahead?: WriteAhead,
): Promise<{ difference: ListDifference; cells: Marks['cells'] }> {
  const { keyring, listed, plan } = opened;
  const of = { campaign: table.campaign, list: table.list, of: listed.list.of };
  const flaws = new Flaws(table.problems);
  const hasher = cellHasher();
  const notes = await stageTable(sql, table, { ...opened, plan: { ...plan, ...hasher.plan } }, flaws, ahead);
  await findMatches(sql, of);
  await flaws.add(await clashesIn(sql, of, table.top));
  const { changes, kept } = await compareMatched(sql, keyring, listed);
  await flaws.add(await rowsBeyondQuota(sql, of));
  const counts = await countVerdicts(sql);
  const { fresh = 0, changed = 0, same = 0, kept: untouched = 0, elsewhere = 0 } = counts;
  const cells = hasher.mark(keyring, plan);
  const digest = createHash('sha256')
    .update(cells)
    .update(await stateOfMatches(sql))
    .digest('hex')
    .slice(0, 16);
  const difference = {
    ...{
      digest,
      rows: fresh + changed + same + untouched + elsewhere,
      fresh,
      changed,
      same,
      kept: untouched,
      elsewhere,
    },
    ...{ changes, keptRows: kept, ...(await goneFrom(sql, table)), notes },
    ...{ flaws: flaws.count, shownFlaws: flaws.shown, problemsFile: await flaws.end() },
  };
  return { difference, cells };
}

/** Reads the table into the stage. @returns what was left out */
async function stageTable(
  sql: Queries,
  table: ListTable,
  { keyring, listed, plan, today }: Opened,
  flaws: Flaws,
  ahead?: WriteAhead,
): Promise<Sentence[]> {
  const { file } = table.source;
  const units = await unitsOf(sql, table);
  const reading: RowReading = { ...listed, columns: plan.columns, today, consent: table.consent };
  const notes: Sentence[] = [];
  let sheet: RosterSheet | null = null;
  let rows: PlacedRow[] = [];
  let staged = 0;
  const behind = new Behind();
  const stage = async (): Promise<void> => {
    if (rows.length === 0) return;
    const sealed = sealRows({ keyring, of: listed.list.of }, { rows, first: staged + 1 });
    staged += rows.length;
    rows = [];
    await behind.begin(async () => {
      await stageRows(sql, sealed);
      if (flaws.count === 0) await ahead?.(sealed.range);
    });
  };
  const take = (item: RosterItem): RosterFlaw[] => {
    if ('sheet' in item) sheet = item.sheet;
    else if ('note' in item) {
      if (notes.length < MOST_NOTES) notes.push(item.note);
    } else if ('flaw' in item) return [item.flaw];
    else if (sheet) {
      const found = units.find(item.row, sheet);
      const read = readRow(item.row, reading);
      const lost = 'unit' in found ? [] : [placeFlaw(item.row, found, plan)];
      if ('flaws' in read) return [...lost, ...read.flaws];
      if ('unit' in found) rows.push({ read: read.read, unit: found.unit });
      return lost;
    }
    return [];
  };
  await makeStage(sql);
  try {
    for await (const items of rosterOf(readPieces(table.source, table.limits ?? LIST_LIMITS), plan)) {
      await flaws.add(items.flatMap(take));
      if (rows.length >= BATCH) await stage();
    }
    await stage();
  } finally {
    await behind.end();
  }
  if (!sheet) throw new Refused(sentence('list-no-headings', { file, looked: LINES_LOOKED_AT }));
  if (staged === 0 && flaws.count === 0) throw new Refused(sentence('list-import-empty', { file }));
  await endStage(sql);
  return notes;
}

function placeFlaw(
  { file, row, cells }: Pick<RosterFlaw, 'file' | 'row'> & { cells: ReadonlyMap<string, { heading: string }> },
  { key, said }: { key: string; said: Sentence },
  { columns }: RosterPlan,
): RosterFlaw {
  const column = cells.get(key)?.heading ?? columns.find((one) => one.key === key)?.['zh-CN'] ?? '';
  return { file, row, column, ...said };
}

const MOST_GONE = 200;

/**
 * Rows of the units in the table that it does not have. Each unit is looked at once, whatever Postgres knows of the
 * list.
 */
async function goneFrom(
  sql: Queries,
  { campaign, list }: Pick<ListTable, 'campaign' | 'list'>,
): Promise<Pick<ListDifference, 'gone' | 'goneRows'>> {
  const rows = await sql<(ListDifference['goneRows'][number] & { gone: number })[]>`
    with units as materialized (select distinct unit from staged_rows),
    missing as materialized (
      select e.id, e.unit_code, e.shown
      from units u
      cross join lateral (
        select * from entries where campaign_id = ${campaign} and list = ${list} and unit_code = u.unit offset 0) e
      where e.state = any(${STANDING}) and not exists (select from staged_found f where f.entry = e.id))
    select m.id as entry, g.name as unit, m.shown, (select count(*)::int from missing) as gone
    from missing m join regions g on g.code = m.unit_code order by m.id limit ${MOST_GONE}`;
  return {
    gone: rows[0]?.gone ?? 0,
    goneRows: rows.map(({ entry, unit, shown }) => ({ entry, unit, shown })),
  };
}
