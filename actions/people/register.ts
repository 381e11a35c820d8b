import { audit } from '../../store/account/audit-log';
import { atomically, type Queries } from '../../store/db/db';
import { type Person, peopleOf } from '../../store/people/places';
import { auditTables } from '../../store/people/tables/audit-changes';
import type { RegisterChanges } from '../../store/people/tables/changes';
import { type CheckedRegister, type Sheets, sheetsOf } from '../../store/people/tables/check/check';
import { exportRegister } from '../../store/people/tables/export';
import { type Imported, importRegister, importSheets, lookAt } from '../../store/people/tables/import';
import { bothMappings, keepMappings, keptMappings, type Mapping } from '../../store/people/tables/mappings';
import type { ContactRow, RegisterRows } from '../../store/people/tables/rows';
import type { RawTable } from '../../store/people/tables/table';
import type { Acting } from '../acting';

/** Tables of regions and contacts, as they were read. */
export interface Given {
  raw: RawTable[][];
  /** What was said of their headings. */
  mapped: Mapping[];
  /** The importer looks after this region and what is below it; null for the whole register. */
  top: string | null;
}

const sheetsIn = async (sql: Queries, { raw, mapped, top }: Given): Promise<Sheets> =>
  sheetsOf(raw, bothMappings(mapped, await keptMappings(sql, top)));

/**
 * Imports tables, all or nothing, and keeps what was said of their headings for the next.
 * @throws ImportError with every bad cell; Refused when a table is none
 */
export const importTables = ({ sql, by }: Acting, given: Given): Promise<Imported> =>
  atomically(sql, async (transaction) => {
    const imported = await importSheets(transaction, await sheetsIn(transaction, given), { top: given.top });
    await keepMappings(transaction, given.top, given.mapped);
    await auditTables(transaction, by, { what: 'import', ...imported });
    return imported;
  });

/** What an import of tables would do. */
interface Looked {
  sheets: Sheets;
  checked: CheckedRegister;
  changes: RegisterChanges;
}

/**
 * Looks at tables with what is in the register, which tells of people: so it is noted as well. Changes nothing.
 * @throws ImportError when cells reach beyond what the importer looks after; Refused when a table is none
 */
export const checkTables = ({ sql, by }: Acting, given: Given): Promise<Looked> =>
  atomically(sql, async (transaction) => {
    const sheets = await sheetsIn(transaction, given);
    const { checked, changes } = await lookAt(transaction, sheets, { top: given.top });
    const counts = { regions: checked.regions.length, contacts: checked.contacts.length };
    await auditTables(transaction, by, { what: 'check', ...counts, changes });
    return { sheets, checked, changes };
  });

/** @returns the whole register, with names and numbers in full */
export const takeRegister = ({ sql, by }: Acting, { reason }: { reason: string }): Promise<RegisterRows> =>
  atomically(sql, async (transaction) => {
    const rows = await exportRegister(transaction);
    const line = { what: 'export', contacts: rows.contacts.length, reason };
    await audit(transaction, by, 'reveal-people', line);
    return rows;
  });

/**
 * Changes who answers for a place, and when they are on leave; checked as a row of a table is.
 * @param top what the editor looks after; null for the whole register
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

const EDITED = ['name', 'phone', 'email', 'language', 'leaveFrom', 'leaveUntil'] as const;

/** @returns the names of the fields that differ; their values are nobody's business in a log. */
const changedFields = (before: Person | undefined, after: Person | undefined): string =>
  EDITED.filter((field) => before?.[field] !== after?.[field]).join(' ');
