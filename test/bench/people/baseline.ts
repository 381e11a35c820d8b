import { progress } from '../../../cli/output';
import { checkRow } from '../../../domain/list/row-check';
import { rowId } from '../../../rehearsal/lists/proposals';
import type { Sql, Transaction } from '../../../store/db/db';
import { addDeeds } from '../../../store/list/deeds';
import { subjectsOf } from '../../../store/list/subjects';
import { type Keyring, openKeyring } from '../../../store/people/sealed/keyring';
import type { PeopleKey } from '../../../store/people/sealed/people-key';
import { type Ground, rowOf } from './ground';

/** Enough for a rate. */
const ROWS = 3000;
/** People who are on no other list here. */
const FIRST_PERSON = 15_000_000;
const TODAY = '2026-12-08';

/**
 * The same import as every peer does it: the same checks and the same sealing, and one `insert` for each row of each
 * table, in one transaction. What it has written is rolled back.
 * @returns rows in a second
 */
export async function measureInsertEach(sql: Sql, people: PeopleKey, ground: Ground): Promise<number> {
  progress(`${ROWS} rows, one insert each …`);
  const start = performance.now();
  let seconds = Number.NaN;
  const undone = new Error('measured');
  await sql
    .begin(async (tx) => {
      const keyring = await openKeyring(tx, people);
      for (let nth = 0; nth < ROWS; nth += 1) await insertOne(tx, keyring, ground, nth);
      seconds = (performance.now() - start) / 1000;
      throw undone;
    })
    .catch((error: unknown) => {
      if (error !== undone) throw error;
    });
  return Math.round(ROWS / seconds);
}

async function insertOne(tx: Transaction, keyring: Keyring, ground: Ground, nth: number): Promise<void> {
  const { campaign, definition } = ground;
  const { imported: list } = definition.lists;
  const form = definition.forms.family;
  if (!list || !form) throw new Error('The ground has no list');
  const sent = { row: rowId(2, nth), category: 'special', consent: true, figures: rowOf(FIRST_PERSON + nth) };
  const checked = checkRow({ list, form, today: TODAY }, sent);
  if (!checked.ok) throw new Error(`Row ${nth} is not good: ${checked.problems.map(({ code }) => code).join()}`);
  const { row } = checked;
  const unit = ground.unitOf(nth);
  const [subject = 0] = await subjectsOf(tx, { of: 'household', unit, keyring, today: TODAY }, [row]);
  const { sealed, keyNo } = keyring.seal(row.personal, 'entries.sealed');
  const [entry] = await tx<{ id: number }[]>`
    insert into entries (campaign_id, list, row, subject_id, category, heads, unit_code, slot_unit, figures, sealed, key_no, shown,
                         proposed_at, changed_at)
    values (${campaign}, 'imported', ${row.row}, ${subject}, ${row.category}, ${row.heads}, ${unit}, ${unit}, ${tx.json(row.figures)},
            ${sealed}, ${keyNo}, '王**', now(), now())
    returning id`;
  const doing = { campaign, hand: { name: 'bench', via: 'import' as const }, at: `${TODAY}T02:00:00.000Z` };
  await addDeeds(tx, doing, [{ entry: entry?.id ?? 0, unit, kind: 'propose' }]);
}
