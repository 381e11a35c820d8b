import type { Language } from '../../domain/campaign/definition/definition';
import { audit } from '../../store/account/audit-log';
import { atomically } from '../../store/db/db';
import { type Target, writeList } from '../../store/list/tables/export/file';
import { countRows, exportedLines } from '../../store/list/tables/export/rows';
import {
  importTable,
  type ListDifference,
  type ListTable,
  type Looked,
  lookAtTable,
} from '../../store/list/tables/import/import';
import type { ListReceipt } from '../../store/list/tables/import/receipts';
import { listOf } from '../../store/list/tables/list-of';
import { openKeyring } from '../../store/people/sealed/keyring';
import type { PeopleKey } from '../../store/people/sealed/people-key';
import type { Acting } from '../acting';

const countsOf = ({ rows, fresh, changed, same, kept, elsewhere }: Omit<ListReceipt, 'receipt' | 'at'>) => ({
  ...{ rows, fresh, changed, same, kept, elsewhere },
});

/**
 * Compares a table with a list. It changes nothing, but is recorded, because the result shows rows.
 * @throws Refused when the file is no table of a list
 */
export const lookAtListTable = ({ sql, by }: Acting, table: ListTable): Promise<Looked> =>
  atomically(sql, async (transaction) => {
    const looked = await lookAtTable(transaction, table);
    const { campaign, list } = table;
    const seen = 'difference' in looked ? looked.difference : looked.receipt;
    await audit(transaction, by, 'edit-lists', { campaign, list, what: 'check', ...countsOf(seen) });
    return looked;
  });

/**
 * Imports a table into a list, all or nothing; the same table again gives the first receipt.
 * @param confirm digest of the difference that was looked at; null to take whatever it is
 * @throws ListImportError with everything that is wrong; Refused when the difference has changed
 */
export const importListTable = (
  { sql, by }: Acting,
  { confirm, ...table }: ListTable & { confirm: string | null },
): Promise<{ receipt: ListReceipt; repeated: boolean; difference: ListDifference | null }> =>
  atomically(sql, async (transaction) => {
    const hand = by.id === null ? { name: by.by ?? by.via } : { account: by.id };
    const done = await importTable(transaction, { ...table, confirm, hand: { ...hand, via: 'import' } });
    const { campaign, list } = table;
    const { receipt, repeated } = done;
    const line = { what: 'import', receipt: receipt.receipt, repeated, ...countsOf(receipt) };
    await audit(transaction, by, 'edit-lists', { campaign, list, ...line });
    return done;
  });

interface Export {
  campaign: string;
  list: string;
  /** The reader's region; null for everything. */
  top: string | null;
  people: PeopleKey;
  reason: string;
  to: Target;
  language: Language;
}

/** Writes the rows of a list as an import reads them, with full names and numbers. @returns how many rows */
export const exportListTable = (
  { sql, by }: Acting,
  { to, language, people, reason, ...of }: Export,
): Promise<number> =>
  atomically(sql, async (transaction) => {
    const { listed } = await listOf(transaction, of);
    const keyring = await openKeyring(transaction, people);
    const rows = await countRows(transaction, of);
    // Before the file is there.
    const { campaign, list } = of;
    await audit(transaction, by, 'reveal-people', { campaign, list, what: 'export', rows, reason });
    const lines = exportedLines(transaction, { ...of, listed, keyring, language });
    await writeList(to, { listed, language, lines });
    return rows;
  });
