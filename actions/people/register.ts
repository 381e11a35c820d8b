import type { DutyWord } from '../../domain/people/duties';
import { Refused, sentence } from '../../domain/text/refusal';
import { audit } from '../../store/account/audit-log';
import { atomically, type Queries } from '../../store/db/db';
import * as duties from '../../store/people/duties';
import { type Person, peopleOf } from '../../store/people/places';
import { auditTables } from '../../store/people/tables/audit-changes';
import type { RegisterChanges } from '../../store/people/tables/changes';
import { type CheckedRegister, type Sheets, sheetsOf } from '../../store/people/tables/check/check';
import type { BadCell } from '../../store/people/tables/check/flaw';
import type { Making } from '../../store/people/tables/check/make-places';
import { type ExportedRegister, exportRegister } from '../../store/people/tables/export';
import { type Imported, importRegister, importSheets, lookAt, type Reach } from '../../store/people/tables/import';
import { bothMappings, keepMappings, keptMappings, type Mapping } from '../../store/people/tables/mappings';
import type { ContactRow } from '../../store/people/tables/rows';
import { corrected, type Fix, type RawTable } from '../../store/people/tables/table';
import * as undo from '../../store/people/tables/undo';
import type { Acting } from '../acting';

/** Parsed tables of regions and contacts. */
export interface Given {
  raw: RawTable[][];
  /** Mappings of their headings. */
  mapped: Mapping[];
  /** The importer's region; only rows within it are allowed; null for the whole register. */
  top: string | null;
  /** Cells that were corrected after the tables were read. */
  fixes?: readonly Fix[];
  /** Whether places that the register lacks are made, and below which region; null there when a column names it. */
  making?: Pick<Making, 'under' | 'county'> | null;
  /** Whether right rows are imported without the wrong ones. */
  partial?: boolean;
}

const sheetsIn = async (sql: Queries, { raw, mapped, top, fixes = [] }: Given): Promise<Sheets> =>
  sheetsOf(corrected(raw, fixes), bothMappings(mapped, await keptMappings(sql, top)));

const reachOf = ({ top, making = null, partial = false }: Given): Reach => ({
  top,
  // A county officer's tables are of the county, unless they say otherwise.
  making: making && { ...making, under: making.under ?? top, atTop: top === null },
  partial,
});

/**
 * Imports tables, all or nothing, and stores the mappings of headings for the next import.
 * @throws ImportError with every bad cell; Refused when a table is none
 */
export const importTables = ({ sql, by }: Acting, given: Given): Promise<Imported> =>
  atomically(sql, async (transaction) => {
    const imported = await importSheets(transaction, await sheetsIn(transaction, given), {
      ...reachOf(given),
      account: by.id,
    });
    await keepMappings(transaction, given.top, given.mapped);
    await auditTables(transaction, by, { what: 'import', ...imported });
    return imported;
  });

/** Undoes an import, as long as nothing of it has changed. @throws Refused */
export const undoImport = (
  { sql, by }: Acting,
  { id, top }: { id: number; top: string | null },
): Promise<{ regions: number; contacts: number }> =>
  atomically(sql, async (transaction) => {
    const undone = await undo.undoImport(transaction, { id, top });
    await audit(transaction, by, 'edit-register', { what: 'undo-import', import: id, ...undone });
    return undone;
  });

/** The effects of an import of tables. */
interface Looked {
  sheets: Sheets;
  checked: CheckedRegister;
  changes: RegisterChanges;
  /** The bad cells whose rows would be left behind. */
  behind: BadCell[];
}

/**
 * Compares tables with the register. It changes nothing, but is recorded, because the result shows people.
 * @throws ImportError when rows are outside the importer's region; Refused when a file is no table
 */
export const checkTables = ({ sql, by }: Acting, given: Given): Promise<Looked> =>
  atomically(sql, async (transaction) => {
    const sheets = await sheetsIn(transaction, given);
    const { checked, changes, behind } = await lookAt(transaction, sheets, reachOf(given));
    const counts = { regions: checked.regions.length, contacts: checked.contacts.length };
    await auditTables(transaction, by, { what: 'check', ...counts, changes });
    return { sheets, checked, changes, behind };
  });

/**
 * @param top the reader's region; left out for the whole register
 * @returns the register, with full names and numbers
 */
export const takeRegister = (
  { sql, by }: Acting,
  { reason, top = null }: { reason: string; top?: string | null },
): Promise<ExportedRegister> =>
  atomically(sql, async (transaction) => {
    const rows = await exportRegister(transaction, top);
    const line = { what: 'export', contacts: rows.contacts.length, reason };
    await audit(transaction, by, 'reveal-people', line);
    return rows;
  });

/**
 * Changes the person of a post and the leave; checked like a row of a table.
 * @param top the editor's region; null for the whole register
 * @throws ImportError with every bad cell
 */
export const editPerson = ({ sql, by }: Acting, { top, ...row }: ContactRow & { top: string | null }): Promise<void> =>
  atomically(sql, async (transaction) => {
    const { region, role } = row;
    const find = async () => (await peopleOf(transaction, region)).find((person) => person.role === role);
    const before = await find();
    await importRegister(transaction, { contacts: [row] }, { top });
    await audit(transaction, by, 'edit-register', { region, role, fields: changedFields(before, await find()) });
  });

/**
 * Removes a duty that nobody is to have any more, such as a deputy; the messages that wait for its holder find nobody.
 * @param top the editor's region; null for the whole register
 * @throws Refused when the region has no such duty there
 */
export const removeDuty = (
  { sql, by }: Acting,
  { region, role, reason, top }: { region: string; role: DutyWord; reason: string; top: string | null },
): Promise<void> =>
  atomically(sql, async (transaction) => {
    if (!(await duties.removeDuty(transaction, { region, role, top })))
      throw new Refused(sentence('unknown-contact', { region }));
    await audit(transaction, by, 'edit-register', { what: 'remove-duty', region, role, reason });
  });

const EDITED = ['name', 'phone', 'email', 'language', 'leaveFrom', 'leaveUntil'] as const;

/** @returns the names of the fields that differ; a log must not have their values. */
const changedFields = (before: Person | undefined, after: Person | undefined): string =>
  EDITED.filter((field) => before?.[field] !== after?.[field]).join(' ');
